"""Which state of the program read a file: after an upgrade the same bytes may be read better."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
PARTS = ("loaders", "structure", "extract", "lexicon")


@lru_cache(maxsize=1)
def reader_edition() -> str:
    """A fingerprint of everything that takes part in reading: code and lexicons."""
    files = [PACKAGE / "reading.py", PACKAGE / "records.py"]
    for part in PARTS:
        files += sorted(path for path in (PACKAGE / part).rglob("*") if path.suffix in (".py", ".csv", ".txt"))
    digest = hashlib.sha256()
    for path in files:
        if path.is_file():
            digest.update(path.relative_to(PACKAGE).as_posix().encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]
