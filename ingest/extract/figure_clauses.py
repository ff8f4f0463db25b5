"""Which figure of a sentence belongs to which indicator: lists that share a verb, subjects carried on, 其中城镇…、农村…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.extract.figure_pairs import Figure, Subject, pair, with_stretch_goals, without_repeats
from ingest.extract.figure_places import leading_place, names_place, place_acted_on
from ingest.extract.figure_subjects import as_shares, elliptical, loose_mentions, named, totals, trailing
from ingest.extract.figure_words import OWN_REGION, PLACE, REMARK, is_between, residue_before, verb_of
from ingest.extract.indicator_names import IndicatorMention, concept_named, exact_mentions, half_width
from ingest.extract.values import Value, find_values, unit_class

_BREAK = re.compile(r"[，；。：！？\n;]|,(?!\d{3})|(?<![A-Za-z])[:]")
_AND = re.compile(r"(?:[、,]|和|与|及|以及|、和|或)")
_JOIN = re.compile(
    r"(?:增加值|增速|增长)?(?:[、,]|和|与|及|以及)(?:全[国省市区州县]|地方|全社会|外贸|货物)?"
)  # between two names of a list: “、全市”, “和”
_NUMBERING = re.compile(r"(?<!\d)\d{1,3}[.、](?!\d)|[)）]")
_GOAL_AFTER = re.compile(r"的?(?:年初|年度|预期|计划|规划|既定|确定的|全年)*(?:预期)?(?:目标|任务)")
_MEASURED_BY = re.compile(r"(?:低|高|优|好|快)于$|超额?(?:完成)?$|超过$|完成$")
_MODIFIER = re.compile(r"的(?!目标|预期|年度|速度|水平|增长|幅度|好成绩|增速|比例|历史)")
_COUNTS_ELSE = re.compile(
    r"(?=[一-龥])(?!的|左右|以上|以内|以下|大关|台阶|关口|和|与|及|或|目标|任务|水平|规模|区间|之间|并|且|预期|增|[升降]|比|较|同比|占|其中|居|位|实现|完成)"
)
_AIMED_AT = re.compile(r"的?(?=.{2,12}(?:目标|任务))")
_BEFORE_NOW = r"去年|上年|上一年|前年|年初|原来|原定|最初"
_STARTED = re.compile(rf"[由从](?:{_BEFORE_NOW}|(?:19|20)\d\d年)?[末底]?的?$|[比较](?:去年|上年|上一年|前年)的?$")
_REMARK_IN_BRACKETS = re.compile(r"\([^()\d]{1,30}\)")  # “(预计数，下同)” divides no clause


@dataclass
class _State:
    """What a sentence has said so far."""

    subjects: tuple[Subject, ...] = ()
    recent: tuple[Subject, ...] = ()
    verb: str = ""
    place: str = ""
    lead: str = ""
    unknown: int = 0
    topic: Subject | None = None
    came_from: str | None = None  # the words before 由 or 从 of “增速由4.1%提高到5.2%”, None outside of such a phrase


class SentenceReader:
    """Reads the figures out of sentences of one report; ``own_names`` are the names of the report's own region."""

    def __init__(self, own_names: Sequence[str]) -> None:
        names = sorted((re.escape(name) for name in own_names if name), key=len, reverse=True)
        self._own = re.compile("|".join(names) if names else r"(?!)")

    def figures(self, sentence: str) -> tuple[Figure, ...]:
        """The figures of ``sentence`` that belong to an indicator of the lexicon, left to right."""
        folded = half_width(sentence)
        mentions = sorted(exact_mentions(folded) + loose_mentions(folded), key=lambda mention: mention.start)
        if not mentions:
            return ()
        if "(" in folded:
            folded = _REMARK_IN_BRACKETS.sub(lambda match: re.sub("[，,；]", "·", match.group()), folded)
        values = find_values(folded)
        phrases = [value for value in values if value.wording != "number"]
        mentions = [
            mention
            for mention in mentions
            if not any(value.start <= mention.start and mention.end <= value.end for value in phrases)
        ]
        values = tuple(
            value
            for value in (_after_name(value, mentions) for value in values)
            if not any(mention.start < value.end and value.number_start < mention.end for mention in mentions)
            and (value.unit != "年" or "年限" in folded)
        )
        return without_repeats(with_stretch_goals(folded, tuple(self._read(folded, mentions, values))))

    def _read(self, folded: str, mentions: list[IndicatorMention], values: tuple[Value, ...]) -> Iterator[Figure]:
        state = _State()
        position, index = 0, 0
        while index < len(values):
            group = [values[index]]
            apart = "分别" in folded[_last_break(folded, position, group[0].start) : group[0].start]
            while index + 1 < len(values) and _continues(folded, group, values[index + 1], apart):
                index += 1
                group.append(values[index])
            index += 1
            clause, state.unknown = _last_break(folded, position, group[0].start), 0
            self._pass_over(folded, mentions, position, clause, state)
            subjects = self._subjects(folded, mentions, clause, group, state)
            between = _since_the_start(state.came_from, _between(folded, mentions, clause, group[0].start))
            started = _STARTED.search(between)
            state.came_from = between[: started.start()] if started and subjects else None
            position = group[-1].end
            named_here = any(clause <= mention.start and mention.end <= group[0].start for mention in mentions)
            if subjects and not _no_statement(folded, group, between, named=named_here):
                if "分别" in between and len(group) == len(subjects) + state.unknown:
                    group = group[-len(subjects) :]  # the first figures belong to names that the lexicon lacks
                    subjects = tuple(replace(each, scope=re.split("[、和与]", each.scope)[-1]) for each in subjects)
                yield from pair(folded, subjects, group, between, clause, state.verb)
            elif not subjects and (aim := self._aimed_at(folded, mentions, clause, group)):
                for figure in pair(folded, (aim,), group, "", clause, state.verb):
                    yield replace(figure, end=folded.index(aim.wording, figure.end) + len(aim.wording) + 2)
            lead = folded[clause : group[0].start]
            if not subjects and REMARK.match(lead.lstrip("、")):
                continue  # “为年初预算的101.3%，”: what follows is still of the subject before
            if not subjects:
                state.place = leading_place(lead, self._own) or place_acted_on(lead, self._own) or state.place
            state.subjects, state.lead = subjects, lead
            state.verb = verb_of(between) or state.verb
            state.recent += tuple(subject for subject in subjects if subject not in state.recent)

    def _pass_over(self, folded: str, mentions: list[IndicatorMention], start: int, end: int, state: _State) -> None:
        """Take note of clauses without a figure: they may name the next subject, or change it."""
        if re.search("[；;]", folded[start:end]):
            state.subjects, state.place, state.topic = (), "", None
        for left, right in _pieces(folded, start, end):
            piece = folded[left:right]
            inside = [mention for mention in mentions if left <= mention.start and mention.end <= right]
            if OWN_REGION.match(piece) or (self._own.match(piece) and not PLACE.match(piece)):
                state.place = ""
            if inside:
                state.subjects = self._run(folded, inside, left, right, state)
                state.topic = next(named(inside[-1:], "", left, False, False), None)
            elif not (is_between(piece.replace("、", "")) or REMARK.match(piece.lstrip("、"))):
                state.subjects, state.topic = (), None
                state.place = place_acted_on(piece, self._own) or state.place

    def _subjects(
        self, folded: str, mentions: list[IndicatorMention], start: int, group: list[Value], state: _State
    ) -> tuple[Subject, ...]:
        """The indicators that the figures of ``group`` belong to: named in their clause, carried on, or understood."""
        end = group[0].start
        inside = [mention for mention in mentions if start <= mention.start and mention.end <= end]
        lead = folded[start:end]
        if inside:
            return self._run(folded, inside, start, end, state)
        if is_between(lead.replace("、", "").lstrip("和与及")):
            if "分别" in lead and len(group) > 1 and len(state.subjects) != len(group) <= len(state.recent):
                return state.recent[-len(group) :]
            return totals(state.subjects, lead)
        before = state.subjects[-1] if state.subjects else state.topic
        return elliptical(lead, before, self._own)

    def _aimed_at(
        self, folded: str, mentions: list[IndicatorMention], clause: int, group: list[Value]
    ) -> Subject | None:
        """完成5200亿元固定资产投资目标: the indicator may follow its figure."""
        after = _AIMED_AT.match(folded, group[-1].end)
        lead = residue_before(folded[clause : group[0].start], self._own)
        if after is None or re.sub("全力|完成|实现|达成", "", lead):
            return None
        for mention in mentions:
            concept = concept_named(mention.name)
            if mention.start == after.end() and concept is not None and re.match("目标|任务", folded[mention.end :]):
                return Subject(concept=concept, scope="", start=clause, wording=mention.text)
        return None

    def _run(
        self, folded: str, inside: list[IndicatorMention], start: int, end: int, state: _State
    ) -> tuple[Subject, ...]:
        """The list of indicators that ends right before ``end``, each with what limits it; () where other words stand
        between, so that the figure belongs to something else."""
        more, tail = trailing(folded[inside[-1].end : end], inside[-1])
        if not is_between(tail):
            return ()
        run = [inside[-1]]
        for mention in reversed(inside[:-1]):
            if mention.start != run[0].start and not _JOIN.fullmatch(folded[mention.end : run[0].start]):
                break
            run.insert(0, mention)
        first = run[0]
        lead_from = max([start, *(mention.end for mention in inside if mention.end <= first.start)])
        lead_from = max([lead_from, *(match.end() for match in _NUMBERING.finditer(folded, lead_from, first.start))])
        prefix = folded[lead_from : first.start]
        if OWN_REGION.search(prefix):
            state.place = ""
        scope = residue_before(prefix, self._own) or state.place
        concept = concept_named(first.name)
        whole_output = concept is not None and concept.name == "地区生产总值"
        if scope and (PLACE.search(scope) or (whole_output and names_place(scope))):
            state.place = scope
        state.unknown = len(
            [piece for piece in re.split(r"[、和与]|(?<!惠)及", prefix)[:-1] if piece.strip("，；：。 ")]
        )
        start = lead_from + len(prefix) - len(prefix.lstrip("，；：、。 \n—*和与及"))
        place = scope != "" and scope == state.place
        newly = prefix.startswith("、") and re.search("新增|净增|新登记|新设", state.lead)
        return as_shares(tuple(named([*run, *more], scope, start, bool(newly), place)))


