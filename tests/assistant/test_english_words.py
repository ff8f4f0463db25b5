"""English words by phrase and stem, and names in pinyin."""

from __future__ import annotations

import re

import pytest

from assistant.english_words import english_chunks, english_glossary, glossary_words, sound_pattern, stem, stop_words

SAME_STEM = [
    ("subsidy", "subsidies", "ies"),
    ("project", "projects", "s"),
    ("branch", "branches", "es"),
    ("renovate", "renovated", "ed after e"),
    ("renovate", "renovating", "ing after e"),
    ("cut", "cutting", "doubled consonant"),
    ("apply", "applied", "ied"),
    ("revitalization", "revitalisation", "British s"),
    ("neighborhood", "neighbourhoods", "British our"),
    ("center", "centres", "British tre"),
    ("kilometer", "kilometres", "British tre"),
    ("labor", "labour", "British our"),
]


@pytest.mark.parametrize(("one", "other", "remark"), SAME_STEM, ids=[row[2] + " " + row[1] for row in SAME_STEM])
def test_forms_of_one_word_have_one_stem(one: str, other: str, remark: str) -> None:
    assert stem(one) == stem(other), remark


@pytest.mark.parametrize(("one", "other"), [("bus", "bu"), ("gas", "ga"), ("hour", "hor"), ("wine", "win")])
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


CHUNKS = [
    ("new energy vehicles", ["new energy vehicles"], "the longest phrase"),
    ("energy vehicles", ["energy", "vehicles"], "no phrase: words"),
    ("state-owned enterprises' profits", ["state owned enterprises", "profits"], "hyphen, possessive"),
    ("covid-19 vaccines", ["covid 19", "vaccines"], "a figure inside"),
    ("the number of 5g base stations.", ["the", "number", "of", "5g base stations"], "closing dot"),
    ("guizhou’s gdp", ["guizhou", "gdp"], "curly apostrophe"),
]


@pytest.mark.parametrize(("text", "chunks", "remark"), CHUNKS, ids=[row[2] for row in CHUNKS])
def test_text_is_cut_into_known_phrases(text: str, chunks: list[str], remark: str) -> None:
    assert english_chunks(text) == chunks, remark


def test_the_exact_form_wins_over_the_stem() -> None:
    assert glossary_words("housing") == ("住房",)
    assert glossary_words("houses")[0] == "房屋"


def test_a_place_is_known_by_its_english_name() -> None:
    assert glossary_words("guizhou") == ("贵州",)


@pytest.mark.parametrize(
    ("amount", "chinese"),
    [("300 million", "3亿"), ("1.2 trillion", "1.2万亿"), ("50 thousand", "5万"), ("10 million", "1000万")],
)
def test_an_amount_is_counted_as_chinese_papers_do(amount: str, chinese: str) -> None:
    assert english_chunks(f"about {amount} yuan") == ["about", amount, "yuan"]
    assert glossary_words(amount) == (chinese,)


def test_an_unknown_word_has_no_chinese_words() -> None:
    assert glossary_words("zebra") == ()


PINYIN = [
    ("malanshan", "马栏山视频文创园", True, "three syllables"),
    ("xi'an", "西安咸阳一体化", True, "an apostrophe is a border"),
    ("xi'an", "先进制造", False, "not the one syllable xian"),
    ("lüliang", "", False, "signs outside the letters are not read"),
    ("strength", "", False, "no pinyin"),
    ("gdp", "", False, "an abbreviation"),
]


@pytest.mark.parametrize(("word", "text", "found", "remark"), PINYIN, ids=[row[3] for row in PINYIN])
def test_pinyin_finds_the_characters_read_so(word: str, text: str, found: bool, remark: str) -> None:
    pattern = sound_pattern(word)
    assert bool(pattern and re.search(pattern, text)) is found, remark


def test_glossary_entries_hold_chinese_and_stand_apart_from_stop_words() -> None:
    assert len(english_glossary()) > 1500
    assert all(words for words in english_glossary().values())
    assert not set(english_glossary()) & stop_words()
