"""One piece of a sentence with the passages that vouch for it: what every check is given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from assistant.claim_labels import unify
from assistant.claim_periods import SEGMENT_END, YearMention, years
from assistant.claims import plain
from assistant.verification_evidence import Source, mentions


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

    def places(self, text: str) -> tuple[tuple[str, int], ...]:
        """The regions that ``text`` names, with their positions; the country as a whole left out."""
        return mentions(text, dict.fromkeys(source.evidence.region for source in self.cited if source.evidence.region))

    def year_of(self, position: int, source: Source) -> YearMention | None:
        """The year that the sentence gives for what stands at ``position`` of ``whole``: named before it, else after it."""
        named = [m for m in years(self.whole, source.year) if m.role in ("plain", "span")]
        before = [m for m in named if m.start <= position]
        if before:
            return before[-1]
        segment = SEGMENT_END.search(self.whole, position)
        end = segment.start() if segment else len(self.whole)
        return next((m for m in named if position < m.start < end), None)
