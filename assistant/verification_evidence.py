"""A passage prepared for being compared with: what it states, each thing with its place, year and subject."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.claim_figures import Figure, figures
from assistant.claim_labels import bigrams, content, labels, likeness, unify
from assistant.claim_periods import SEGMENT_END, Timeline, years
from assistant.claim_roles import BoundUnit, bound_units, task_words
from assistant.claim_words import idle_words
from assistant.claims import bare, plain, terms, without_markers
from assistant.verification_instructions import without_instructions
from ingest.structure.regions import all_regions, canonical_region, find_regions

NATIONAL = "全国"
_CRUMB = re.compile(r"\s*[›>/|]\s*")
_PLACE = re.compile(r"(?:自治州|自治区|自治县|新区|省|市|州|县|区)$")


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A numbered passage that a sentence may cite.

    ``region`` and ``year`` are the report's; ``kind`` its kind where known; ``about`` what the library knows of the report
    beside the passage (issuer, document number, date, speaker), so that a sentence may state it.
    """

    number: int
    text: str
    title: str = ""
    breadcrumb: str = ""
    region: str = ""
    year: int | None = None
    kind: str = ""
    about: str = ""


@lru_cache(maxsize=1024)
def region_mentions(text: str) -> tuple[tuple[str, int, int], ...]:
    """The regions that ``text`` names by two or more signs: (canonical name, start, end).

    A verb before 省 or 市 (加速省…库建设) is taken for a name by the finder of regions, but not here.
    """
    return tuple(
        (m.region.name, m.start, m.end)
        for m in find_regions(text)
        if m.end - m.start > 1 and m.region.short not in idle_words()
    )


@lru_cache(maxsize=1)
def provinces() -> tuple[str, ...]:
    """The full names of the provinces: found in a text wherever they stand."""
    return tuple(region.name for region in all_regions() if region.level == "province")


def ancestors(region: str) -> frozenset[str]:
    """The regions that hold ``region``, as far as the table of divisions knows."""
    found: set[str] = set()
    current = canonical_region(region)
    while current is not None and current.parent and current.parent not in found:
        found.add(current.parent)
        current = canonical_region(current.parent)
    return frozenset(found)


def place_names(region: str) -> tuple[str, ...]:
    """The names under which a text may speak of ``region``, longest first: the full one, the short one, aliases."""
    if not region:
        return ()
    known = canonical_region(region)
    names = {region, _PLACE.sub("", region)} | ({known.short, *known.aliases} if known else set())
    return tuple(sorted((name for name in names if len(name) > 1), key=len, reverse=True))


