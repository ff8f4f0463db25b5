"""The checks of one piece of a sentence against the passages that its markers name; each yields what is wrong.

A piece is what stands before a group of markers; see `claims.pieces`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.claim_labels import bigrams, content, coverage, unify
from assistant.claim_periods import SEGMENT_END, YearMention, dates, stated_in, years
from assistant.claim_roles import bound_units, is_unit, role_words, task_words
from assistant.claim_words import foreign_items, matter, segments, turned
from assistant.claims import bare, persons, plain, quotations, terms
from assistant.verification_evidence import Source, ancestors, region_mentions
from assistant.verification_reasons import Reason

NATIONAL = "全国"
ENOUGH = 0.6  # share of a piece's own matter that its sources must hold
ENOUGH_IN_SEGMENT = 0.34
SMALL_SEGMENT = 4

_PLANS = {"十三五": (2016, 2020), "十四五": (2021, 2025), "十五五": (2026, 2030)}
_LINK = re.compile(r"https?://[^\s，。；、）)\]】>]+|www\.[^\s，。；、）)\]】>]+|[\w.+-]+@[\w-]+\.\w+", re.IGNORECASE)
_PAPER = re.compile(r"报告|方案|意见|通知|计划|纲要|规划")
_BOOK = re.compile(r"《([^《》]{2,})》")
_KNOWN_TERMS = {"gdp", "cpi", "r&d", "ai", "it", "a", "b", "c", "top", "vs", "no", "pdf"}
# 岚溪市: a place by its sign that no table knows; what may stand before the sign without making a name.
_PLACE = re.compile(r"(?:^|[在与和、,;:（(])(?P<name>[\u4e00-\u9fff]{2}(?:省|市|州|县))(?![场长委政面区民值容级直属])")
_NO_PLACE = re.compile(r"[全各我本该外城都超股楼街门入上下两多每跨省市县区州]|城市|这|那|地市|小|大")
_CLAUSE_END = re.compile(r"[,;。]")
_YEAR_BEFORE = re.compile(r"同比|上年|去年|上一年")
_HIGHER = re.compile(
    r"高于|高出|快于|优于|多于|大于|领先|跑赢|更高|更快|更多|超过(?=[^\d约]{2})|higher than|more than(?=\s+[A-Z])|faster than",
    re.I,
)
_LOWER = re.compile(r"低于|慢于|少于|小于|落后|不及|更低|更慢|更少|lower than|less than(?=\s+[A-Z])|slower than", re.I)
_HIGHEST = re.compile(r"最高|最快|最多|最大|首位|居首|排名第一|位列第一|第一位|领跑|highest|largest|fastest", re.I)
_LOWEST = re.compile(r"最低|最慢|最少|最小|末位|垫底|lowest|smallest|slowest", re.I)


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One piece of a sentence with the passages that vouch for it (``sources``) and those of the whole sentence (``cited``).

    ``before`` is what the sentence says before the piece: a year named there still holds.
    """

    raw: str
    before: str
    sources: tuple[Source, ...]
    cited: tuple[Source, ...]
    question: str

    @cached_property
    def text(self) -> str:
        return unify(plain(self.raw))

    @cached_property
    def whole(self) -> str:
        return unify(plain(self.before)) + self.text

    @cached_property
    def offset(self) -> int:
        """Where the piece begins in ``whole``."""
        return len(self.whole) - len(self.text)

    @cached_property
    def asked(self) -> str:
        return unify(plain(self.question))

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for source in self.cited for name in source.names))

    def year_of(self, position: int, source: Source) -> YearMention | None:
        """The year that the sentence gives for what stands at ``position`` of ``whole``: named before it, else after it."""
        named = [m for m in years(self.whole, source.year) if m.role in ("plain", "span")]
        before = [m for m in named if m.start <= position]
        if before:
            return before[-1]
        segment = SEGMENT_END.search(self.whole, position)
        end = segment.start() if segment else len(self.whole)
        return next((m for m in named if position < m.start < end), None)


def check_years(claim: Claim) -> Iterator[Reason]:
    """Years and dates that the sources do not give, or give for something else."""
    own = [m for m in years(claim.text) if not m.relative]
    for index, mention in enumerate(own):
        following = next((m.start for m in own[index + 1 :] if m.role == "plain"), len(claim.text))
        clause = claim.text[mention.start : following]
        if not any(_year_fits(mention, clause, source, claim) for source in claim.cited):
            yield Reason(code="year", detail=claim.text[mention.start : mention.end] + "年")
            return
    known = {date for source in claim.cited for date in dates(source.context)}
    for month, day in dates(claim.text):
        if (month, day) not in known and not (day == 0 and any(month == other for other, _ in known)):
            yield Reason(code="year", detail=f"{month}月{day}日" if day else f"{month}月")
            return


