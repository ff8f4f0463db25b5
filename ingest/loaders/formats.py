"""What a file is, told by its first bytes and only then by its name."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from ingest.errors import UnreadableFileError
from ingest.loaders.archive import Archive, locked
from ingest.loaders.encoding import decode, is_text

Format = Literal["text", "markdown", "html", "docx", "pdf", "xlsx", "xls", "ods"]
SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".xlsx": "xlsx",
    ".xls": "xls",
    ".ods": "ods",
}
MAX_BYTES = 300_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|meta|title|table|div)[\s>]", re.I | re.S
)
_WHOLE_PAGE = re.compile(
    r"!doctype\s+html|html|head|body", re.I
)  # what makes even a .txt a page; a Markdown file may open with <div>
_READABLE = "可读取的格式：TXT、MD、HTML、DOCX、PDF、XLSX、XLS、ODS"
_READABLE_ENGLISH = "formats that can be read: TXT, MD, HTML, DOCX, PDF, XLSX, XLS, ODS"


def find_format(name: str, data: bytes) -> Format:
    """The format of ``data``; raises UnreadableFileError with the reason and what to do where it cannot be read."""
    if not data:
        raise UnreadableFileError(
            name, "文件是空的（0 字节），请重新取得原件", "the file is empty (0 bytes); get it again"
        )
    if len(data) > MAX_BYTES:
        raise UnreadableFileError(
            name,
            f"文件有 {len(data) // 1_000_000} MB，超过 {MAX_BYTES // 1_000_000} MB 的上限，请拆分后加入",
            f"the file has {len(data) // 1_000_000} MB, over the limit of {MAX_BYTES // 1_000_000}; split it",
        )
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(name, data)
    if data.startswith(_OLE):
        return _ole(name, data)
    _refuse_binary(name, data)
    return _textual(name, data)


def _suffix(name: str) -> str:
    return PurePath(name).suffix.lower()


def _zipped(name: str, data: bytes) -> Format:
    archive = Archive(name, data)
    parts = archive.names
    if any(part.startswith("word/") for part in parts):
        return "docx"
    if any(part.startswith("xl/") for part in parts):
        return "xlsx"
    if "mimetype" in archive and b"opendocument.spreadsheet" in archive.read("mimetype"):
        return "ods"
    if archive.main_part("") and _suffix(name) == ".docx":  # a package whose parts have other names
        return "docx"
    raise _unsupported(
        name, "是压缩包或尚不支持的格式（如 OFD、PPTX、ODT）", "an archive or a format not supported (OFD, PPTX, ODT …)"
    )


def _ole(name: str, data: bytes) -> Format:
    """Old Office files share one container; the names of its streams (UTF-16) tell which it is."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise locked(name)
    if has("WordDocument"):
        raise UnreadableFileError(
            name,
            "是旧版 Word/WPS 文档（.doc/.wps），请用 Word 或 WPS 另存为 .docx 后再加入",
            "an old Word/WPS document (.doc/.wps); save it as .docx first",
        )
    if has("Workbook") or has("Book"):
        return "xls"
    raise _unsupported(name, "是旧版 Office 格式的文件", "an old Office file of a kind that is not supported")


def _refuse_binary(name: str, data: bytes) -> None:
    """Raises for pictures and other files that no suffix can make readable."""
    bitmap = data.startswith(b"BM") and int.from_bytes(data[2:6], "little") == len(data)
    if bitmap or data.startswith(_IMAGES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        raise UnreadableFileError(
            name,
            "内容是图片，没有可读的文字；扫描件请先做文字识别（OCR）再加入",
            "the content is a picture without text; a scan needs text recognition (OCR) first",
        )
    if data.startswith(b"{\\rtf"):
        raise _unsupported(name, "是 RTF 文档", "an RTF document", "请用 Word 或 WPS 另存为 .docx", "save it as .docx")
    if data.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        raise _unsupported(
            name, "是压缩包", "an archive", "请先解压（ZIP 可直接加入）", "unpack it first (ZIP can be added as it is)"
        )


def _textual(name: str, data: bytes) -> Format:
    suffix = _suffix(name)
    start = decode(data[:4096])
    expected = SUFFIXES.get(suffix)
    markup = _HTML.match(start.text)
    if markup and (expected not in ("text", "markdown") or _WHOLE_PAGE.fullmatch(markup[1])):
        return "html"
    if expected in ("text", "markdown", "html"):
        return expected
    if expected:
        kind = suffix[1:].upper()
        content = "文字" if is_text(start) else "无法识别的数据"
        raise UnreadableFileError(
            name,
            f"扩展名是 {suffix}，内容却不是 {kind} 文件（而是{content}）；文件可能损坏或改过扩展名，请重新取得原件",
            f"named {suffix}, but the content is no {kind} file; it may be damaged or renamed, get the original again",
        )
    raise _unsupported(
        name, f"不支持 {suffix or '没有扩展名的'} 文件", f"{suffix or 'a file without suffix'} is not supported"
    )


def _unsupported(
    name: str, what: str, english: str, do: str = _READABLE, do_english: str = _READABLE_ENGLISH
) -> UnreadableFileError:
    return UnreadableFileError(name, f"{what}，{do}", f"{english}; {do_english}")
