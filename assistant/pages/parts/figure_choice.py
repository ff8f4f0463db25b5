"""What the figures' page compares: the choice of indicator, kind, year and regions, kept in the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

import streamlit as st

from assistant.figure_records import FigureLookup
from assistant.figure_tables import in_usual_order
from assistant.figure_wording import Wording
from assistant.names import LibraryNames
from assistant.pages.parts.language import current, t
from ingest.extract.indicator_names import canonical_indicator, concept_named, concepts, measure_of
from ingest.records import IndicatorKind

KINDS: tuple[IndicatorKind, ...] = ("target", "result")
WRITTEN = "figures-address"
FIELDS = ("indicator", "kind", "year", "region")


@dataclass(frozen=True, kw_only=True)
class FigureChoice:
    """What is compared: a record's name, its kind and year; ``regions`` () are all."""

    name: str
    kind: IndicatorKind
    year: int
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Stated:
    """That so many regions' reports state a figure of this name, kind and year."""

    name: str
    kind: IndicatorKind
    year: int
    regions: frozenset[str]


def stated_figures(lookup: FigureLookup) -> tuple[Stated, ...]:
    """Every headline figure that the library holds: those that most regions state first, in the order of the lexicon."""
    regions = {entry.id: entry.region for entry in lookup.entries}
    found: dict[tuple[str, IndicatorKind, int], set[str]] = {}
    for item in lookup.source.indicators():
        if not item.scope and item.year is not None and regions.get(item.report_id) and concept_named(item.name):
            found.setdefault((item.name, item.kind, item.year), set()).add(regions[item.report_id])
    places = {concept.name: at for at, concept in enumerate(concepts())}
    most = max(map(len, found.values()), default=1)

    def rank(key: tuple[str, IndicatorKind, int]) -> tuple[int, int, bool, int, bool]:
        name, kind, year = key
        concept = concept_named(name)
        place, usual = (places[concept.name], measure_of(name) == concept.prefer) if concept else (len(places), False)
        return -(5 * len(found[key]) // most), place, not usual, -year, kind != "target"

    ordered = sorted(found.items(), key=lambda pair: rank(pair[0]))
    return tuple(
        Stated(name=name, kind=kind, year=year, regions=frozenset(places)) for (name, kind, year), places in ordered
    )


def draw_choice(lookup: FigureLookup) -> FigureChoice | None:
    """The choice as it is set; None for a library without figures."""
    stated = stated_figures(lookup)
    if not stated:
        return None
    _take_address(lookup, stated)
    wording = Wording(language=current())
    first, second = st.columns([2, 1]), st.columns([1, 2])
    with first[0]:
        names = tuple(dict.fromkeys(one.name for one in stated))
        name = _one("indicator", names, label=lambda option: _said(option, wording))
    of_name = [one for one in stated if one.name == name]
    with first[1]:
        kinds = [kind for kind in KINDS if any(one.kind == kind for one in of_name)]
        _keep_valid("kind", kinds, of_name[0].kind)
        kind = cast(
            IndicatorKind,
            st.segmented_control(
                t("figures.kind"),
                kinds,
                format_func=lambda value: t(f"figures.kind_{value}"),
                key=_key("kind"),
                required=True,
                persist_state="session",
                width="stretch",
            ),
        )
    with second[0]:
        of_kind = [one for one in of_name if one.kind == kind]
        years = tuple(sorted({one.year for one in of_kind}, reverse=True))
        _keep_valid("year", years, of_kind[0].year)
        year = st.selectbox(t("figures.year"), years, key=_key("year"), persist_state="session")
    with second[1]:
        held = in_usual_order({entry.region for entry in lookup.entries if entry.region})
        regions = st.multiselect(
            t("figures.region"),
            held,
            format_func=wording.region,
            key=_key("region"),
            placeholder=t("scope.all"),
            select_all=False,
            persist_state="session",
        )
    choice = FigureChoice(name=name, kind=kind, year=year, regions=tuple(regions))
    _write_address(choice)
    return choice


def _one(field: str, options: Sequence[str], *, label: Callable[[str], str]) -> str:
    _keep_valid(field, options, options[0])
    value = st.selectbox(
        t(f"figures.{field}"),
        options,
        format_func=label,
        key=_key(field),
        persist_state="session",
    )
    return str(value)


def _said(name: str, wording: Wording) -> str:
    concept = concept_named(name)
    said = wording.name(concept, measure_of(name)) if concept is not None else name
    return said[:1].upper() + said[1:]


def _key(field: str) -> str:
    return f"figures-{field}"


def _keep_valid(field: str, options: Sequence[object], default: object) -> None:
    """Drop a value that no longer is an option."""
    if st.session_state.get(_key(field)) not in options:
        st.session_state[_key(field)] = default


def _take_address(lookup: FigureLookup, stated: Sequence[Stated]) -> None:
    """Set the choice from the address where somebody else than this page has written it."""
    asked = {field: tuple(st.query_params.get_all(field)) for field in FIELDS}
    if not any(asked.values()) or asked == st.session_state.get(WRITTEN):
        return
    names = [one.name for one in stated]
    if asked["indicator"]:
        wanted = asked["indicator"][0]
        concept = canonical_indicator(wanted)
        st.session_state[_key("indicator")] = (
            wanted if wanted in names else next((name for name in names if concept_is(name, concept)), "")
        )
    st.session_state[_key("kind")] = asked["kind"][0] if asked["kind"] else ""
    year = asked["year"][0] if asked["year"] else ""
    st.session_state[_key("year")] = int(year) if year.isdecimal() else None
    known = LibraryNames.of(lookup.entries).region_names()
    st.session_state[_key("region")] = [known[name] for name in asked["region"] if name in known]


def concept_is(name: str, concept_name: str | None) -> bool:
    """Whether a record's name belongs to the concept."""
    concept = concept_named(name)
    return concept is not None and concept.name == concept_name


def _write_address(choice: FigureChoice) -> None:
    values = {
        "indicator": (choice.name,),
        "kind": (choice.kind,),
        "year": (str(choice.year),),
        "region": choice.regions,
    }
    for field, value in values.items():
        if value:
            st.query_params[field] = list(value)
        elif field in st.query_params:
            del st.query_params[field]
    st.session_state[WRITTEN] = values
