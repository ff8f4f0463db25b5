"""The automatic numbers of a Word document's paragraphs, restored from numbering.xml and the styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.loaders.archive import attribute, local
from ingest.loaders.list_numbers import list_number
from ingest.loaders.spaces import is_wide

_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, kw_only=True)
class Level:
    """One level of a list: how its number counts and prints (ISO/IEC 29500-1, 17.9)."""

    number_format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None  # None: after any higher level; 0: never; n: after level n (from 1)
    legal: bool = False
    suffix: str = "tab"
    style: str = ""


@dataclass(kw_only=True)
class _List:
    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child with that local name."""
    return next((item for item in element if local(item) == name), None) if element is not None else None


def value(element: etree._Element | None, name: str) -> str | None:
    """The ``val`` of the child with that local name."""
    found = child(element, name)
    return attribute(found, "val") if found is not None else None


def flag(element: etree._Element | None, name: str) -> bool:
    """Whether the on/off property ``name`` stands below the element and is not switched off."""
    found = child(element, name)
    return found is not None and attribute(found, "val") not in ("0", "false", "off", "none")


def whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else default


class Numbering:
    """Counts the paragraphs of each list in document order and gives each its printed number."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def level_of_style(self, number_id: str, style: str) -> int | None:
        """The level of the list that the paragraph style ``style`` is tied to."""
        levels = self._lists[number_id].levels if number_id in self._lists else {}
        return next((index for index, level in levels.items() if level.style == style), None)

    def next(self, number_id: str, index: int) -> str:
        """The printed number of the next paragraph of that list and level; "" where it prints none."""
        found = self._lists.get(number_id)
        level = found.levels.get(index) if found else None
        if found is None or level is None:
            return ""
        counters = self._counters.setdefault(found.abstract, {})
        self._restart_lower(found, counters, index)
        first_use = (number_id, index) not in self._started
        self._started.add((number_id, index))
        if index in found.starts and first_use:  # this list's own start overrides the shared counter
            counters[index] = found.starts[index]
        else:
            counters[index] = counters[index] + 1 if index in counters else level.start
        for higher in range(index):
            counters.setdefault(higher, found.levels[higher].start if higher in found.levels else 1)
        return self._printed(found, counters, level, index)

    def _printed(self, found: _List, counters: dict[int, int], level: Level, index: int) -> str:
        def place(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            shown = found.levels.get(at, Level()).number_format
            if level.legal and at < index:
                shown = "decimal"
            return list_number(counters.get(at, 1), shown)

        if level.number_format == "bullet":
            return ""
        text = _PLACE.sub(place, level.text)
        gap = level.suffix != "nothing" and bool(text) and not is_wide(text[-1]) and text[-1] not in " ）)"
        return text.strip() + (" " if gap else "")

    @staticmethod
    def _restart_lower(found: _List, counters: dict[int, int], index: int) -> None:
        """A paragraph of this level starts the deeper levels anew, as far as they follow it."""
        for deeper in [at for at in counters if at > index]:
            restart = found.levels.get(deeper, Level()).restart
            if restart is None or (restart and index < restart):
                del counters[deeper]

    def _read(self, root: etree._Element) -> None:
        abstracts: dict[str, dict[int, Level]] = {}
        links: dict[str, str] = {}
        named: dict[str, str] = {}
        for item in root:
            if local(item) == "abstractNum":
                key = attribute(item, "abstractNumId") or ""
                abstracts[key] = dict(_levels(item))
                links[key] = value(item, "numStyleLink") or ""
                if style := value(item, "styleLink"):
                    named[style] = key
        for item in root:
            if local(item) != "num":
                continue
            key = value(item, "abstractNumId") or ""
            key = named.get(links.get(key, ""), key)
            entry = _List(abstract=key, levels=dict(abstracts.get(key, {})))
            for override in (o for o in item if local(o) == "lvlOverride"):
                at = whole(attribute(override, "ilvl"), 0)
                entry.levels.update(_levels(override))
                if (start := value(override, "startOverride")) is not None:
                    entry.starts[at] = whole(start, 1)
            self._lists[attribute(item, "numId") or ""] = entry


def _levels(parent: etree._Element) -> Iterator[tuple[int, Level]]:
    for item in parent:
        if local(item) != "lvl":
            continue
        restart = value(item, "lvlRestart")
        yield (
            whole(attribute(item, "ilvl"), 0),
            Level(
                number_format=value(item, "numFmt") or _custom_format(item) or "decimal",
                text=value(item, "lvlText") or "",
                start=whole(value(item, "start"), 0),
                restart=whole(restart, 0) if restart is not None else None,
                legal=flag(item, "isLgl"),
                suffix=value(item, "suff") or "tab",
                style=value(item, "pStyle") or "",
            ),
        )


def _custom_format(level: etree._Element) -> str | None:
    """The number format inside an mc:AlternateContent, as newer Word writes formats such as 001."""
    return next((attribute(item, "val") for item in level.iter() if local(item) == "numFmt"), None)