def _year_fits(mention: YearMention, clause: str, source: Source, claim: Claim) -> bool:
    possible = source.timeline.possible() | frozenset(m.first for m in years(source.context) if m.role != "base")
    if mention.role == "document":
        papers = {m.first for m in years(source.text) if m.role == "document"}
        return mention.first in papers | source.paper_years
    if mention.role == "base":
        previous = (
            source.year is not None and source.year - mention.first in (1, 2) and bool(_YEAR_BEFORE.search(source.text))
        )
        return mention.first in source.timeline.literal or previous
    if mention.role == "span":
        plan = any(name in source.context and span == (mention.first, mention.last) for name, span in _PLANS.items())
        return plan or {mention.first, mention.last} <= source.timeline.literal
    if mention.first not in possible or _dated_otherwise(mention, clause, source):
        return False
    position, share = source.nearest(bigrams(content(clause, claim.names)))
    stated = source.timeline.years_of(position) if share >= 0.3 else frozenset()
    return not stated or mention.first in stated


def _dated_otherwise(mention: YearMention, clause: str, source: Source) -> bool:
    """Whether what the sentence joins to the year (2023年世界锦标赛) bears only other years in the source."""
    joined = re.match(r"\d{4}年(度?[\u4e00-\u9fff]{3})", clause)
    if not joined:
        return False
    dated = {int(year) for year in re.findall(rf"(\d{{4}})年{re.escape(joined[1])}", source.text)}
    return bool(dated) and mention.first not in dated


def check_stated(claim: Claim) -> Iterator[Reason]:
    """What is presented as done where the sources plan it, or as planned where they report it done."""
    for segment in segments(claim.text):
        said = stated_in(segment)
        words = bigrams(content(segment, claim.names))
        if not said or not words:
            continue
        source = max(claim.sources, key=lambda each: each.nearest_segment(words)[1])
        position, share = source.nearest_segment(words)
        meant = source.timeline.stated_at(position)
        if share >= 0.4 and meant and meant != said and said not in told_around(source, position):
            yield Reason(code="stated", detail=segment[:24])
            return


def told_around(source: Source, position: int) -> tuple[str, str]:
    """How the source's segment at ``position`` and its clause from the last year on present what they state."""
    clause = source.text[slice(*source.timeline.clause(position))]
    return stated_in(source.timeline.segment(position)), stated_in(clause)


def check_regions(claim: Claim) -> Iterator[Reason]:
    """Regions that the sources do not speak of, or not where they say the same."""
    words = bigrams(content(claim.text, claim.names))
    for name, start, end in region_mentions(plain(claim.raw)):
        if name == NATIONAL:
            continue
        if not any(_region_fits(name, words, source) for source in claim.cited):
            yield Reason(code="region", detail=plain(claim.raw)[start:end])
            return
    for match in _PLACE.finditer(claim.text):
        name = match["name"]
        if not _NO_PLACE.search(name[:-1]) and not any(name[:-1] in source.context for source in claim.cited):
            yield Reason(code="region", detail=name)
            return


def _region_fits(name: str, words: frozenset[str], source: Source) -> bool:
    own = source.evidence.region
    if name == own or name in ancestors(own):
        return True
    if name not in source.regions:
        return False
    best = source.nearest(words)[1]
    near = [start for start, sentence in source.sentences if len(words & sentence) >= 0.5 * best * len(words)]
    heading = any(name == other for other, _, _ in region_mentions("\n".join(source.headings)))
    return heading or any(
        name == other
        for start in near
        for other, _, _ in region_mentions(source.text[slice(*source.timeline.sentence(start))])
    )


def check_units(claim: Claim) -> Iterator[Reason]:
    """Units that the sources do not name, or name in another part or for another task."""
    for unit in bound_units(claim.text):
        named = [
            (source, other) for source in claim.sources for other in source.units if is_unit(unit.name, other.name)
        ]
        if not named:
            if not any(unit.name in source.context for source in claim.sources):
                yield Reason(code="unit", detail=unit.name)
            elif unit.part:
                yield Reason(code="role", detail=unit.name)
            continue
        if not unit.part:
            continue
        fitting = [(source, other) for source, other in named if other.part == unit.part]
        if not fitting:
            yield Reason(code="role", detail=unit.name)
            continue
        words = _task_of(unit.start, claim)
        shares = {(source, item): len(words & task) for source in claim.sources for item, task in source.items.items()}
        best = max(shares.values(), default=0)
        if best >= 3 and all(shares.get((source, other.item), 0) < 0.6 * best for source, other in fitting):
            yield Reason(code="role", detail=unit.name)


