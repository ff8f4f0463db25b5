"""The answer without a model: the sentences of the library that answer, or a refusal that says what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.citations import Citations, full_title
from assistant.lists import announced, inline_items, list_after
from assistant.names import LibraryNames, short_name
from assistant.places_and_years import ancestors
from assistant.records import Answer, Hit, Query
from assistant.refusals import refusal
from assistant.retrieval import HybridRetriever, carried_share, coverage, rarity
from assistant.sentence_choice import (
    Choice,
    Period,
    answers_kind,
    asked_period,
    best_clause,
    choose_sentences,
)
from assistant.terms import Term, question_terms
from assistant.verification_instructions import instruction_spans
from ingest import tokens
from ingest.library.library import Library
from ingest.records import Scope
from ingest.structure.regions import find_regions

# Chosen on the development questions and the off-topic set: python -m tests.evaluation
# A sentence may answer that carries this share of the question (with headings and neighbours) and has this score: the
# less it carries, the more must the kind of thing that is asked, and the half of the report, speak for it.
ENOUGH = ((0.5, 0.38), (0.3, 0.48), (0.24, 0.55))
SUPPORT_NEEDED = 0.5  # for everything beside the first sentence
KEPT_SHARE = 0.75  # a sentence that is kept must tell nearly as much as the best one that was not
NEXT_SHARE = 0.88
LIST_SHARE = 0.55
TOPIC_SHARE = 0.75  # what a further point of an open question must carry, against the first
CANDIDATES = 40
SHORT, DETAILED = 3, 6
ANSWER_LIMIT, QUOTE_LIMIT, POINT_LIMIT = 620, 180, 110
_LEAD = re.compile(r"^(?:——|──|--|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+是|\d+[．.、])\s*")
_SIGNS = "，；;。：: ！!？?"
# A question that ranges over reports wants each of them heard.
_EVERYWHERE = re.compile(
    r"各(?:省|市|地|区|州|县)(?:[区市]|、各.)?|全国各地|哪些(?:省|地方|地区|城市|市)|\b(?:each|every) province|\bprovinces\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[a-z]?\d+号?(?:线|楼|机组|国道|高速|路|期|号)")
_NEGATION = re.compile(r"不得|不再|没有|未能|尚未|禁止|取消|停止|不予|不准")


class PassageSearch:
    """Finds the sentences that answer a query; shared by the answers with and without a model."""

    def __init__(self, library: Library, retriever: HybridRetriever, names: LibraryNames) -> None:
        self.library = library
        self.retriever = retriever
        self.names = names

    def scope(self, query: Query) -> tuple[Scope, tuple[tuple[str, ...], ...]]:
        """Where to search, and groups of names of each of which a sentence must hold one (places and years without a
        report of their own: they may be told of in another report, but only where it names them)."""
        held = tuple(region for region in query.regions if region not in query.absent_regions)
        places = tuple(short_name(region) for region in query.absent_regions)
        years = tuple(f"{year}年" for year in query.absent_years)
        regions = held
        if query.absent_regions and not held:
            above = [a for region in query.absent_regions for a in ancestors(region) if a in self.names.regions]
            regions = tuple(dict.fromkeys(above))
        scope = self.names.scope_of(regions, query.years)
        required = tuple(group for group in (places, years) if group)
        return Scope(regions=scope.regions, years=scope.years, kinds=query.kinds), required

    def terms(self, query: Query) -> tuple[Term, ...]:
        """The query's terms with their synonyms; the names of places without a report stay terms of the matter."""
        absent = set(query.absent_regions)
        drop = [w for w in query.scope_words if not absent & {mention.region.name for mention in find_regions(w)}]
        return question_terms(query.text, drop=[*drop, *(match.group() for match in _EVERYWHERE.finditer(query.text))])

    def hits(self, query: Query, *, limit: int = CANDIDATES) -> tuple[Hit, ...]:
        scope, _ = self.scope(query)
        return self.retriever.search(self.terms(query), scope=scope, limit=limit)

    def choices(self, query: Query, *, limit: int = 12) -> tuple[Choice, ...]:
        """The sentences that answer best, best first."""
        scope, required = self.scope(query)
        terms = self.terms(query)
        hits = self.retriever.search(terms, scope=scope, limit=CANDIDATES)
        return choose_sentences(
            terms,
            hits,
            wanted=query.wanted,
            question=query.text,
            rarity=rarity(terms, self.library),
            required=required,
            periods=self._periods(query, hits),
            limit=limit,
        )

    def _periods(self, query: Query, hits: Sequence[Hit]) -> dict[str, Period]:
        """For each report which half of it the question is about."""
        years = {entry.id: entry.year for entry in self.names.entries if entry.kind == "work_report"}
        found: dict[str, Period] = {}
        for report_id in {hit.passage.report_id for hit in hits} & years.keys():
            year = years[report_id]
            offset = max(query.years) - year if query.years and year is not None else None
            found[report_id] = asked_period(query.text, offset)
        return found


