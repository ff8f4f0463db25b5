"""What a briefing is about: the words of its topic, those of its aspects, and how far a text carries them.

A broad topic gathers its aspects from lexicon/topics.txt; one that the lexicon does not know takes the words that stand
beside it in the library's passages more often than elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from assistant.briefing_clauses import work_verbs
from assistant.retrieval import carried_share
from assistant.terms import Term, question_terms, thesaurus
from ingest import tokens
from ingest.extract.indicator_names import canonical_indicator, concept_named
from ingest.library.words import WeightedTerm
from ingest.records import Passage, Scope

LEXICON = Path(__file__).parent / "lexicon" / "topics.txt"
APART = 0.85
CORE, ALIAS, ASPECT, ONE_WORD, RELATED = 1.0, 0.9, 0.6, 0.52, 0.35
_LEADING = re.compile(
    r"^(?:(?:全面|深入|扎实|大力|持续|积极|着力|加快|进一步)*(?:防范|化解|推进|推动|加强|促进|发展|建设|深化|做好|抓好|保障|稳|扩大|提升|完善|强化|落实|实施|打好|优化|支持|培育|做强|壮大|巩固))+(?=[\u4e00-\u9fff]{2})"
)
_VERB = 0.15  # what a verb of every plan (保护, 防范, 推进) weighs beside the words of the matter
_JOINED = re.compile(r"[、，,；;]|以及|(?<=[\u4e00-\u9fff]{2})[和与及跟](?=[\u4e00-\u9fff]{2})")
# What may stand beside a field's name without narrowing it: 数字经济高质量发展, 加快旅游业发展.
_AROUND = re.compile(
    r"高质量发展|发展|建设|事业|产业|行业|领域|方面|工作|情况|推进|推动|加快|促进|提升|加强|保护|全面|大力|深化|现代化?|问题|的"
)
_RELATED_MOST, _RELATED_SHARE, _RELATED_LIFT = 12, 0.15, 4.0


@dataclass(frozen=True, kw_only=True)
class Aspect:
    """One side of a field with the words that show it."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field of policy: its names (the first is its own) and its aspects; ``never`` are phrases that hold one of its words
    and mean something else."""

    names: tuple[str, ...]
    aspects: tuple[Aspect, ...]
    never: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.names[0]


@lru_cache(maxsize=1)
def fields() -> tuple[Field, ...]:
    """Every field of the lexicon, in its order."""
    found: list[Field] = []
    for line in LEXICON.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line.startswith(" "):
            own, _, others = line.partition("=")
            found.append(Field(names=tuple(tokens.fold(name) for name in (own.strip(), *others.split())), aspects=()))
        else:
            name, _, words = line.strip().partition(":")
            if name.strip() == "never":
                found[-1] = replace(found[-1], never=tuple(tokens.fold(word) for word in words.split()))
                continue
            aspect = Aspect(name=name.strip(), words=tuple(tokens.fold(word) for word in words.split()))
            found[-1] = replace(found[-1], aspects=(*found[-1].aspects, aspect))
    return tuple(found)


@lru_cache(maxsize=1)
def _fields_by_name() -> Mapping[str, Field]:
    named: dict[str, Field] = {}
    for field in fields():
        for name in field.names:
            named.setdefault(name, field)
    return named


@dataclass(frozen=True, kw_only=True)
class Theme:
    """One topic of a request: ``phrase`` as asked, ``core`` its own words, ``aliases`` other names of the whole, ``aspects``
    its sides, ``related`` words that stand beside it in the library. ``field`` is its name in the lexicon or "", ``never``
    phrases that hold its words by chance."""

    phrase: str
    core: tuple[Term, ...]
    aliases: tuple[str, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    related: tuple[str, ...] = ()
    field: str = ""
    never: tuple[str, ...] = ()

    def strength(self, folded: str) -> float:
        """How far a folded text is about the theme: 1 for its own words, less for its aspects, 0 for nothing."""
        for phrase in self.never:
            folded = folded.replace(phrase, "")
        if self.phrase in folded:
            return CORE
        if any(alias in folded for alias in self.aliases):
            return ALIAS
        whole = sum(term.weight for term in self.core)
        share = sum(term.weight * _carried(term, folded) for term in self.core) / whole if whole else 0.0
        named = CORE * share if len(self.core) > 1 and share >= 0.75 else 0.0
        if len(self.core) == 1 and share >= 0.75:
            named = max(0.7, ALIAS * share)
        shown = len({word for aspect in self.aspects for word in aspect.words if word in folded})
        aspects = (ASPECT if shown > 1 else ONE_WORD) if shown else 0.0
        beside = sum(word in folded for word in self.related)
        return max(named, aspects, RELATED * min(beside, 2) / 2 if beside > 1 else 0.0)

    def names_whole(self, folded: str) -> bool:
        """Whether a folded text names the theme as a whole, as a heading does."""
        return self.strength(folded) > ASPECT

    def aspect_of(self, folded: str) -> str:
        """The name of the aspect that a folded text shows most; "" where it shows none."""
        counts = {aspect.name: sum(word in folded for word in aspect.words) for aspect in self.aspects}
        best = max(counts, key=lambda name: counts[name], default="")
        return best if best and counts[best] else ""


@dataclass(frozen=True, kw_only=True)
class Topic:
    """All themes of a request; none means everything that the papers say."""

    words: str = ""
    themes: tuple[Theme, ...] = ()

    @property
    def names_field(self) -> bool:
        """Whether every theme is a field of the lexicon."""
        return bool(self.themes) and all(theme.field for theme in self.themes)

    def strength(self, text: str) -> float:
        folded = tokens.fold(text)
        return max((theme.strength(folded) for theme in self.themes), default=1.0)

    def names_whole(self, text: str) -> bool:
        folded = tokens.fold(text)
        return any(theme.names_whole(folded) for theme in self.themes)

    def is_foreign(self, head: str) -> bool:
        """Whether a heading names another field of policy and nothing of this topic."""
        folded = tokens.fold(head)
        if self.strength(head) > 0:
            return False
        own = {theme.field for theme in self.themes}
        return any(name in folded for field in fields() if field.name not in own for name in field.names)

    def shares(self, heading: str) -> bool:
        """Whether a heading names another field of policy besides."""
        own = {theme.field for theme in self.themes}
        folded = tokens.fold(heading)
        for theme in self.themes:
            for name in (theme.phrase, *theme.aliases, *(term.word for term in theme.core)):
                folded = folded.replace(name, "，")
        return any(name in folded for field in fields() if field.name not in own for name in field.names)

    def aspect_of(self, text: str) -> str:
        """The aspect that a text shows most; of several themes the theme itself that it belongs to."""
        folded = tokens.fold(text)
        if len(self.themes) > 1:
            best = max(self.themes, key=lambda theme: theme.strength(folded))
            return best.phrase if best.strength(folded) else ""
        return self.themes[0].aspect_of(folded) if self.themes else ""


def _carried(term: Term, folded: str) -> float:
    """How far a text carries a word: also where its parts stand a little apart (乡村振兴 in 乡村全面振兴)."""
    share = carried_share(term, folded)
    if share < APART and (pattern := _apart(term.word)) is not None and pattern.search(folded):
        return APART
    return share


@lru_cache(maxsize=512)
def _apart(word: str) -> re.Pattern[str] | None:
    """A pattern of the word's parts near one another, in either order (改造城镇老旧小区 for 老旧小区改造)."""
    parts = _parts(word)
    if len(word) < 4 or len(parts) < 2 or any(len(part) < 2 for part in parts):
        return None
    gap = "[^，。；]{0,5}"
    orders = (parts, parts[::-1])
    return re.compile("|".join(gap.join(map(re.escape, order)) for order in orders))


