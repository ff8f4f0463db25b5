"""Whether a figure of a sentence is about the same thing as the source's figure that it equals.

A passage gives many figures of one unit; a model that takes the right number for the wrong matter lies as much as one
that alters it. So a figure's label, aspect and neighbours are compared with those of the passage's other figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from assistant.claim_figures import Figure, same_unit, same_value
from assistant.claim_labels import aspect, bigrams, content, coverage, likeness, runs
from assistant.verification_claim import Claim
from assistant.verification_evidence import Source
from assistant.verification_reasons import Reason

# A figure belongs to another matter where a different figure's label is likelier by this much …
CLEARER = 0.3
LIKELY = 0.6
# (or, where the labels share next to nothing, likely at all)
FOREIGN = 0.05
KIN = 0.4
# … or where this little of its label stands in the sentence that gives it.
RELATED = 0.3
# Words stand beside a figure within this many signs and the commas; beside one if most do, not beside it if few do.
REACH = 20
BESIDE = 0.6
NOT_BESIDE = 0.2
_COMMA = re.compile(r"[,;。!?]")
_QUOTED = re.compile(r"“[^“”]*”")
SAME_LABEL = 0.95
# Of equal labels in two sentences the one counts that shares more of the claim: this many bigrams, by this factor.
MORE_SHARED = 4
TIMES_SHARED = 1.5


@dataclass(frozen=True, kw_only=True)
class Pairing:
    """A claim's figure beside the source's figure at ``place`` that has its value; ``found`` are all figures of the claim."""

    claim: Claim
    found: tuple[Figure, ...]
    figure: Figure
    label: frozenset[str]
    source: Source
    place: int

    @property
    def other(self) -> Figure:
        return self.source.figures[self.place]

    @cached_property
    def rivals(self) -> tuple[int, ...]:
        """The source's figures of the same unit that have another value or another qualifier."""
        return tuple(
            index
            for index, rival in enumerate(self.source.figures)
            if same_unit(self.figure.unit, rival.unit)
            and not (same_value(self.figure, rival) and rival.bound == self.figure.bound)
        )

    @cached_property
    def near(self) -> tuple[int, ...]:
        """Those of them in the same sentence."""
        home = self.source.timeline.sentence(self.other.start)
        return tuple(
            index for index in self.rivals if self.source.timeline.sentence(self.source.figures[index].start) == home
        )


def same_subject(pair: Pairing) -> bool:
    """Whether no other figure of the passage answers to the claim better, and the claim speaks of the source's matter."""
    if _other_aspect(pair) or _other_neighbour(pair):
        return False
    if not pair.label:
        return True
    labels = pair.source.labels
    own = likeness(pair.label, labels[pair.place])
    best = max((likeness(pair.label, labels[index]) for index in pair.rivals), default=0.0)
    if (best > own + CLEARER and best >= LIKELY) or (own < FOREIGN and best >= KIN):
        return False
    if own < SAME_LABEL and any(labels[index] == pair.label for index in pair.near):
        return False
    if _other_counted(pair, own) or _nearer(pair, own) or _told_elsewhere(pair, own):
        return False
    start, end = pair.source.timeline.sentence(pair.other.start)
    wide = bigrams(pair.source.text[start:end]) | bigrams("".join(pair.source.headings)) | bigrams(pair.claim.asked)
    return coverage(pair.label, wide) >= RELATED


def _other_aspect(pair: Pairing) -> bool:
    """Whether the claim gives as added what the source gives as total (or done, or a share), where the source's sentence
    has another figure for what the claim says."""
    said, meant = aspect(pair.claim.whole, pair.figure), aspect(pair.source.text, pair.other)
    if not said or not meant or said == meant:
        return False
    if pair.figure.unit == "%" and {said, meant} == {"change", "level"}:
        return False
    return any(aspect(pair.source.text, pair.source.figures[index]) == said for index in pair.near)