def answer_from_passages(query: Query, search: PassageSearch) -> Answer:
    """The answer in the source's own words: the telling clause first, then the sentences with their sources.

    A refusal where no sentence carries enough of the question.
    """
    found = search.choices(query, limit=40 if _EVERYWHERE.search(query.text) else 12)
    choices = [choice for choice in found if _carries(choice, query, search)]
    if not choices or choices[0].score < KEPT_SHARE * found[0].score:
        return refusal(query, search.names, nearest=found[:1])
    best = choices[0]
    citations = Citations(search.library)
    for choice in choices[:8]:
        if choice.score >= LIST_SHARE * best.score and (listed := _as_list(query, choice, search)) is not None:
            return listed
    lines = _inline_list(query, best, search, citations)
    if not lines and (telling := _telling(query, choices)):
        lines = _topic_lines(query, telling, search, citations)
    else:
        lines = lines or [_headline(query, best, search, citations)]
        lines += _evidence_lines(query, choices, "".join(lines), search, citations)
    return Answer(
        question=query.question,
        answer="\n".join(lines),
        kind="passage",
        citations=citations.all(),
        query=query,
    )


def _evidence_lines(
    query: Query, choices: Sequence[Choice], headline: str, search: PassageSearch, citations: Citations
) -> list[str]:
    """The sentence behind the headline with its paper, and up to two more that tell nearly as much."""
    best = choices[0]
    kept = [choice for choice in choices[:SHORT] if choice is best or _belongs(choice, best)]
    lines: list[str] = []
    length = len(headline)
    for choice in kept:
        line = _source_line(choice, headline, search, citations, query)
        if length + len(line) > ANSWER_LIMIT and choice is not best:
            break
        lines.append(line)
        length += len(line)
    return lines


def _telling(query: Query, choices: Sequence[Choice]) -> list[Choice]:
    """The sentences that together answer an open question (有哪些举措, 数字经济发展); none where one thing is asked."""
    if _EVERYWHERE.search(query.text):
        first: dict[str, Choice] = {}
        for choice in choices:
            if choice.support >= SUPPORT_NEEDED:
                first.setdefault(choice.passage.report_id, choice)
        return list(first.values())[:DETAILED] if len(first) > 1 else []
    if not query.detail and (query.wanted not in ("any", "list") or announced(query.text) is not None):
        return []
    best = choices[0]
    needed = max(SUPPORT_NEEDED, TOPIC_SHARE * best.support)
    telling = [choice for choice in choices if choice is best or choice.support >= needed][:DETAILED]
    return telling if len(telling) > 1 else []


def _topic_lines(query: Query, telling: Sequence[Choice], search: PassageSearch, citations: Citations) -> list[str]:
    """The sentences as points under the title of their report, trimmed to the clauses that tell."""
    terms = search.terms(query)
    by_report: dict[str, list[str]] = {}
    length = 0
    for choice in telling:
        report = search.library.report(choice.passage.report_id)
        point = _trimmed(choice.text, *best_clause(choice.text, terms, query.wanted, query.text))
        length += len(point) + (0 if report.id in by_report else len(full_title(report)))
        if length > ANSWER_LIMIT and by_report:
            break
        number = citations.add(report.id, choice.start, choice.end)
        by_report.setdefault(report.id, []).append(f"- {point}[{number}]")
    lines: list[str] = []
    for report_id, points in by_report.items():
        lines += [f"{full_title(search.library.report(report_id))}：", *points]
    return lines


def _trimmed(text: str, start: int, end: int) -> str:
    """The sentence from its telling clause on, as many whole clauses as fit; the whole where it is short."""
    text = " ".join(text.split())
    if len(text) <= POINT_LIMIT:
        start, end = 0, len(text)
    while end < len(text):
        following = re.match(r"[，；;：][^，；;：。]*", text[end:])
        if following is None or end + following.end() - start > POINT_LIMIT:
            break
        end += following.end()
    return _LEAD.sub("", shown(text[start:end]).strip(_SIGNS))


def _carries(choice: Choice, query: Query, search: PassageSearch) -> bool:
    """Whether the sentence carries enough of the question to answer it and holds a thing of the kind that is asked for."""
    enough = any(choice.support >= support and choice.score >= score for support, score in ENOUGH)
    if not enough or instruction_spans(choice.text):  # a planted order is no answer
        return False
    terms = search.terms(query)
    around = f"{tokens.fold(choice.passage.breadcrumb)} {tokens.fold(choice.text)}"
    if any(_NUMBERED.fullmatch(term.word) and carried_share(term, around) < 0.8 for term in terms):
        return False  # line 5 is not line 3
    return answers_kind(choice.text, terms, rarity(terms, search.library), query.wanted, query.text)


def _belongs(choice: Choice, best: Choice) -> bool:
    return choice.support >= SUPPORT_NEEDED and choice.score >= NEXT_SHARE * best.score


