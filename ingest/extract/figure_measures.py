"""What a number means for an indicator: level, growth or change, with its sign; None where unit and verb do not fit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.indicator_lexicon import Concept, Measure, concept_named
from ingest.extract.values import Value, unit_class


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """Concept (a share where the unit makes it one), measure, and -1 for a fall."""

    concept: Concept
    measure: Measure
    sign: int = 1


def meaning(concept: Concept, wording: str, value: Value, verb: str, between: str) -> Meaning | None:
    """What ``value`` says of ``concept``, which the text calls ``wording``, after ``verb`` (growth, fall, level or "") in
    ``between``; None where it says nothing of it: 占…75.8% is no growth, 增加5.7亿斤 no level."""
    if value.wording != "number":
        return _in_words(concept, value)
    kind = unit_class(value.unit)
    if concept.shape == "amount":
        return _amount(concept, wording, value, kind, verb, between)
    if concept.shape == "rate":
        return _rate(concept, kind, verb, between)
    if concept.shape == "price":
        if kind == "percent":
            return Meaning(concept=concept, measure="level", sign=-1 if verb == "fall" and "涨幅" not in between else 1)
        return Meaning(concept=concept, measure="level") if not value.unit and value.low and value.low >= 90 else None
    if concept.shape == "intensity":
        if kind == "percent" and verb in ("growth", "fall"):
            return Meaning(concept=concept, measure="growth", sign=-1 if verb == "growth" else 1)
        return Meaning(concept=concept, measure="level") if kind == concept.unit else None
    ratio = not value.unit and (value.low or value.high or 0) < 10
    return Meaning(concept=concept, measure="level") if ratio else None


def _in_words(concept: Concept, value: Value) -> Meaning | None:
    if "翻" in value.text or "两位数" in value.text:
        return Meaning(concept=concept, measure="growth") if concept.shape == "amount" else None
    level = concept.shape in ("rate", "price", "ratio")
    return Meaning(concept=concept, measure="level" if level else concept.prefer)


def _rate(concept: Concept, kind: str, verb: str, between: str) -> Meaning | None:
    if kind == "percent":
        changed = verb in ("growth", "fall") and not re.search(r"[到至为在]", between) and "增速" not in between
        return None if changed else Meaning(concept=concept, measure="level")
    if kind == "points" and verb in ("growth", "fall"):
        return Meaning(concept=concept, measure="change", sign=-1 if verb == "fall" else 1)
    return None


def _amount(concept: Concept, wording: str, value: Value, kind: str, verb: str, between: str) -> Meaning | None:
    named_growth = "经济增" in wording
    if kind in ("percent", "times"):
        if verb in ("growth", "fall") or named_growth or re.search("增速|增幅|涨幅", between):
            return Meaning(concept=concept, measure="growth", sign=-1 if verb == "fall" else 1)
        share = concept_named(concept.share) if concept.share else None
        if share is not None and concept.unit == "days" and kind == "percent":
            return Meaning(concept=share, measure="level")
        return None
    fits = kind == concept.unit
    fits = fits or (kind == "bare" and concept.unit in ("money", "people", "count"))
    fits = fits or (concept.unit == "count" and value.unit.endswith("个"))
    by = verb in ("growth", "fall") and not re.search(r"[到至为]|净增|新增", between)
    if not fits or by or named_growth:
        return None
    return Meaning(concept=concept, measure="level")
