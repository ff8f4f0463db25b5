"""Names given on the command line, put into the library's words; one that nobody knows raises with the nearest known."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.errors import AssistantError
from assistant.names import LibraryNames
from assistant.near_names import nearest
from assistant.register import Register
from ingest.extract.agency_lexicon import unit_key
from ingest.extract.indicator_names import canonical_indicator, concepts
from ingest.structure.regions import all_regions, canonical_region

EXAMPLES = 5  # names that are shown where none is near


def region_named(name: str, names: LibraryNames) -> str:
    """The canonical name of the region; it need not be in the library, but must be one that is known."""
    own = {**names.own_names(), **names.region_names()}.get(name.strip())
    if own:
        return own
    known = canonical_region(name)
    if known is not None and (known.name in names.regions or known in all_regions()):
        return known.name
    raise _unknown("地区", "region", name, names.regions)


def unit_named(name: str, register: Register) -> str:
    """The unit's name, as it was given: the register knows every way of writing a unit."""
    if register.filter(unit=name) or unit_key(name).known:
        return name
    raise _unknown("单位", "unit", name, register.unit_names)


def indicator_named(name: str, stated: Iterable[str]) -> str:
    """The indicator's name, as it was given, where it names an indicator at all; ``stated`` are the library's own."""
    if canonical_indicator(name) is not None:
        return name
    raise _unknown("指标", "indicator", name, [*stated, *(concept.name for concept in concepts())])


def _unknown(kind: str, english_kind: str, name: str, known: Iterable[str]) -> AssistantError:
    names = tuple(dict.fromkeys(known))
    near = nearest(name, names)
    chinese, english = f"没有名为“{name}”的{kind}", f"no {english_kind} is called “{name}”"
    if near:
        return AssistantError(
            f"{chinese}；相近的有：{'、'.join(near)}", f"{english}; the nearest are: {', '.join(near)}"
        )
    if not names:
        return AssistantError(f"{chinese}；资料库中还没有{kind}", f"{english}; the library holds none yet")
    some = names[:EXAMPLES]
    return AssistantError(
        f"{chinese}；例如有：{'、'.join(some)}", f"{english}; there are, for instance: {', '.join(some)}"
    )
