"""What a question is about, as weighted search terms: the words of asking are dropped, other words for the same added.

The user's own words count most; words of the same meaning (lexicon/thesaurus.txt) are added below them. An English word
is replaced by its Chinese words (see assistant/english_words.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain

from assistant.english_words import english_chunks, glossary_words, sound_pattern, stop_words
from assistant.lexicons import LEXICON as LEXICON
from assistant.lexicons import lexicon_lines
from assistant.sound_alikes import sound_alikes, wildcards
from ingest import tokens
from ingest.structure.numerals import parse_integer

SYNONYM_WEIGHT = 0.5
LIGHT_WEIGHT, UNKNOWN_WEIGHT, NUMBER_WEIGHT = 0.4, 0.5, 0.15
# A known phrase this long is taken even where the dictionary cuts otherwise; a word that can only ask may start there.
_SURE_LENGTH = 5
_ASKS = re.compile(r"多少|[哪几]|什么|怎么")
_NUMBER = re.compile(r"[\d.+\-]+|[一二两三四五六七八九十几百]+[个家项件条座种位名大所类对处批]?")
_COUNTED = re.compile(r"([一二两三四五六七八九十]+|\d{1,2})([个家项件条座种位名大所类对处批])")


@dataclass(frozen=True, kw_only=True)
class Term:
    """One word of the question with the words that may stand for it; ``weight`` 1 for a word that carries meaning.

    ``sounds`` is the pattern of the Chinese characters that a name in pinyin may be written with, "" for other words.
    """

    word: str
    synonyms: tuple[str, ...] = ()
    weight: float = 1.0
    sounds: str = ""


@lru_cache(maxsize=1)
def thesaurus() -> dict[str, tuple[str, ...]]:
    """Word -> words that may stand for it, all folded."""
    found: dict[str, list[str]] = {}
    for line in lexicon_lines("thesaurus.txt"):
        if ">" in line:
            word, others = line.split(">", 1)
            found.setdefault(tokens.fold(word.strip()), []).extend(tokens.fold(other) for other in others.split())
        else:
            group = [tokens.fold(word.strip()) for word in line.split("=")]
            for word in group:
                found.setdefault(word, []).extend(other for other in group if other != word)
    return {word: tuple(dict.fromkeys(others)) for word, others in found.items()}


@lru_cache(maxsize=1)
def _asking_words() -> frozenset[str]:
    return frozenset(tokens.fold(line) for line in lexicon_lines("asking_words.txt"))


@lru_cache(maxsize=1)
def _light_words() -> frozenset[str]:
    return frozenset(tokens.fold(line) for line in lexicon_lines("light_words.txt"))


@lru_cache(maxsize=1)
def _phrases() -> tuple[frozenset[str], int]:
    """The words of several characters that the lexicons know, and the length of the longest."""
    known = frozenset(word for word in (*thesaurus(), *_asking_words()) if len(word) > 1)
    return known, max(map(len, known))


def without_asking(text: str) -> str:
    """The text, folded, with the words of asking blanked out, so that only the matter is left."""
    pieces: list[str] = []
    position = 0
    folded = tokens.fold(text)
    for match in _RUN.finditer(folded):
        pieces.append(folded[position : match.start()])
        position = match.end()
        cut = _han_chunks(match.group()) if _HAN.match(match.group()) else [match.group()]
        pieces.extend(" " * len(chunk) if chunk in _asking_words() else chunk for chunk in cut)
    return "".join(pieces) + folded[position:]


def question_terms(text: str, *, drop: Iterable[str] = ()) -> tuple[Term, ...]:
    """The terms of a question in its order, each word once; ``drop`` are phrases that count as scope, not matter.

    Known phrases of the thesaurus stay whole; the rest is cut into plain words. Latin text goes through the
    English glossary; an English word that it does not hold stays as it is (names, abbreviations).
    """
    rest = tokens.fold(text)
    for phrase in sorted({tokens.fold(phrase) for phrase in drop if phrase}, key=len, reverse=True):
        rest = rest.replace(phrase, " ")
    found: dict[str, Term] = {}
    for chunk, written in _chunks(rest):
        if chunk in _asking_words() or chunk in stop_words():
            continue
        term = _term(chunk, written)
        found.setdefault(term.word, term)
    return tuple(found.values())


_HAN = re.compile(rf"[{tokens.HAN}]")
# A numbered line or road is a name: 5号线 is not answered by 3号线.
_NUMBERED = re.compile(r"(\d+)(号线|号机组|国道|省道)")
_RUN = re.compile(rf"{_NUMBERED.pattern}|[{tokens.HAN}]+|[a-z0-9][a-z0-9.%+\-&'’ ]*")


def _chunks(text: str) -> Iterator[tuple[str, str]]:
    """The pieces of a folded text in their order, each with what was written where that was a slip of the pen."""
    for match in _RUN.finditer(text):
        run = match.group()
        if match[1]:
            yield run, ""
            continue
        if not _HAN.match(run):
            yield from ((chunk, "") for chunk in english_chunks(run))
            continue
        words = [part for word in tokens.plain_words(run) for part in _without_little_words(word)]
        slips = sound_alikes(run, words, _spellings())
        for slip in slips:
            run = run[: slip.start] + slip.word + run[slip.start + len(slip.word) :]
        written = {slip.word: slip.written for slip in slips}
        for chunk in _han_chunks(run):
            yield chunk, next((slip for word, slip in written.items() if word in chunk), "")


@lru_cache(maxsize=1)
def _spellings() -> dict[str, tuple[str, ...]]:
    return wildcards(sorted(_known_words()))


def _han_chunks(run: str) -> list[str]:
    """A run of Chinese characters cut into known phrases, longest first, and the dictionary's words between them."""
    words = tokens.plain_words(run)
    ends = [0, *accumulate(map(len, words))]
    borders = set(ends)
    phrases, longest = _phrases()

    def splits_word(border: int) -> bool:
        """Whether a cut here would go through a real word (not one that the tokeniser made up)."""
        if border in borders:
            return False
        word = next(word for word, end in zip(words, ends[1:], strict=True) if end > border)
        return len(word) > 3 or tokens.is_word(word)

    def plain(start: int, end: int) -> list[str]:
        aligned = start in borders and end in borders
        cut = words[ends.index(start) : ends.index(end)] if aligned else tokens.plain_words(run[start:end])
        return [part for word in cut for part in _without_little_words(word)]

    pieces: list[str] = []
    position = done = 0
    while position < len(run):
        for length in range(min(longest, len(run) - position), 1, -1):
            end = position + length
            phrase = run[position:end]
            if phrase in phrases and (
                length >= _SURE_LENGTH
                or (not splits_word(end) and (_ASKS.search(phrase) is not None or not splits_word(position)))
            ):
                pieces += [*plain(done, position), phrase]
                position = done = end
                break
        else:
            position += 1
    return pieces + plain(done, len(run))


