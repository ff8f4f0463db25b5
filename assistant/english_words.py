"""English words of a question and the Chinese words that find them; names in pinyin as patterns of characters.

The glossary (lexicon/english.txt) is looked up by the longest phrase first, as written and then by word stems, so that
one entry serves singular and plural, British and American spelling, and the forms of a verb.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from assistant.lexicons import lexicon_lines
from ingest.structure.region_names import english_region

_LONGEST_PHRASE = 7
_POWERS = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_AMOUNT = re.compile(rf"(\d+(?:\.\d+)?) ({'|'.join(_POWERS)})")
_WORD = re.compile(r"[a-z0-9][a-z0-9.%+&'’]*")
# British to American, so that one spelling is enough in the glossary.
_SPELLINGS = (
    (re.compile(r"is(?=e|ed|es|ing|ation|ations|er|ers)(?<=.{4})"), "iz"),
    (re.compile(r"(?<=[a-z]{3})our(?=s?$|ed$|ing$|hoods?$|al$)"), "or"),
    (re.compile(r"tre(s?)$"), r"ter\1"),
    (re.compile(r"gramme(s?)$"), r"gram\1"),
    (re.compile(r"(?<=en)ce(s?)$"), r"se\1"),
    (re.compile(r"lling$|lled$"), lambda found: found[0][1:]),
)


def _plain(text: str) -> list[str]:
    """The words of a folded Latin text: hyphens cut, possessive endings and closing dots removed."""
    words = _WORD.findall(text.replace("-", " ").replace("’", "'"))
    return [re.sub(r"'s$|'$", "", word).strip(".'") for word in words if word.strip(".'")]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without its ending, for comparison only (subsidies, subsidy -> subsidy; building, built stay apart)."""
    for pattern, replacement in _SPELLINGS:
        word = pattern.sub(replacement, word)
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and re.search(r"(?:ss|sh|ch|x|z)es$", word):
        word = word[:-2]
    elif len(word) > 3 and re.search(r"[^su]s$", word):
        word = word[:-1]
    cut = re.sub(r"(?:ing|ied|ed)$", lambda found: "y" if found[0] == "ied" else "", word)
    if len(cut) >= 3 and re.search(r"[aeiouy]", cut):
        word = re.sub(r"([bdgmnprt])\1$", r"\1", cut)
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """The words that carry nothing of what an English question is about."""
    return frozenset(word for line in lexicon_lines("english_asking_words.txt") for word in line.split())


@lru_cache(maxsize=1)
def english_glossary() -> dict[str, tuple[str, ...]]:
    """English word or phrase (lower case, no hyphens) -> the Chinese words that find it."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lexicon_lines("english.txt"):
        english, chinese = line.split(">", 1)
        found[" ".join(_plain(english.lower()))] = tuple(word.lower() for word in chinese.split())
    return found


@lru_cache(maxsize=1)
def _stemmed_glossary() -> dict[str, tuple[str, ...]]:
    """The glossary by stems; of two entries of one stem the shorter word is the base form and wins."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in sorted(english_glossary(), key=len, reverse=True):
        found[_stems(phrase)] = english_glossary()[phrase]
    return found


def _stems(phrase: str) -> str:
    return " ".join(map(stem, phrase.split(" ")))


def glossary_words(phrase: str) -> tuple[str, ...]:
    """The Chinese words of an English word or phrase, the likeliest first; empty where it is not known."""
    amount = _AMOUNT.fullmatch(phrase)
    if amount:
        return (_chinese_amount(float(amount[1]) * _POWERS[amount[2]]),)
    known = english_glossary().get(phrase) or _stemmed_glossary().get(_stems(phrase), ())
    if known or not phrase.isalpha():
        return known
    region = english_region(phrase)
    return (region.short,) if region is not None else ()


def _chinese_amount(value: float) -> str:
    """300,000,000 as papers print it: 3亿."""
    for power, sign in ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")):
        if value >= power:
            return f"{value / power:.10g}{sign}"
    return f"{value:.10g}"


def english_chunks(run: str) -> list[str]:
    """A run of folded Latin text cut into the phrases that the glossary knows, longest first, and single words."""
    words = _plain(run)
    chunks: list[str] = []
    position = 0
    while position < len(words):
        for length in range(min(_LONGEST_PHRASE, len(words) - position), 1, -1):
            phrase = " ".join(words[position : position + length])
            if _AMOUNT.fullmatch(phrase) or phrase in english_glossary() or _stems(phrase) in _stemmed_glossary():
                chunks.append(phrase)
                position += length
                break
        else:
            chunks.append(words[position])
            position += 1
    return chunks


@lru_cache(maxsize=1)
def _characters() -> dict[str, str]:
    """Syllable without tone -> the common characters (GB 2312) that are read so."""
    from pypinyin.constants import PINYIN_DICT

    found: dict[str, list[str]] = {}
    for code, readings in PINYIN_DICT.items():
        character = chr(code)
        try:
            character.encode("gb2312")
        except UnicodeEncodeError:
            continue
        for reading in readings.split(","):
            letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
            syllable = "".join(letter for letter in letters if letter.isascii())
            for spelt in {syllable, syllable.replace("v", "u")}:
                found.setdefault(spelt, []).append(character)
    return {syllable: "".join(dict.fromkeys(characters)) for syllable, characters in found.items()}


def _syllables(word: str) -> list[tuple[str, ...]]:
    """Every way to cut letters into pinyin syllables; an apostrophe is always a cut."""
    if not word:
        return [()]
    found: list[tuple[str, ...]] = []
    for length in range(1, min(6, len(word)) + 1):
        head, rest = word[:length], word[length:]
        if head in _characters():
            found += [(head, *tail) for tail in _syllables(rest.removeprefix("'"))]
    return found


@lru_cache(maxsize=2_000)
def sound_pattern(word: str) -> str:
    """A pattern of the Chinese spellings of a name in pinyin (malanshan: 马栏山 …); "" where the word is no pinyin."""
    if not re.fullmatch(r"[a-z']{4,24}", word):
        return ""
    cuts = [
        cut for cut in _syllables(word) if 2 <= len(cut) <= 5 and all(len(part) > 1 or part in "aeo" for part in cut)
    ]
    return "|".join("".join(f"[{_characters()[part]}]" for part in cut) for cut in cuts[:6])
