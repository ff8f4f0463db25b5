"""The lexical index: what is found, in what order, within what limits."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from ingest.errors import LibraryError
from ingest.library.words import IndexRow, WeightedTerm, WordIndex
from ingest.records import Scope

ROWS = [
    ("a", "r1", "云岭省", 2024, "work_report", ["公路", "建设"], ["一", "交通"]),
    ("b", "r1", "云岭省", 2024, "work_report", ["公路", "公路", "养护"], ["一", "交通"]),
    ("c", "r2", "云岭省", 2025, "division_notice", ["公路", "基站"], ["二", "通信"]),
    ("d", "r3", "澜州市", 2025, "work_report", ["种业", "基地", "5g"], ["三", "农业"]),
    ("e", "r4", "", None, "other", ["种业", "公路"], []),
]


def row(
    passage: str, report: str, region: str, year: int | None, kind: str, words: list[str], heading: list[str]
) -> IndexRow:
    return IndexRow(
        passage_id=passage, report_id=report, region=region, year=year, kind=kind, words=words, heading_words=heading
    )


@pytest.fixture
def index() -> WordIndex:
    index = WordIndex()
    index.add(row(*values) for values in ROWS)
    index.commit()
    return index


def found(index: WordIndex, *tokens: str, scope: Scope | None = None, limit: int = 50) -> str:
    terms = [WeightedTerm(token=token) for token in tokens]
    return "".join(id for id, _ in index.search(terms, scope=scope, limit=limit))


FOUND = [
    ("one word, more of it first", ("公路",), None, "bace"),
    ("any of the words, more of them first", ("种业", "基地"), None, "de"),
    ("a word that nobody has", ("海港",), None, ""),
    ("no words at all", (), None, ""),
    ("a token with white space is no token of ours", ("公路 建设",), None, ""),
    ("signs of a query language mean nothing", ('"公路" OR *:*', "+", "passage_id:a"), None, ""),
    ("one region", ("公路",), Scope(regions=("云岭省",)), "bac"),
    ("two regions", ("公路", "种业"), Scope(regions=("云岭省", "澜州市")), "dbac"),
    ("a year", ("公路",), Scope(years=(2025,)), "c"),
    ("two years", ("公路",), Scope(years=(2024, 2025)), "bac"),
    ("a kind", ("公路",), Scope(kinds=("work_report",)), "ba"),
    ("a report", ("公路",), Scope(report_ids=("r2", "r4")), "ce"),
    (
        "all at once",
        ("公路",),
        Scope(regions=("云岭省",), years=(2024,), kinds=("work_report",), report_ids=("r1",)),
        "ba",
    ),
    ("a scope that holds nothing", ("公路",), Scope(regions=("望川市",)), ""),
]


@pytest.mark.parametrize(("remark", "tokens", "scope", "expected"), FOUND, ids=[case[0] for case in FOUND])
def test_words_find_passages(
    index: WordIndex, remark: str, tokens: tuple[str, ...], scope: Scope | None, expected: str
) -> None:
    assert found(index, *tokens, scope=scope) == expected


def test_a_scope_leaves_the_scores_alone(index: WordIndex) -> None:
    everywhere = dict(index.search([WeightedTerm(token="公路")]))
    within = dict(index.search([WeightedTerm(token="公路")], scope=Scope(years=(2024,), regions=("云岭省",))))
    assert within == {id: everywhere[id] for id in "ab"}


def test_the_score_is_bm25(index: WordIndex) -> None:
    """Robertson and Walker: idf · tf · (k1 + 1) / (tf + k1 · (1 − b + b · length / mean length)), k1 1.2, b 0.75."""
    lengths = [len(values[5]) for values in ROWS]
    mean = sum(lengths) / len(lengths)
    having = sum("公路" in values[5] for values in ROWS)
    idf = math.log(1 + (len(ROWS) - having + 0.5) / (having + 0.5))
    expected = idf * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 3 / mean))
    assert dict(index.search([WeightedTerm(token="公路")]))["b"] == pytest.approx(expected, rel=1e-4)


def test_weights_and_repeated_terms_add_up(index: WordIndex) -> None:
    once = dict(index.search([WeightedTerm(token="公路")]))["a"]
    twice = dict(index.search([WeightedTerm(token="公路"), WeightedTerm(token="公路")]))["a"]
    weighted = dict(index.search([WeightedTerm(token="公路", weight=2.0)]))["a"]
    assert twice == pytest.approx(2 * once) and weighted == pytest.approx(2 * once)
    assert index.search([WeightedTerm(token="公路", weight=0.0)]) == ()


def test_fields_are_searched_apart(index: WordIndex) -> None:
    assert [id for id, _ in index.search([WeightedTerm(token="交通", field="heading_words")])] == ["a", "b"]
    assert index.search([WeightedTerm(token="交通", field="words")]) == ()
    assert index.search([WeightedTerm(token="交通", field="heading_grams")]) == ()


def test_the_limit_keeps_the_best(index: WordIndex) -> None:
    assert found(index, "公路", limit=2) == "ba"
    assert found(index, "公路", limit=0) == ""


def test_a_removed_report_is_found_no_more(index: WordIndex) -> None:
    index.remove_report("r1")
    assert found(index, "公路") == "bace", "not before the commit"
    index.commit()
    assert found(index, "公路") == "ce"
    assert (index.count(), index.count("r1"), index.passage_ids()) == (3, 0, frozenset("cde"))


def test_a_report_may_be_replaced_in_one_commit(index: WordIndex) -> None:
    index.remove_report("r1")
    index.add([row("n", "r1", "云岭省", 2024, "work_report", ["隧道"], [])])
    index.commit()
    assert (found(index, "隧道"), index.count("r1")) == ("n", 1)


def test_what_was_not_committed_is_lost_and_harms_nothing(tmp_path: Path) -> None:
    first = WordIndex(tmp_path)
    first.add([row(*ROWS[0])])
    first.commit()
    first.add([row(*ROWS[1])])
    first.close()
    again = WordIndex(tmp_path)
    assert again.passage_ids() == {"a"}


def test_a_reader_sees_a_commit_after_reloading(tmp_path: Path) -> None:
    writer, reader = WordIndex(tmp_path), WordIndex(tmp_path)
    writer.add([row(*ROWS[0])])
    writer.commit()
    reader.reload()
    assert found(reader, "公路") == "a"


@pytest.mark.parametrize("damage", ["cut", "emptied"])
def test_a_damaged_index_is_a_library_error(tmp_path: Path, damage: str) -> None:
    index = WordIndex(tmp_path)
    index.add(row(*values) for values in ROWS)
    index.commit()
    index.close()
    for path in tmp_path.glob("*.store"):
        path.write_bytes(b"" if damage == "emptied" else path.read_bytes()[:20])
    with pytest.raises(LibraryError, match="字词索引"):
        WordIndex(tmp_path).search([WeightedTerm(token="公路")])