def _parts(word: str) -> list[str]:
    """A word cut into the longest shorter words that cover it; [] where none do."""
    shorter = sorted({part for part in tokens.words(word) if part != word}, key=len, reverse=True)
    parts: list[str] = []
    position = 0
    while position < len(word):
        part = next((part for part in shorter if word.startswith(part, position)), "")
        if not part:
            return []
        parts.append(part)
        position += len(part)
    return parts


def topic_of(words: str, library: RelatedSource | None = None, scope: Scope | None = None) -> Topic:
    """The topic that ``words`` name; "" gives a topic without themes. ``library`` lends the words beside unknown ones."""
    phrases = [phrase for piece in _JOINED.split(words) for phrase in _split_fields(piece.strip())]
    themes = [_theme(phrase) for phrase in dict.fromkeys(filter(None, phrases))]
    if library is not None:
        themes = [
            theme if theme.field else replace(theme, related=related_words(theme, library, scope)) for theme in themes
        ]
    return Topic(words=words, themes=tuple(theme for theme in themes if theme.core or theme.aliases))


def _split_fields(piece: str) -> list[str]:
    """Two fields written in one (文化旅游) apart; anything else as it is."""
    folded = tokens.fold(piece)
    bare = _AROUND.sub("", folded)
    if bare in _fields_by_name() or folded in _fields_by_name():
        return [piece]
    for cut in range(2, len(bare) - 1):
        if bare[:cut] in _fields_by_name() and bare[cut:] in _fields_by_name():
            return [bare[:cut], bare[cut:]]
    return [piece]


