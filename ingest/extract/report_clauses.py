"""A text as clauses, sentences and paragraphs, with the sentences that are mere headings or exhortations marked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.structure.sentences import sentences
from ingest.tokens import HAN, fold

_CLAUSE_END = re.compile(r"[，,；;。！？!?]+[”’」』）)]*")
_LIST_NUMBER = re.compile(r"^\s*(?:[（(][\d一二三四五六七八九十]{1,3}[）)]|[①-⑳]|\d{1,2}[.．、]|[—－-]{1,2})\s*")
_CHAPTER = re.compile(
    r"^\s*[#*\s]*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]+[章节部])"
)
_EXHORTING = re.compile(r"^(?:我们(?:要|将|坚信|相信|必须)|让我们|各位代表|同志们|各位委员)")
_KEPT = re.compile(rf"[{HAN}a-z0-9.%+]")
_SHORT_HEADING, _SHORT_LABEL = 30, 16


@dataclass(frozen=True, kw_only=True)
class ReportClause:
    """One clause between commas: its span, its folded words, the sentence and the paragraph that it belongs to."""

    start: int
    end: int
    words: str
    sentence: int
    paragraph: int


@dataclass(frozen=True, kw_only=True)
class ReportSentence:
    """One sentence and what it may be besides a task.

    ``heading``: a short first sentence of a paragraph; ``label``: a short one inside; ``exhortation``: 我们要…！;
    ``chapter``: its paragraph opens a numbered section.
    """

    start: int
    end: int
    paragraph: int
    first: bool
    heading: bool
    label: bool
    exhortation: bool
    chapter: bool


@dataclass(frozen=True, kw_only=True)
class ReportClauses:
    clauses: tuple[ReportClause, ...]
    sentences: tuple[ReportSentence, ...]


def folded(text: str) -> str:
    """The text's words and figures alone, folded: what a comparison of two wordings looks at."""
    return "".join(_KEPT.findall(fold(text)))


def bigrams(words: str) -> frozenset[str]:
    return frozenset(words[place : place + 2] for place in range(len(words) - 1)) or frozenset([words])


def clause_spans(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The spans between commas and stops of text[start:end], signs and list numbers left out."""
    spans = []
    position = start
    for match in [*_CLAUSE_END.finditer(text, start, end), None]:
        stop = match.start() if match else end
        begin = position
        if number := _LIST_NUMBER.match(text[begin:stop]):
            begin += number.end()
        while begin < stop and text[begin].isspace():
            begin += 1
        if begin < stop and folded(text[begin:stop]):
            spans.append((begin, stop))
        position = match.end() if match else end
    return tuple(spans)


def read_clauses(text: str) -> ReportClauses:
    """The clauses and sentences of a work report."""
    clauses: list[ReportClause] = []
    found: list[ReportSentence] = []
    paragraph = 0
    last_end = 0
    chapter = False
    for start, end in sentences(text):
        between = text[last_end:start]
        first = "\n" in between or not found
        if first:
            paragraph += 1
            chapter = _CHAPTER.match(text[start:end]) is not None
        words = text[start:end]
        plain = "，" not in words and "," not in words and not re.search(r"\d", words)
        found.append(
            ReportSentence(
                start=start,
                end=end,
                paragraph=paragraph,
                first=first,
                heading=first and plain and len(words) <= _SHORT_HEADING,
                label=not first and plain and len(words) <= _SHORT_LABEL,
                exhortation=_EXHORTING.match(words) is not None,
                chapter=chapter,
            )
        )
        for left, right in clause_spans(text, start, end):
            clauses.append(
                ReportClause(
                    start=left, end=right, words=folded(text[left:right]), sentence=len(found) - 1, paragraph=paragraph
                )
            )
        last_end = end
    return ReportClauses(clauses=tuple(clauses), sentences=tuple(found))