def _task_of(position: int, claim: Claim) -> frozenset[str]:
    """The bigrams of the task that the sentence gives to the unit at ``position``: those of its segment, else of those before."""
    ends = [0, *(match.end() for match in _CLAUSE_END.finditer(claim.text)), len(claim.text)]
    own = max(index for index, end in enumerate(ends[:-1]) if end <= position)
    words: frozenset[str] = frozenset()
    while own >= 0 and len(words) < 3:
        segment = claim.text[ends[own] : ends[own + 1]]
        words |= bigrams(content(task_words(segment), claim.names))
        own -= 1
    return words


def check_role_words(claim: Claim) -> Iterator[Reason]:
    """Role words (牵头, 配合) that the sources do not use, or use of whom the sentence names in the other part."""
    said = role_words(claim.text)
    known = [word for source in claim.sources for word in role_words(source.context)]
    for part, before in said:
        if not any(part == other for other, _ in known):
            yield Reason(code="role", detail=before + ("牵头" if part == "lead" else "配合"))
            return
        parts = {other for other, actor in known if actor == before}
        if len(before) == 2 and parts and part not in parts:
            yield Reason(code="role", detail=before + ("牵头" if part == "lead" else "配合"))
            return


def check_names(claim: Claim) -> Iterator[Reason]:
    """Quotations, persons, terms and links that the sources do not hold."""
    texts = [source.bare for source in claim.sources]
    asked = bare(claim.question)
    books = [bare(book) for book in _BOOK.findall(claim.raw)]
    for quoted in quotations(claim.raw):
        if quoted in books or any(quoted in text for text in texts) or (len(quoted) <= 16 and quoted in asked):
            continue
        yield Reason(code="quotation", detail=quoted[:24])
    for book in books:
        known = bigrams("".join(f"{s.evidence.region}{s.year or ''}年{plain(s.evidence.title)}" for s in claim.cited))
        if any(book in source.bare for source in claim.cited) or book in asked:
            continue
        if not (_PAPER.search(book) and coverage(bigrams(book), known | bigrams("政府工作报告")) >= 0.9):
            yield Reason(code="quotation", detail=book[:24])
    for name in persons(claim.raw):
        if not any(name in text for text in texts):
            yield Reason(code="person", detail=name)
    for term in terms(claim.text):
        known = term in _KNOWN_TERMS or term in claim.asked or any(term in source.context for source in claim.sources)
        if not known and re.search(r"[\u4e00-\u9fff]", claim.raw):
            yield Reason(code="term", detail=term)
    for link in _LINK.findall(claim.raw):
        if not any(bare(link) in text for text in texts):
            yield Reason(code="link", detail=link[:40])


def check_comparison(claim: Claim) -> Iterator[Reason]:
    """Comparisons (高于, 最高 …) that no source draws and that the piece's own figures do not bear out."""
    for pattern in (_HIGHER, _LOWER, _HIGHEST, _LOWEST):
        match = pattern.search(claim.raw)
        if match and not any(pattern.search(source.context) for source in claim.sources):
            yield Reason(code="comparison", detail=match.group())
            return


def check_support(claim: Claim) -> Iterator[Reason]:
    """Matter that the sources do not hold: the piece as a whole, one segment, one item of a list; a denial turned round."""
    known = frozenset().union(*(source.bigrams for source in claim.sources))
    neutral = claim.asked + "".join(claim.names)
    own = matter(claim.text, neutral)
    if len(own) >= 2 and coverage(own, known) < ENOUGH:
        yield Reason(code="unsupported", detail="、".join(sorted(own - known)[:3]))
        return
    for segment in segments(claim.text):
        words = matter(segment, neutral)
        if len(words) >= SMALL_SEGMENT and coverage(words, known) < ENOUGH_IN_SEGMENT:
            yield Reason(code="unsupported", detail=segment[:24])
            return
    if foreign := foreign_items(claim.text, known, neutral):
        yield Reason(code="unsupported", detail=foreign[0][:24])
        return
    if word := turned(claim.text, tuple(source.text for source in claim.sources)):
        yield Reason(code="negation", detail=word)
