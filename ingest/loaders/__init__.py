"""Files of any supported format as blocks in reading order: ``load``."""

from __future__ import annotations

from collections.abc import Callable

from ingest.errors import UnreadableFileError
from ingest.loaders.docx import load_docx
from ingest.loaders.formats import SUFFIXES, Format, find_format
from ingest.loaders.html import load_html
from ingest.loaders.pdf import load_pdf
from ingest.loaders.sheets import load_ods, load_xls, load_xlsx
from ingest.loaders.text import load_text
from ingest.records import LoadedFile

SUPPORTED: tuple[str, ...] = tuple(SUFFIXES)
_LOADERS: dict[Format, Callable[[str, bytes], LoadedFile]] = {
    "text": load_text,
    "markdown": lambda name, data: load_text(name, data, "text/markdown"),
    "html": load_html,
    "docx": load_docx,
    "pdf": load_pdf,
    "xlsx": load_xlsx,
    "xls": load_xls,
    "ods": load_ods,
}


def load(name: str, data: bytes) -> LoadedFile:
    """The blocks of one file, read by what its bytes are and not by what it is called.

    Raises UnreadableFileError (one line: what, why, what to do) where the file cannot be read or holds no text.
    """
    loaded = _LOADERS[find_format(name, data)](name, data)
    if not loaded.blocks:
        raise UnreadableFileError(
            name, "文件里没有可读的文字，请检查原件", "the file holds no text that can be read; check the original"
        )
    return loaded
