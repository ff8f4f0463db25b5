"""The gate between a streaming model and the reader: text is held until a sentence closes, and shown only if it verifies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.claims import MARKER, bare, normalise_markers, without_controls, without_markers
from assistant.verification import Verdict, Verifier

LONGEST_SENTENCE = 900  # signs without an end after which a sentence is cut
_CLOSERS = '”’」』）)】》"*'
_PAIRS = {"“": "”", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》"}
_END = "。！？!?"
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|No|vs|etc|e\.g|i\.e|approx|U\.S)|\b[A-Z]|(?:^|\n)\s*\d{1,2})$")
_TRAILING_MARKERS = re.compile(
    r"[ \t]*(?:[\[［【](?:\^|资料|来源)?\s*[\d０-９、,，;；\s\-–—~～至资料来源]*[\]］】][ \t]*)+"
)
_OPEN_MARKER = re.compile(r"\s*(?:[\[［【][^\]］】]{0,14})?$")
_LIST_HEAD = re.compile(
    r"^\s*(?:[-*+•·]\s+|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、)）]\s*|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]\s*|[①-⑳]\s*|>\s*)+"
)
_RULER = re.compile(r"^\s*\|?[\s:|\-—]+\|?\s*$")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\]\n]{1,200})\]\((?:[^)\n]*)\)")
_TAG = re.compile(
    r"</?(?:a|abbr|audio|b|big|blockquote|body|br|button|center|code|details|div|em|embed|font|form|h[1-6]|head|hr|html|i|iframe|"
    r"img|input|label|li|link|mark|meta|object|ol|p|pre|s|script|section|small|span|strong|style|sub|summary|sup|svg|table|tbody|td|"
    r"th|thead|title|tr|u|ul|video)(?:\s[^<>\n]{0,300})?/?>|<!--.*?-->",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"\*\*|__|`+|~~")
_HEADING = re.compile(r"^(\s*)#{1,6}\s+")
_HIDDEN = re.compile(r"<(think|thinking|reasoning|analysis)>", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class GateEvent:
    """What became of one closed sentence: ``shown`` (``text`` goes to the reader as it is), ``rejected`` (``sentence`` with
    the verdict's reasons) or ``repeated`` (said before). ``head`` is the list sign before the sentence."""

    kind: Literal["shown", "rejected", "repeated"]
    text: str
    sentence: str
    verdict: Verdict
    head: str = ""


class SentenceGate:
    """Feeds pieces of a model's output through a `Verifier`; iterate over what `feed` and `finish` give.

    A lead-in (主要措施如下：) or heading is held back until a sentence that it leads in to is shown.
    """

    def __init__(
        self, verifier: Verifier, *, said_before: frozenset[str] = frozenset(), keep_heads: bool = True
    ) -> None:
        self._verifier = verifier
        self._keep_heads = keep_heads
        self._buffer = ""
        self._pending: list[str] = []
        self._said: set[str] = set(said_before)
        self._broken = False
        self._thoughts = ThoughtFilter()
        self.repeats = 0

    @property
    def said(self) -> frozenset[str]:
        """The sentences shown so far, in the form in which repetitions are noticed."""
        return frozenset(self._said)

    def feed(self, piece: str) -> Iterator[GateEvent]:
        """Events for the sentences that ``piece`` closes."""
        self._buffer += without_controls(self._thoughts.feed(piece))
        yield from self._closed(final=False)

    def finish(self) -> Iterator[GateEvent]:
        """Events for what is left when the model has ended; an unfinished sentence is judged as it stands."""
        self._buffer += without_controls(self._thoughts.finish())
        yield from self._closed(final=True)
        if self._buffer.strip():
            rest, self._buffer = self._buffer, ""
            yield from self._judge(rest)
        self._pending.clear()

    def _closed(self, *, final: bool) -> Iterator[GateEvent]:
        while (end := sentence_end(self._buffer, final=final)) is not None:
            sentence, self._buffer = self._buffer[:end], self._buffer[end:]
            yield from self._judge(sentence)

    def _judge(self, raw: str) -> Iterator[GateEvent]:
        sentence = clean(raw)
        if not re.search(r"\w", without_markers(sentence)) or _RULER.match(sentence):
            if "|" in sentence and self._pending:
                self._pending.append("\n" + sentence)
            return
        lead = raw[: len(raw) - len(raw.lstrip())]
        row = sentence.startswith("|")
        space = "\n" if "\n" in lead or row else " " if lead and sentence[0].isascii() and sentence[0].isalpha() else ""
        found = _LIST_HEAD.match(sentence)
        head = found.group() if found else ""
        body = sentence[len(head) :]
        verdict = self._verifier.verify(body)
        if not verdict.ok:
            self._broken = True
            yield GateEvent(kind="rejected", text="", sentence=sentence, verdict=verdict, head=head.strip())
            return
        if self._broken and space == "\n" and not head and not row:
            self._pending.clear()  # what the lead-in led in to was left out
        if not verdict.content:
            self._pending.append(space + sentence)
            self._broken = False
            return
        key = bare(without_markers(body))
        if key in self._said:
            self.repeats += 1
            yield GateEvent(kind="repeated", text="", sentence=sentence, verdict=verdict, head=head.strip())
            return
        text = "".join([*self._pending, space + (sentence if self._keep_heads else body)])
        self._pending.clear()
        text = text if self._said else text.lstrip()
        yield GateEvent(kind="shown", text=text, sentence=sentence, verdict=verdict, head=head.strip())
        self._said.add(key)


def sentence_end(buffer: str, *, final: bool) -> int | None:
    """Where the first sentence of ``buffer`` ends; None where it is not closed yet.

    An end inside quotation marks or brackets does not count; markers that follow the full stop belong to the sentence. A
    table row ends with its line.
    """
    start = len(buffer) - len(buffer.lstrip())
    row = buffer[start : start + 1] == "|"
    waiting: list[str] = []
    for position in range(start, len(buffer)):
        sign = buffer[position]
        if sign == "\n":
            return _after_markers(buffer, position, final=final) if not row else position
        if row:
            continue
        if waiting and sign == waiting[-1]:
            waiting.pop()
        elif sign in _PAIRS:
            waiting.append(_PAIRS[sign])
        if position - start >= LONGEST_SENTENCE:
            return position + 1
        if waiting:
            continue
        if _ends_at(buffer, start, position, final=final):
            return _after_markers(buffer, position + 1, final=final)
    return None


def _ends_at(buffer: str, start: int, position: int, *, final: bool) -> bool:
    """Whether the sentence that begins at ``start`` ends with the sign at ``position``."""
    sign, following = buffer[position], buffer[position + 1 : position + 2]
    if sign == "!" and (following == "[" or not (following or final)):
        return False  # an image: ![…](…)
    if sign in _END:
        return True
    if sign in _CLOSERS and buffer[max(start, position - 1) : position] in tuple(_END):
        # …。” ends a sentence that has its marker; another goes on: 稳定在“……。”这一水平[2]。
        return (
            bool(MARKER.search(normalise_markers(buffer[start:position])))
            or following == "\n"
            or (final and not following)
        )
    return sign == "." and _english_stop(buffer, position, final=final)


def _english_stop(buffer: str, position: int, *, final: bool) -> bool:
    following = buffer[position + 1 : position + 2]
    if not following:
        return final
    if not following.isspace() and following not in "[［【":
        return False
    before = buffer[:position]
    return bool(re.search(r"[A-Za-z\]）)”\"%\d]$", before)) and not _ABBREVIATION.search(before)


def _after_markers(buffer: str, end: int, *, final: bool) -> int | None:
    """``end`` moved behind the markers and closing signs that still belong to the sentence; None while more may come."""
    while end < len(buffer) and buffer[end] in _CLOSERS and buffer[end] != "\n":
        end += 1
    has_marker = bool(MARKER.search(normalise_markers(buffer[:end])))
    found = _TRAILING_MARKERS.match(buffer, end)
    if found and MARKER.search(normalise_markers(found.group())):
        return found.end()
    rest = buffer[end:]
    if not has_marker and not final and _OPEN_MARKER.fullmatch(rest) and "\n\n" not in rest:
        return None
    return end


def clean(sentence: str) -> str:
    """The sentence as it may be shown: markers [n] before the full stop, no HTML, images, links or emphasis signs."""
    text = _TAG.sub("", _IMAGE.sub("", sentence))
    text = normalise_markers(text)
    text = _LINK.sub(lambda match: match[1] if not match[1].isdigit() else f"[{match[1]}]", text)
    text = _EMPHASIS.sub("", _HEADING.sub(r"\1", text))
    return re.sub(r"([。！？!?.])((?:\s*\[\d{1,3}\])+)$", r"\2\1", re.sub(r"\s*\n\s*", " ", text.strip()))


class ThoughtFilter:
    """Takes a reasoning model's thoughts (<think> … </think>) out of a stream of pieces."""

    def __init__(self) -> None:
        self._held = ""
        self._inside = ""

    def feed(self, piece: str) -> str:
        """What of the text so far is no thought and can no longer become one."""
        self._held += piece
        out = ""
        while self._held:
            if self._inside:
                end = self._held.lower().find(f"</{self._inside}>")
                if end < 0:
                    self._held = self._held[-20:]
                    return out
                self._held = self._held[end + len(self._inside) + 3 :].lstrip("\n")
                self._inside = ""
                continue
            opening = _HIDDEN.search(self._held)
            if opening:
                out += self._held[: opening.start()]
                self._inside = opening[1].lower()
                self._held = self._held[opening.end() :]
                continue
            cut = self._held.rfind("<", max(0, len(self._held) - 12))
            if cut >= 0 and any(
                f"<{name}>".startswith(self._held[cut:].lower())
                for name in ("think", "thinking", "reasoning", "analysis")
            ):
                out, self._held = out + self._held[:cut], self._held[cut:]
                return out
            out, self._held = out + self._held, ""
        return out

    def finish(self) -> str:
        """What is left at the end; an unclosed thought is dropped."""
        rest, self._held = ("" if self._inside else self._held), ""
        return rest
