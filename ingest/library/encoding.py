"""Records as JSON and back, exactly: ``decode(type(record), encode(record)) == record``.

The decoder follows the record's own type hints, so that a field added to a record needs no change here. A field that is
absent in old JSON takes the record's default.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Hashable
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Decoder = Callable[[Any], Any]


def encode(record: object) -> str:
    """The record (or tuple of records) as compact JSON; Chinese stays readable."""
    return json.dumps(record, default=_fields, ensure_ascii=False, separators=(",", ":"))


def decode(kind: type[T], text: str) -> T:
    """The record of class ``kind`` that ``text`` was encoded from."""
    return cast(T, _decoder(cast(Hashable, kind))(json.loads(text)))


def decode_all(kind: type[T], text: str) -> tuple[T, ...]:
    """The records of class ``kind`` that a tuple of them was encoded from."""
    one = _decoder(cast(Hashable, kind))
    return tuple(one(value) for value in json.loads(text))


def _fields(record: object) -> dict[str, Any]:
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        return {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}
    raise TypeError(f"no record: {record!r}")


def _as_it_is(value: Any) -> Any:
    return value


@cache
def _decoder(kind: Hashable) -> _Decoder:
    """How a JSON value becomes a ``kind``; str, int, float, bool, None and Literal stay as they are."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _record_decoder(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    inner = [_decoder(argument) for argument in arguments if argument not in (Ellipsis, NoneType)]
    if origin is tuple:
        item = inner[0]
        return tuple if item is _as_it_is else lambda values: tuple(item(value) for value in values)
    if origin in (UnionType, Union) and inner[0] is not _as_it_is:
        return lambda value: None if value is None else inner[0](value)
    return _as_it_is


def _record_decoder(kind: type) -> _Decoder:
    decoders = {name: _decoder(hint) for name, hint in get_type_hints(kind).items()}
    nested = {name: decoder for name, decoder in decoders.items() if decoder is not _as_it_is}

    def build(value: dict[str, Any]) -> Any:
        for name, decoder in nested.items():
            if name in value:
                value[name] = decoder(value[name])
        return kind(**value)

    return build