def mentions(text: str, known: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """The regions that ``text`` names with their positions, in order: those of the table and those in ``known``."""
    found = [(start, end, name) for name, start, end in region_mentions(text) if name != NATIONAL]
    for region in known:
        for name in place_names(region):
            for match in re.finditer(re.escape(name), text):
                if not any(start < match.end() and match.start() < end for start, end, _ in found):
                    found.append((*match.span(), region))
    return tuple((name, start) for start, _, name in sorted(found))


class Source:
    """One `Evidence`, prepared. Sentences that speak to a model are no part of it."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.year = evidence.year
        title, crumbs = without_instructions(evidence.title), without_instructions(evidence.breadcrumb)
        # A footnote's [3] in a paper is no marker of ours.
        text = without_markers(without_instructions(evidence.text))
        self.text = unify(plain(text))
        self.headings = tuple(part for part in _CRUMB.split(plain(crumbs)) if part)
        self.names = place_names(evidence.region)
        self.timeline = Timeline(
            self.text,
            headings=self.headings[1:],  # the first is the paper's title
            report_year=evidence.year,
            kind=evidence.kind,
        )
        #: text, headings and what is known of the report: what words may be taken from
        self.context = unify(plain(" ".join((evidence.region, title, crumbs, evidence.about)))) + "\n" + self.text
        self.bare = bare(" ".join((title, crumbs, evidence.about))) + "\n" + bare(text)

    def prepare(self) -> None:
        """Works out now what is else worked out when it is first asked for."""
        _ = self.labels, self.units, self.regions, self.bigrams, self.sentences, self.segments

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return figures(self.text)

    @cached_property
    def labels(self) -> tuple[frozenset[str], ...]:
        return labels(self.text, self.figures, self.names)

    @cached_property
    def other_figures(self) -> tuple[Figure, ...]:
        """Figures of title, headings and what else is known of the report (第十五届 …)."""
        return figures(self.context[: len(self.context) - len(self.text)])

    @cached_property
    def paper_years(self) -> frozenset[int]:
        """The years by which a sentence may call the paper: that of its work and those of its title and date."""
        own = frozenset() if self.year is None else frozenset({self.year})
        return own | frozenset(m.first for m in years(plain(f"{self.evidence.title} {self.evidence.about}")))

    @cached_property
    def bigrams(self) -> frozenset[str]:
        return bigrams(self.context)

    @cached_property
    def sentences(self) -> tuple[tuple[int, frozenset[str]], ...]:
        """Start and bigrams of each sentence of the passage."""
        found = []
        position = 0
        while position < len(self.text):
            start, end = self.timeline.sentence(position)
            end = max(end, position + 1)
            found.append((start, bigrams(content(self.text[start:end], self.names))))
            position = end
        return tuple(found)

    @cached_property
    def units(self) -> tuple[BoundUnit, ...]:
        return bound_units(self.context)

    @cached_property
    def items(self) -> dict[int, frozenset[str]]:
        """For each item of a notice (bracket with the task before it) the bigrams of its task."""
        starts: dict[int, int] = {}
        lasts: dict[int, int] = {}
        for unit in self.units:
            starts.setdefault(unit.item, unit.start)
            lasts[unit.item] = unit.start
        found: dict[int, frozenset[str]] = {}
        floor = 0
        for item, start in sorted(starts.items(), key=lambda pair: pair[1]):
            found[item] = bigrams(task_words(self.context[floor:start]))
            close = self.context.find(")", lasts[item])
            floor = close + 1 if close >= 0 else lasts[item]
        return found

    @cached_property
    def regions(self) -> frozenset[str]:
        """Every region that the passage names, and its own with those that hold it."""
        own = self.evidence.region
        named = {name for name, _, _ in region_mentions(self.context)}
        return frozenset(named | {own} | ancestors(own)) if own else frozenset(named)

    @cached_property
    def terms(self) -> frozenset[str]:
        return frozenset(terms(self.context))

    def speaks_of(self, region: str, start: int, end: int) -> bool:
        """Whether the passage names ``region`` between two positions; also a region that no table knows."""
        stretch = self.text[start:end]
        return any(name == region for name, _, _ in region_mentions(stretch)) or any(
            name in stretch for name in place_names(region)
        )

    @cached_property
    def segments(self) -> tuple[tuple[int, frozenset[str]], ...]:
        """Start and bigrams of each stretch between commas."""
        found = []
        start = 0
        for match in SEGMENT_END.finditer(self.text + "。"):
            found.append((start, bigrams(content(self.text[start : match.start()], self.names))))
            start = match.end()
        return tuple(found)

    def nearest_segment(self, words: frozenset[str]) -> tuple[int, float]:
        """Where the passage's segment begins that is likest to ``words``, and how much of them it holds."""
        best, share = 0, 0.0
        likest = 0.0
        for start, own in self.segments:
            alike = likeness(words, own)
            if alike > likest:
                best, share, likest = start, len(words & own) / len(words), alike
        return best, share

    def nearest(self, words: frozenset[str]) -> tuple[int, float]:
        """Where the passage's sentence begins that shares most of ``words``, and the share."""
        best = (0, 0.0)
        for start, own in self.sentences:
            share = len(words & own) / len(words) if words else 0.0
            if share > best[1]:
                best = (start, share)
        return best


@lru_cache(maxsize=512)
def prepared(evidence: Evidence) -> Source:
    """The prepared form of ``evidence``, kept for the next answer that cites it."""
    return Source(evidence)
