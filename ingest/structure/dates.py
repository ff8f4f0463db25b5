"""Dates of Chinese papers as ISO 8601: 二〇二二年一月二十日, 2022年1月20日, 2022-02-07, 2022/1/20, 2022.1.20."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from ingest.structure.numerals import parse_integer

_YEAR = r"(?:(?:19|20)\s?\d\s?\d|(?:１９|２０)[０-９]{2}|[一二][〇零○OＯ0九][〇零○OＯ0一二三四五六七八九]{2})"
_PART = r"(?:\d{1,2}|[０-９]{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = re.compile(
    rf"(?<![\d.])(?P<year>{_YEAR})(?:\s*年\s*(?P<month>{_PART})\s*月\s*(?P<day>{_PART})\s*日"
    r"|(?P<mark>[-/.．])(?P<month2>\d{1,2})(?P=mark)(?P<day2>\d{1,2})(?![\d]))"
)
_YEAR_ONLY = re.compile(rf"(?<![\d.])(?P<year>{_YEAR})\s*年(?!代|来|间|以来)")


@dataclass(frozen=True, kw_only=True)
class DateMention:
    """A day that the text names: ISO 8601 and where it stands."""

    iso: str
    start: int
    end: int


def _integer(text: str) -> int | None:
    return parse_integer(re.sub(r"[OＯ]", "〇", text.replace(" ", "")))


def find_dates(text: str) -> tuple[DateMention, ...]:
    """The days named in ``text``, in order; a day that no calendar has is left out."""
    found = []
    for match in _DATE.finditer(text):
        parts = [match["year"], match["month"] or match["month2"], match["day"] or match["day2"]]
        numbers = [_integer(part) for part in parts]
        if None in numbers:
            continue
        try:
            iso = datetime.date(*(number or 0 for number in numbers)).isoformat()
        except ValueError:
            continue
        found.append(DateMention(iso=iso, start=match.start(), end=match.end()))
    return tuple(found)


def first_date(text: str) -> str:
    """The first day named in ``text`` as ISO 8601, or ""."""
    dates = find_dates(text)
    return dates[0].iso if dates else ""


def find_years(text: str) -> tuple[int, ...]:
    """The years that ``text`` names as years (2024年, 二〇二四年), in order, repeats kept."""
    years = (_integer(match["year"]) for match in _YEAR_ONLY.finditer(text))
    return tuple(year for year in years if year)
