"""The checks of a piece's quotations, names, comparisons and matter; each yields what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.claim_english import glosses, is_english
from assistant.claim_figures import Figure, figures
from assistant.claim_labels import bigrams, coverage, unify
from assistant.claim_words import foreign_items, matter, segments, turned
from assistant.claims import bare, persons, plain, quotations, terms
from assistant.verification_claim import Claim
from assistant.verification_reasons import Reason

ENOUGH = 0.6  # share of a piece's own matter that its sources must hold
ENOUGH_IN_SEGMENT = 0.34
SMALL_SEGMENT = 4

_ENGLISH_ENOUGH = 0.5
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]{3,}")
_LINK = re.compile(r"https?://[^\s，。；、）)\]】>]+|www\.[^\s，。；、）)\]】>]+|[\w.+-]+@[\w-]+\.\w+", re.IGNORECASE)
_PAPER = re.compile(r"报告|方案|意见|通知|计划|纲要|规划")
_DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,8}\((?:19|20)\d\d\)\d{1,4}号")
_BOOK = re.compile(r"《([^《》]{2,})》")
_KNOWN_TERMS = {"gdp", "cpi", "r&d", "ai", "it", "a", "b", "c", "top", "vs", "no", "pdf"}
# 在乡村建设方面，: says what the sentence is about, in words of its own
_TOPIC = re.compile(r"(?:方面|领域|角度|层面|来看|来说|而言|上)$")
_HIGHER = re.compile(
    r"高于|高出|快于|优于|多于|大于|领先|跑赢|更高|更快|更多|超过(?=[^\d约]{2})|higher than|more than(?=\s+[A-Z])|faster than",
    re.I,
)
_LOWER = re.compile(r"低于|慢于|少于|小于|落后|不及|更低|更慢|更少|lower than|less than(?=\s+[A-Z])|slower than", re.I)
_HIGHEST = re.compile(r"最高|最快|最多|最大|首位|居首|排名第一|位列第一|第一位|领跑|highest|largest|fastest", re.I)
_LOWEST = re.compile(r"最低|最慢|最少|最小|末位|垫底|lowest|smallest|slowest", re.I)


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
        titled = bigrams("".join(f"{s.evidence.region}{s.year or ''}年{plain(s.evidence.title)}" for s in claim.cited))
        if any(book in source.bare for source in claim.cited) or book in asked:
            continue
        if not (_PAPER.search(book) and coverage(bigrams(book), titled | bigrams("政府工作报告")) >= 0.9):
            yield Reason(code="quotation", detail=book[:24])
    for number in _DOCUMENT_NUMBER.findall(claim.text):
        if not any(number in source.context for source in claim.cited):
            yield Reason(code="quotation", detail=number)
    for name in persons(claim.raw):
        if not any(name in text for text in texts):
            yield Reason(code="person", detail=name)
    for term in terms(claim.text):
        known = term in _KNOWN_TERMS or term in claim.asked or any(term in source.context for source in claim.sources)
        if not known and not is_english(claim.text):
            yield Reason(code="term", detail=term)
    for link in _LINK.findall(claim.raw):
        if not any(bare(link) in text for text in texts):
            yield Reason(code="link", detail=link[:40])


def check_comparison(claim: Claim) -> Iterator[Reason]:
    """Comparisons (高于, 最高 …) that no source draws and that the piece's own figures do not bear out."""
    for pattern in (_HIGHER, _LOWER, _HIGHEST, _LOWEST):
        match = pattern.search(claim.raw)
        if not match or any(pattern.search(source.context) for source in claim.sources):
            continue
        if pattern in (_HIGHER, _LOWER) and _borne_out(claim, pattern):
            continue
        yield Reason(code="comparison", detail=match.group())
        return


def _borne_out(claim: Claim, pattern: re.Pattern[str]) -> bool:
    """Whether the sentence's own figures bear out its comparison: 澜州市7%左右，高于望川市的5%左右."""
    match = pattern.search(claim.whole)
    places = claim.places(claim.whole)
    if match is None:
        return False
    before = [name for name, start in places if start < match.start()]
    after = [name for name, start in places if start > match.start()]
    if not before or not after or before[-1] == after[0]:
        return False
    found = figures(claim.whole)
    one, two = (_figure_of(name, places, found) for name in (before[-1], after[0]))
    if one is None or two is None or one.unit != two.unit or one.low == two.low:
        return False
    return (one.low > two.low) == (pattern is _HIGHER)


def _figure_of(name: str, places: tuple[tuple[str, int], ...], found: tuple[Figure, ...]) -> Figure | None:
    """The first figure behind a mention of the region, before another region is named."""
    for index, (other, start) in enumerate(places):
        end = places[index + 1][1] if index + 1 < len(places) else 10**6
        inside = [figure for figure in found if start < figure.start < end]
        if other == name and inside:
            return inside[0]
    return None


def _english_support(claim: Claim) -> Iterator[Reason]:
    """An English piece must hold on to the Chinese source: by its figures or by the source's own words, and of the words
    that the word list knows half must stand there."""
    context = "".join(source.context for source in claim.sources)
    own_words = [run for run in _HAN_RUN.findall(claim.text) if run in context]
    told = glosses(claim.text)
    held = sum(any(unify(word) in context for word in words) for words in told)
    if not own_words and not figures(claim.text):
        yield Reason(code="unsupported", detail="no key words of the source in Chinese")
    elif told and held < len(told) * _ENGLISH_ENOUGH:
        missing = next(words[0] for words in told if not any(unify(word) in context for word in words))
        yield Reason(code="unsupported", detail=missing)


def check_support(claim: Claim) -> Iterator[Reason]:
    """Matter that the sources do not hold: the piece as a whole, one segment, one item of a list; a denial turned round."""
    if is_english(claim.text):
        yield from _english_support(claim)
        return
    known = frozenset().union(*(source.bigrams for source in claim.sources))
    neutral = claim.asked + "".join(claim.names)
    own = matter(claim.text, neutral)
    if len(own) >= 2 and coverage(own, known) < ENOUGH:
        yield Reason(code="unsupported", detail="、".join(sorted(own - known)[:3]))
        return
    for segment in segments(claim.text):
        words = frozenset() if _TOPIC.search(segment) else matter(segment, neutral)
        if len(words) >= SMALL_SEGMENT and coverage(words, known) < ENOUGH_IN_SEGMENT:
            yield Reason(code="unsupported", detail=segment[:24])
            return
    if foreign := foreign_items(claim.text, "\n".join(source.context for source in claim.sources), neutral):
        yield Reason(code="unsupported", detail=foreign[0][:24])
        return
    if word := turned(claim.text, tuple(source.text for source in claim.sources)):
        yield Reason(code="negation", detail=word)
