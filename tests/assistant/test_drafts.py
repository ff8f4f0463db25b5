"""Kept briefings: come back as they were, newest first, and damage in one harms no other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assistant.drafts import Drafts
from tests.assistant.test_briefing_editing import briefing


def test_a_kept_briefing_comes_back_as_it_was(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    assert drafts.all() == ()
    id = drafts.save(briefing())
    assert Drafts(tmp_path).load(id) == briefing()
    assert [(draft.id, draft.title) for draft in drafts.all()] == [(id, briefing().title)]


def test_saving_again_replaces_and_comes_first(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    first = drafts.save(briefing())
    second = drafts.save(replace(briefing(), title="另一篇"))
    assert drafts.save(replace(briefing(), title="改过的"), first) == first
    assert [draft.title for draft in drafts.all()] == ["改过的", "另一篇"]
    drafts.delete(first)
    drafts.delete(first)
    assert [draft.id for draft in drafts.all()] == [second]
    assert [path.suffix for path in drafts.folder.iterdir()] == [".json"]


def test_damage_and_strange_names_do_no_harm(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    kept = drafts.save(briefing())
    (drafts.folder / "0123456789ab.json").write_text('{"title": "半', encoding="utf-8")
    (drafts.folder / "ba9876543210.json").write_text('{"title": "旧版", "updated": "", "briefing": {"x": 1}}')
    assert [draft.id for draft in drafts.all()] == [kept, "ba9876543210"]
    for id in ("0123456789ab", "ba9876543210", "../../etc/passwd", ""):
        assert drafts.load(id) is None
        drafts.delete(id) if "/" in id else None
    assert drafts.load(kept) is not None