def _theme(phrase: str) -> Theme:
    folded = tokens.fold(phrase)
    if _LEADING.match(folded) and folded not in _fields_by_name():
        bare_of_verbs = _LEADING.sub("", folded)
        folded = bare_of_verbs if len(bare_of_verbs) > 1 else folded
    bare = _AROUND.sub("", folded) or folded
    field = _fields_by_name().get(folded) or _fields_by_name().get(bare)
    named = bare if field is None or bare in field.names else folded
    terms = question_terms(named) or ((Term(word=named),) if len(named) > 1 else ())
    if len(terms) > 1:
        verbs = work_verbs()
        terms = tuple(replace(term, weight=_VERB * term.weight) if term.word in verbs else term for term in terms)
    aliases = [name for name in (field.names if field else ()) if name != named]
    indicator = concept_named(canonical_indicator(named) or "")
    if field is None and indicator is not None:
        aliases += [tokens.fold(name) for name in (indicator.name, *indicator.aliases) if len(name) > 2]
    if field is None or field.name != named:
        aliases += [word for word in thesaurus().get(named, ()) if len(word) > 1]
    else:
        aliases += [word for word in thesaurus().get(field.name, ()) if len(word) > 1]
    return Theme(
        phrase=named,
        core=tuple(terms),
        aliases=tuple(dict.fromkeys(aliases)),
        aspects=field.aspects if field else (),
        field=field.name if field else "",
        never=field.never if field else (),
    )


class RelatedSource(Protocol):
    """What lends the words beside a topic; the library does."""

    def search_words(
        self, terms: Sequence[WeightedTerm], *, scope: Scope = ..., limit: int = ...
    ) -> tuple[tuple[str, float], ...]: ...

    def passages_by_id(self, ids: Sequence[str]) -> tuple[Passage, ...]: ...

    def document_frequencies(self, tokens: Sequence[str]) -> tuple[tuple[int, ...], int]: ...


def related_words(theme: Theme, library: RelatedSource, scope: Scope | None = None) -> tuple[str, ...]:
    """Words that stand in passages on the theme several times as often as elsewhere, most telling first."""
    cut = [
        WeightedTerm(token=token, field="words", weight=term.weight)
        for term in theme.core
        for token in tokens.words(term.word)
    ]
    if not cut:
        return ()
    found = library.search_words(cut, scope=scope or Scope(), limit=80)
    passages = [
        passage
        for passage in library.passages_by_id([id for id, _ in found])
        if theme.strength(tokens.fold(passage.text)) >= ALIAS
    ]
    if len(passages) < 4:
        return ()
    counts = Counter(word for passage in passages for word in set(_content_words(passage.text)))
    common = [word for word, n in counts.items() if n >= max(3, _RELATED_SHARE * len(passages))]
    frequencies, total = library.document_frequencies(common)
    own = {tokens.fold(term.word) for term in theme.core}
    lifts = {
        word: (counts[word] / len(passages)) / (frequency / total)
        for word, frequency in zip(common, frequencies, strict=True)
        if frequency and total and word not in theme.phrase and word not in own
    }
    telling = sorted((word for word, lift in lifts.items() if lift >= _RELATED_LIFT), key=lambda w: -lifts[w])
    return tuple(telling[:_RELATED_MOST])


def _content_words(text: str) -> Iterable[str]:
    return (word for word in tokens.plain_words(text) if len(word) > 1 and not re.search(r"\d", word))