def _after_name(value: Value, mentions: list[IndicatorMention]) -> Value:
    """The phrase without the end of a name that it takes in: 经济增速|高于全国."""
    ends = [mention.end for mention in mentions if mention.start < value.start < mention.end < value.end]
    if value.wording == "number" or not ends:
        return value
    return replace(value, start=ends[0], number_start=ends[0])


def _continues(folded: str, group: list[Value], following: Value, apart: bool) -> bool:
    """Whether ``following`` is one more figure of the same list: “6%、10%以上、7.5%左右”; after 分别 (``apart``) also of another
    unit: 面积、产量分别稳定在5800万亩、500亿斤."""
    return (
        following.wording == group[0].wording
        and (apart or unit_class(following.unit) == unit_class(group[0].unit))
        and _AND.fullmatch(folded, group[-1].end, following.start) is not None
    )


def _between(folded: str, mentions: list[IndicatorMention], start: int, end: int) -> str:
    """The words from the last indicator in [start, end) to the figure, or all of them."""
    inside = [mention.end for mention in mentions if start <= mention.start and mention.end <= end]
    return folded[max(inside, default=start) : end]


def _since_the_start(came_from: str | None, between: str) -> str:
    """The words before a figure, of 增速由4.1%提高到 5.2% those before 由 too: what grows is said there."""
    if came_from is None:
        return between
    return came_from if verb_of(came_from) in ("growth", "fall") else came_from + between


def _no_statement(folded: str, group: list[Value], between: str, *, named: bool) -> bool:
    """Whether the words around a figure state nothing of the indicator: 完成500万亩高标准农田 counts something else (``named``
    tells that the clause itself names the indicator), 低于3%左右的预期目标 measures by a figure, 超100亿元的县 describes with one,
    由20亿元增加到 … starts from one."""
    after = group[-1].end
    if not named and _COUNTS_ELSE.match(folded, after):
        return True
    if (start := _STARTED.search(between)) and not re.search(r"\d年", start.group()):
        return True
    if _GOAL_AFTER.match(folded, after):
        measured = {"低于", "高于", "超过", "超"} & set(group[0].qualifiers)
        return bool(measured) or _MEASURED_BY.search(between) is not None
    return _MODIFIER.match(folded, after) is not None


def _pieces(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = start
    for match in _BREAK.finditer(folded, start, end):
        if match.start() > left:
            yield left, match.start()
        left = match.end()
    if left < end:
        yield left, end


def _last_break(folded: str, start: int, end: int) -> int:
    """Where the clause of a figure begins: after the last break between the figure before it and itself."""
    return max((match.end() for match in _BREAK.finditer(folded, start, end)), default=start)
