"""Briefings that readers keep: a JSON file each in the data folder, newest first.

A file is written whole and then moved into place, so that a reader never meets half of one.
"""

from __future__ import annotations

import json
import logging
import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.briefing_records import Briefing
from ingest.library.encoding import decode, encode

log = logging.getLogger(__name__)
FOLDER = "briefings"
_ID = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A kept briefing as the list shows it; ``updated`` ISO 8601 in UTC."""

    id: str
    title: str
    updated: str


class Drafts:
    """The briefings kept in ``data_dir``."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / FOLDER

    def all(self) -> tuple[Draft, ...]:
        """Every kept briefing, the one changed last first; a file that cannot be read is left out."""
        found = []
        for path in self.folder.glob("*.json"):
            row = _row(path)
            if row is not None:
                title = row.get("title", "")
                found.append(Draft(id=path.stem, title=str(title), updated=str(row.get("updated", ""))))
        return tuple(sorted(found, key=lambda draft: (draft.updated, draft.id), reverse=True))

    def load(self, id: str) -> Briefing | None:
        """The briefing; None where there is none of this id, or another version wrote it in another form."""
        path = self._path(id)
        row = _row(path) if path is not None else None
        if row is None:
            return None
        try:
            return decode(Briefing, json.dumps(row["briefing"]))
        except (TypeError, ValueError, KeyError):
            log.warning("the briefing %s cannot be read any more", id)
            return None

    def save(self, briefing: Briefing, id: str = "") -> str:
        """The id under which the briefing is kept from now on: ``id``, or a new one."""
        chosen = id if _ID.fullmatch(id) else uuid.uuid4().hex[:12]
        self.folder.mkdir(parents=True, exist_ok=True)
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        text = f'{{"title":{json.dumps(briefing.title, ensure_ascii=False)},"updated":"{now}","briefing":{encode(briefing)}}}'
        path = self.folder / f"{chosen}.json"
        beside = path.with_suffix(f".{uuid.uuid4().hex[:6]}.tmp")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
        return chosen

    def delete(self, id: str) -> None:
        """Remove a kept briefing; none of this id is no error."""
        path = self._path(id)
        if path is not None:
            path.unlink(missing_ok=True)

    def _path(self, id: str) -> Path | None:
        return self.folder / f"{id}.json" if _ID.fullmatch(id) else None


def _row(path: Path) -> dict[str, object] | None:
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return row if isinstance(row, dict) and "briefing" in row else None