def _headline(query: Query, best: Choice, search: PassageSearch, citations: Citations) -> str:
    start, end = best_clause(best.text, search.terms(query), query.wanted, query.text)
    number = citations.add(best.passage.report_id, best.start, best.end)
    clause = shown(best.text[start:end]).strip(_SIGNS)
    clause = _LEAD.sub("", clause)
    if query.wanted == "yes_no":
        opening = _yes_no(query, clause)
        return f"{opening}{clause}。[{number}]" if query.language == "zh" else f"{opening}“{clause}” [{number}]"
    return f"{clause}。[{number}]" if query.language == "zh" else f"The source says: “{clause}” [{number}]"


def _inline_list(query: Query, best: Choice, search: PassageSearch, citations: Citations) -> list[str]:
    """The items of an enumeration inside the sentence, one a line, where it has as many as were asked; where no number
    was asked, as many as the sentence announces beside the words of the question."""
    if query.wanted != "list":
        return []
    items = inline_items(best.text)
    asked = announced(query.text)
    if asked is None:
        place = best.text.find(items[0]) if items else -1
        around = best.text[max(0, place - 24) : place + sum(map(len, items)) + len(items) + 12]
        if place < 0 or len(items) != announced(best.text) or coverage(search.terms(query), around) < SUPPORT_NEEDED:
            return []
    elif len(items) != asked:
        return []
    number = citations.add(best.passage.report_id, best.start, best.end)
    return [f"{i}. {item}[{number}]" for i, item in enumerate(items, start=1)]


def _yes_no(query: Query, clause: str) -> str:
    """Yes, or no where the source denies what the question does not."""
    denied = bool(_NEGATION.search(clause)) and not _NEGATION.search(query.text)
    if query.language == "en":
        return "No: " if denied else "Yes: "
    if re.search(r"有没有|有无|有[^，。]{0,6}吗", query.text):
        return "没有：" if denied else "有："
    return "不是：" if denied else "是的："


def _source_line(choice: Choice, headline: str, search: PassageSearch, citations: Citations, query: Query) -> str:
    """The paper and, where the headline does not hold it already, the sentence itself (of a long one what stands round
    the telling clause)."""
    report = search.library.report(choice.passage.report_id)
    number = citations.add(choice.passage.report_id, choice.start, choice.end)
    title = full_title(report)
    quote = _excerpt(choice.text, *best_clause(choice.text, search.terms(query), query.wanted, query.text))
    if quote.strip(_SIGNS + "…") in headline:
        return f"出处：{title}[{number}]" if query.language == "zh" else f"Source: {title}[{number}]"
    return f"{title}：「{quote}」[{number}]" if query.language == "zh" else f"{title}: 「{quote}」[{number}]"


def shown(text: str) -> str:
    """A stretch of a source as an answer prints it: in one line, without the source's own footnote marks, which would
    read as the answer's."""
    return re.sub(r"\[\d{1,3}\]", "", " ".join(text.split()))


def _excerpt(text: str, start: int, end: int) -> str:
    """The sentence, or of a long one the clauses round ``[start, end)`` with dots where it was cut."""
    if len(text) <= QUOTE_LIMIT:
        return shown(text)
    borders = [m.end() for m in re.finditer(r"[，；;：。]", text)]
    left = min((b for b in [0, *borders] if b >= end - QUOTE_LIMIT and b <= start), default=start)
    right = max((b for b in [*borders, len(text)] if b <= left + QUOTE_LIMIT and b >= end), default=end)
    return ("……" if left else "") + shown(text[left:right]) + ("……" if right < len(text) else "")


_ANNOUNCES = re.compile(
    r"[一二三四五六七八九十\d]+\s*(?:大|件|项|个|条|类|方面)|以下|如下|[:：]\s*$|是[:：]|主要(?:有|包括)|分别"
)


def _as_list(query: Query, best: Choice, search: PassageSearch) -> Answer | None:
    """The complete list, one item a line, where a list is asked and a numbered one follows a telling sentence."""
    if query.wanted not in ("list", "any", "name", "number"):
        return None
    report = search.library.report(best.passage.report_id)
    if not _ANNOUNCES.search(best.text):
        return None
    found = list_after(report, best.start, best.end)
    if found is None or (query.wanted == "number" and found.announced is None):
        return None
    if query.wanted == "number" and not re.search(r"哪|分别|各", query.text):
        return None
    if query.wanted != "list" and len(found.items) < 3:
        return None
    citations = Citations(search.library)
    lead = report.text[best.start : min(best.end, found.items[0][0])]
    lead = re.sub(r"[（(]?[一1①][）)、.．是]?\s*$", "", lead).strip(" \n，；;。：:—-")
    numbers = [citations.add(report.id, best.start, min(best.end, found.items[0][0] + 1))] if lead else []
    lines = [f"{full_title(report)}：{lead[-80:]}" + "".join(f"[{n}]" for n in numbers)]
    for i, (start, end) in enumerate(found.items, start=1):
        number = citations.add(report.id, start, end)
        lines.append(f"{i}. {shown(report.text[start:end])}[{number}]")
    return Answer(
        question=query.question, answer="\n".join(lines), kind="passage", citations=citations.all(), query=query
    )
