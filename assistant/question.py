"""A question as typed becomes a `Query`: what is asked, of which regions and years, in which language.

The steps: simplified characters and misspelt names put right; a follow-up made whole; regions and years; then what
kind of question it is, by the register's and the figures' own recognisers. All is rule and lexicon; the library's own
names win over the general tables.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.figure_followup import figure_follow_up
from assistant.figure_questions import FigureAsk, figure_ask
from assistant.followup import complete
from assistant.names import LibraryNames
from assistant.places_and_years import places, years
from assistant.records import Intent, Query, Scope, Turn, Wanted
from assistant.register_followup import register_follow_up
from assistant.register_questions import RegisterAsk, register_intent
from assistant.spelling import corrected, simplified, without_taken_back
from assistant.terms import question_terms
from assistant.wanted import is_small_talk, language_of, wanted_of

_FIGURE_INTENTS: dict[str, Intent] = {
    "single": "figure",
    "compare": "compare",
    "ranking": "ranking",
    "trend": "figure",
    "change": "figure",
}


def understand(
    question: str,
    *,
    names: LibraryNames,
    conversation: Sequence[Turn] = (),
    scope: Scope | None = None,
    units: Sequence[str] = (),
) -> Query:
    """The query that ``question`` means after ``conversation``, inside ``scope`` (filters that the user set).

    Regions and years of the scope count where the question names none. ``units`` are the library's own unit names.
    """
    language = language_of(question)
    text = corrected(without_taken_back(simplified(question.strip())), names.region_names())
    if is_small_talk(text):
        return Query(question=question, text=text, language=language, intent="chat")
    figures = figure_ask(text)
    named = figures.indicators if figures and not figures.assumed else ()
    follow_up = (
        register_follow_up(text, conversation, units)
        or figure_follow_up(text, conversation, names, indicators=named)
        or complete(text, conversation, names, indicators=named)
    )
    if follow_up.text != text:
        text = follow_up.text
        figures = figure_ask(text)
    register = register_intent(text, language, known=units)
    here = places(text, names)
    when = years(text, names, here.regions, follow_up.base_year)
    regions = here.regions or (scope.regions if scope else ())
    asked = when.years or (scope.years if scope else ())
    wanted = wanted_of(text)
    intent = _intent(register, figures, wanted)
    is_figure = intent in ("figure", "compare", "ranking")
    return Query(
        question=question,
        text=text,
        language=language,
        intent=intent,
        wanted=wanted,
        regions=regions,
        years=asked,
        kinds=scope.kinds if scope else (),
        figure_years=asked if is_figure else (),
        absent_regions=tuple(region for region in regions if region not in names.regions),
        absent_years=absent_years(asked, regions, names),
        units=register.units if register else (),
        role=register.role if register else "",
        indicators=figures.indicators if figures and is_figure else (),
        indicator_kind=figures.kind if figures and is_figure else "",
        section=register.section if register else "",
        topic=register.topic if register else "",
        terms=tuple(term.word for term in question_terms(text, drop=(*here.words, *when.words))),
        scope_words=(*here.words, *when.words),
        inherited=follow_up.inherited,
        detail=follow_up.detail,
    )


def _intent(register: RegisterAsk | None, figures: FigureAsk | None, wanted: Wanted) -> Intent:
    if register is not None:
        return register.intent
    if wanted == "reason":  # why a target was missed stands in the text, not in the table of figures
        return "passage"
    if figures is not None and figures.indicators:
        return _FIGURE_INTENTS[figures.mode]
    return "passage"


def absent_years(asked: Sequence[int], regions: Sequence[str], names: LibraryNames) -> tuple[int, ...]:
    """The years of ``asked`` on which no report (of ``regions``) can tell: neither that year's, which plans it, nor
    the next year's, which looks back on it."""
    covered = [region for region in regions if region in names.regions]
    held = set(names.years(covered))
    return tuple(year for year in asked if not held & {year, year + 1})