def _without_little_words(word: str) -> tuple[str, ...]:
    """A word in its parts where the tokeniser has joined a little word to its neighbour (要建, 多造), else whole.

    What is left must be a little word or a real one, so that a name (新湖, 和顺) is not taken apart.
    """
    if len(word) not in (2, 3) or _is_real(word) or not _HAN.match(word):
        return (word,)
    for little, rest, parts in ((word[0], word[1:], (word[0], word[1:])), (word[-1], word[:-1], (word[:-1], word[-1]))):
        if little in _little_words() and (rest in _little_words() or (len(rest) > 1 and _is_real(rest))):
            return parts
    return (word,)


def _is_real(word: str) -> bool:
    return tokens.is_word(word) or word in _known_words()


@lru_cache(maxsize=1)
def _little_words() -> frozenset[str]:
    return frozenset(word for word in _asking_words() | _light_words() if len(word) == 1)


@lru_cache(maxsize=1)
def _known_words() -> frozenset[str]:
    """The words of the thesaurus and of the domain, which the general dictionary may lack."""
    others = (other for words in thesaurus().values() for other in words)
    return frozenset(chain(thesaurus(), others, tokens.LEXICON.read_text(encoding="utf-8").split()))


def _term(chunk: str, written: str) -> Term:
    chinese = () if chunk in thesaurus() else glossary_words(chunk)
    word = chinese[0] if chinese else chunk
    synonyms = (*chinese[1:], *thesaurus().get(word, ()), *_other_numeral(word), *filter(None, [written]))
    return Term(
        word=word,
        synonyms=tuple(dict.fromkeys(synonym for synonym in synonyms if synonym != word)),
        weight=term_weight(word),
        sounds="" if chinese else sound_pattern(chunk),
    )


def _other_numeral(word: str) -> tuple[str, ...]:
    """A counted measure with its number in the other signs: 六个 for 6个, 10件 for 十件."""
    match = _COUNTED.fullmatch(word)
    number = parse_integer(match[1]) if match else None
    if match is None or number is None or not 0 < number < 100:
        return ()
    return (f"{number}{match[2]}",) if not word[0].isdigit() else (_chinese_numeral(number) + match[2],)


def _chinese_numeral(number: int) -> str:
    digits = "一二三四五六七八九"
    tens, ones = divmod(number, 10)
    text = ("" if tens < 2 else digits[tens - 1]) + ("十" if tens else "") + (digits[ones - 1] if ones else "")
    return "两" if text == "二" else text


def term_weight(word: str) -> float:
    """How much a word says: all, little (single characters, numbers, words of everyday talk), or half where no
    dictionary holds a short Chinese stretch, as that is often a slip of the pen or of the tokeniser."""
    if _NUMBER.fullmatch(word):
        return NUMBER_WEIGHT
    if len(word) == 1 or word in _light_words():
        return LIGHT_WEIGHT
    if len(word) <= 3 and _HAN.match(word) and not _is_real(word):
        return UNKNOWN_WEIGHT
    return 1.0


def expanded(terms: Sequence[Term]) -> str:
    """All words of the terms as one text, for a search that takes text (vectors)."""
    return " ".join([term.word for term in terms] + [synonym for term in terms for synonym in term.synonyms])
