"""The filters of the register's page: what can be chosen, what is chosen, and the address that keeps it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import streamlit as st

from assistant.figure_wording import Wording
from assistant.names import LibraryNames
from assistant.pages.parts.language import current, t
from assistant.register import Register
from ingest.extract.agencies import canonical_unit, same_unit
from ingest.records import Assignment

Role = Literal["lead", "participant", ""]
ROLES: tuple[Role, ...] = ("", "lead", "participant")
FIELDS = ("region", "year", "unit", "role", "section", "text")
WRITTEN = "register-address"


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What is chosen; "" and None mean no limit. ``unit`` is a name that the register counts under, ``section`` one
    heading, ``text`` words that all must occur."""

    region: str = ""
    year: int | None = None
    unit: str = ""
    role: Role = ""
    section: str = ""
    text: str = ""


def chosen(register: Register, filters: Filters) -> tuple[Assignment, ...]:
    """The assignments that fit, in the order of the sources.

    The unit is taken as the register counts it, so that what is listed is what the chart counts.
    """
    within = register.filter(region=filters.region, year=filters.year, text=filters.text)
    return tuple(
        item
        for item in within
        if (not filters.section or filters.section in item.section_path)
        and (not filters.unit or is_named(register, item, filters.unit, filters.role))
    )


def is_named(register: Register, item: Assignment, unit: str, role: Role) -> bool:
    """Whether the assignment names the unit in this part."""
    level = register.level(item)
    units = {"lead": item.lead, "participant": item.participants, "": (*item.lead, *item.participants)}[role]
    wanted = canonical_unit(unit, level)
    return any(name == unit or canonical_unit(name, level) == wanted for name in units)


def draw_filters(register: Register) -> Filters:
    """The filters as they are set; they stand in the address, so that a link restores them."""
    _take_address(register)
    names = LibraryNames.of(register.notices)
    with st.container(key="filters"):  # on a phone the first two of these stand side by side
        first = st.columns(3)
    second = st.columns(3)
    with first[0]:
        region = _choice("region", names.regions, Wording(language=current()).region)
    with first[1]:
        year = _choice("year", [str(year) for year in reversed(names.years((region,) if region else ()))])
    place = Filters(region=region, year=int(year) if year else None)
    around = chosen(register, place)
    with first[2]:
        section = _choice("section", tuple(dict.fromkeys(part for item in around for part in item.section_path)))
    with second[0]:
        unit = _choice("unit", [count.unit for count in register.counts_by_unit(around)])
    with second[1]:
        st.session_state.setdefault(_key("role"), "")
        role = st.segmented_control(
            t("register.role"),
            ROLES,
            format_func=lambda value: t(f"register.role_{value}") if value else t("register.role_any"),
            key=_key("role"),
            required=True,
            disabled=not unit,
            persist_state="session",
            width="stretch",
        )
    with second[2]:
        text = st.text_input(
            t("register.text"), key=_key("text"), placeholder=t("register.text_help"), persist_state="session"
        )
    filters = replace(place, unit=unit, role=role if unit and role else "", section=section, text=(text or "").strip())
    _write_address(filters)
    return filters


def clear() -> None:
    """Take every filter back."""
    for field in FIELDS:
        st.session_state[_key(field)] = ""


def summary(filters: Filters) -> str:
    """What is chosen, in a line; "" where nothing is."""
    parts = [
        filters.region,
        str(filters.year or ""),
        filters.unit + (f"（{t(f'register.role_{filters.role}')}）" if filters.role else ""),
        filters.section,
        filters.text,
    ]
    return " · ".join(filter(None, parts))


def _key(field: str) -> str:
    return f"register-{field}"


def _choice(field: str, options: Sequence[str], label: Callable[[str], str] = str) -> str:
    """One of the options or "" for all; what no longer is an option is dropped."""
    key = _key(field)
    if st.session_state.get(key, "") not in ("", *options):
        st.session_state[key] = ""
    value = st.selectbox(
        t(f"register.{field}"),
        ["", *options],
        format_func=lambda option: label(option) if option else t("scope.all"),
        key=key,
        persist_state="session",
    )
    return value or ""


def _take_address(register: Register) -> None:
    """Set the filters from the address where somebody else than this page has written it."""
    asked = {field: st.query_params.get(field, "") for field in FIELDS}
    if not any(asked.values()) or asked == st.session_state.get(WRITTEN):
        return
    names = LibraryNames.of(register.notices)
    asked["region"] = names.region_names().get(asked["region"], asked["region"])
    asked["unit"] = _counted_as(register, asked["unit"])
    asked["role"] = asked["role"] if asked["role"] in ROLES else ""
    for field, value in asked.items():
        st.session_state[_key(field)] = value


def _counted_as(register: Register, unit: str) -> str:
    """The name under which the register counts a unit that an address names in its own way."""
    counted = [count.unit for count in register.counts_by_unit()]
    if unit in counted or not unit:
        return unit
    return next((name for name in counted if same_unit(unit, name, "province")), unit)


def _write_address(filters: Filters) -> None:
    values = {field: str(getattr(filters, field) or "") for field in FIELDS}
    for field, value in values.items():
        if value:
            st.query_params[field] = value
        elif field in st.query_params:
            del st.query_params[field]
    st.session_state[WRITTEN] = values
