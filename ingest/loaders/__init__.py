"""Files of any supported format as blocks in reading order: ``load``."""

from __future__ import annotations

from ingest.errors import UnreadableFileError
from ingest.loaders.formats import SUFFIXES, find_format
from ingest.records import LoadedFile

SUPPORTED: tuple[str, ...] = tuple(SUFFIXES)


def load(name: str, data: bytes) -> LoadedFile:
    """The blocks of one file, read by what its bytes are and not by what it is called.

    Raises UnreadableFileError (one line: what, why, what to do) where the file cannot be read or holds no text.
    """
    try:
        loaded = _loaded(name, data)
    except UnreadableFileError:
        raise
    except Exception as error:  # foreign files break parsers in ways that no list names; the batch must go on
        raise UnreadableFileError(
            name,
            f"读取时出错（{type(error).__name__}），文件可能已损坏；请重新取得，或用原来的程序另存后再加入",
            f"reading failed ({type(error).__name__}), the file may be damaged; get it again or save it anew",
        ) from error
    if not loaded.blocks:
        raise UnreadableFileError(
            name, "文件里没有可读的文字，请检查原件", "the file holds no text that can be read; check the original"
        )
    return loaded


def _loaded(name: str, data: bytes) -> LoadedFile:
    """The file as its format's loader reads it; each is imported on first use, as the parsers take a third of a second."""
    match find_format(name, data):
        case "text":
            from ingest.loaders.text import load_text

            return load_text(name, data)
        case "markdown":
            from ingest.loaders.text import load_text

            return load_text(name, data, "text/markdown")
        case "html":
            from ingest.loaders.html import load_html

            return load_html(name, data)
        case "docx":
            from ingest.loaders.docx import load_docx

            return load_docx(name, data)
        case "pdf":
            from ingest.loaders.pdf import load_pdf

            return load_pdf(name, data)
        case "xlsx":
            from ingest.loaders.sheets import load_xlsx

            return load_xlsx(name, data)
        case "xls":
            from ingest.loaders.sheets import load_xls

            return load_xls(name, data)
        case "ods":
            from ingest.loaders.sheets import load_ods

            return load_ods(name, data)