def _other_neighbour(pair: Pairing) -> bool:
    """Whether the figure follows another one in the claim that in the source is followed by a rival with the same label."""
    position = pair.found.index(pair.figure)
    if not position or not pair.place:
        return False
    leader = pair.found[position - 1]
    if same_value(leader, pair.source.figures[pair.place - 1]):
        return False
    return any(
        index
        and pair.source.labels[index] == pair.source.labels[pair.place]
        and same_value(leader, pair.source.figures[index - 1])
        for index in pair.near
    )


def _other_counted(pair: Pairing, own: float) -> bool:
    """Whether the claim counts what a rival of like label counts right behind it: 94个断面中优良断面68个, the other way round."""
    counted = _behind(pair.claim.whole, pair.figure)
    if len(counted) < 2 or counted == _behind(pair.source.text, pair.other):
        return False
    return any(
        counted == _behind(pair.source.text, pair.source.figures[index])
        and likeness(pair.label, pair.source.labels[index]) >= own - 0.05
        for index in pair.near
    )


def _behind(text: str, figure: Figure) -> str:
    """The two signs of a thing counted, right behind the figure."""
    found = re.match(r"的?([\u4e00-\u9fff]{2})", text[figure.end : figure.end + 3])
    return found[1] if found else ""


def _nearer(pair: Pairing, own: float) -> bool:
    """Whether the words of the claim's label stand right beside a rival and not beside the source's figure."""
    if own >= CLEARER or coverage(pair.label, _beside(pair.source, pair.place)) >= NOT_BESIDE:
        return False
    return any(coverage(pair.label, _beside(pair.source, index)) >= BESIDE for index in pair.near)


def _beside(source: Source, place: int) -> frozenset[str]:
    """The bigrams within reach of a figure between the commas around it."""
    figure = source.figures[place]
    before = _COMMA.split(source.text[max(0, figure.start - REACH) : figure.start])[-1]
    return bigrams(before) | bigrams(_COMMA.split(source.text[figure.end : figure.end + REACH])[0])


def _told_elsewhere(pair: Pairing, own: float) -> bool:
    """Whether a rival of equal label stands in a sentence that is much more what the claim tells."""
    words = bigrams(content(pair.claim.text, pair.claim.names))
    shared = len(words & _sentence(pair.source, pair.place))
    return any(
        likeness(pair.label, pair.source.labels[index]) >= own
        and len(words & _sentence(pair.source, index)) >= max(shared + MORE_SHARED, TIMES_SHARED * shared)
        for index in pair.rivals
        if index not in pair.near
    )


def _sentence(source: Source, place: int) -> frozenset[str]:
    start, end = source.timeline.sentence(source.figures[place].start)
    return bigrams(source.text[start:end])


def used_twice(claim: Claim, found: tuple[Figure, ...]) -> Iterator[Reason]:
    """A figure that the claim gives more often than its sources do: the second use is for something else."""
    quoted = [match.span() for match in _QUOTED.finditer(claim.whole)]
    outside = [f for f in found if not any(start < f.start < end for start, end in quoted)]
    for figure in outside:
        times = sum(same_value(figure, other) and figure.unit == other.unit for other in outside)
        held = sum(
            same_value(figure, other) and other.unit in ("", figure.unit)
            for source in claim.sources
            for other in source.figures
        )
        if times > 1 and 0 < held < times:
            yield Reason(code="subject", detail=figure.text)
            return


def exchanged(claim: Claim, found: tuple[Figure, ...]) -> Iterator[Reason]:
    """Neighbouring figures of a run (12%、30%) that stand the other way round in the sources."""
    for run in runs(claim.whole, found):
        for one, two in pairwise(run):
            first, second = found[one], found[two]
            stated = [
                (source.figures[left], source.figures[right])
                for source in claim.sources
                for other in runs(source.text, source.figures)
                for left, right in pairwise(other)
            ]
            same = any(same_value(first, left) and same_value(second, right) for left, right in stated)
            if not same and any(same_value(first, right) and same_value(second, left) for left, right in stated):
                yield Reason(code="subject", detail=first.text)
