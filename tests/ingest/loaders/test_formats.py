"""What a file is told by its bytes; what cannot be read is refused in one clear line, in Chinese and English."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import openpyxl
import pytest

from ingest.errors import UnreadableFileError
from ingest.loaders import SUPPORTED, load
from tests.ingest.loaders.pdf_writer import Text, pdf

FILES = Path(__file__).parent / "files"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def word(text: str = "云岭省工作要点") -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def sheet() -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.append(["序号", "任务"])
    workbook.active.append([1, "建桥"])
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def picture() -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">2I5B", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\x00\xff")) + chunk(b"IEND", b"")


def locked_zip() -> bytes:
    data = bytearray(zipped({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<Types/>"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag of an encrypted entry
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize(
    ("remark", "name", "data", "media_type"),
    [
        ("a Word file named .txt", "a.txt", word(), WORD),
        ("a Word file with an upper case suffix", "A.DOCX", word(), WORD),
        ("a spreadsheet named .pdf", "a.pdf", sheet(), EXCEL),
        ("a PDF named .docx", "a.docx", pdf([[Text(x=80, y=700, text="云岭省工作要点")]]), "application/pdf"),
        (
            "a PDF with bytes before its mark",
            "a.pdf",
            b"\n\n" + pdf([[Text(x=80, y=700, text="云岭省要点")]]),
            "application/pdf",
        ),
        (
            "a web page saved as .doc, as some sites serve",
            "a.doc",
            "<html><body><p>云岭省要点</p>".encode(),
            "text/html",
        ),
        ("a web page named .txt", "a.txt", "<!DOCTYPE html>\n<p>云岭省要点</p>".encode(), "text/html"),
        ("a piece of a page named .html", "a.html", "云岭省要点<br>第二行".encode(), "text/html"),
        (
            "Markdown that opens with a tag",
            "a.md",
            "<div align=center>\n\n# 云岭省要点\n</div>".encode(),
            "text/markdown",
        ),
        ("text that speaks of <html> is text", "a.txt", "说明：<html> 是标记".encode(), "text/plain"),
    ],
)
def test_the_content_decides_before_the_name(remark: str, name: str, data: bytes, media_type: str) -> None:
    assert load(name, data).media_type == media_type, remark


@pytest.mark.parametrize(
    ("remark", "name", "data", "chinese", "english"),
    [
        ("empty file", "a.txt", b"", "空的", "empty"),
        ("0-byte Word file", "a.docx", b"", "空的", "empty"),
        ("picture renamed", "a.pdf", picture(), "图片", "picture"),
        ("photo renamed", "a.docx", b"\xff\xd8\xff\xe0" + bytes(300), "图片", "picture"),
        ("bitmap", "a.txt", b"BM" + struct.pack("<I", 60) + bytes(54), "图片", "picture"),
        ("text named .pdf", "a.pdf", "只是文字".encode(), "内容却不是 PDF", "no PDF"),
        ("random bytes named .xlsx", "a.xlsx", bytes(range(256)) * 4, "内容却不是 XLSX", "no XLSX"),
        ("Word file cut off", "a.docx", word()[:3000], "损坏", "damaged"),
        ("Word file without its document", "a.docx", zipped({"word/x.xml": b"<a/>"}), "损坏", "damaged"),
        ("Word file with broken XML", "a.docx", zipped({"word/document.xml": b"<w:a>"}), "损坏", "damaged"),
        ("Word file without text", "a.docx", word(""), "没有文字", "no text"),
        ("zip with a password", "a.docx", locked_zip(), "密码", "password"),
        ("Office file with a password", "a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "密码", "password"),
        ("old Word file", "a.doc", (FILES / "legacy.doc").read_bytes(), "另存为 .docx", "save it as .docx"),
        ("old Word file renamed", "a.docx", (FILES / "legacy.doc").read_bytes(), "旧版", "old Word"),
        (
            "another old Office file",
            "a.ppt",
            OLE + "PowerPoint Document".encode("utf-16-le"),
            "旧版 Office",
            "old Office",
        ),
        ("damaged old spreadsheet", "a.xls", OLE + "Workbook".encode("utf-16-le"), "损坏", "damaged"),
        ("locked PDF", "a.pdf", (FILES / "locked.pdf").read_bytes(), "密码", "password"),
        ("broken PDF", "a.pdf", b"%PDF-1.4\nnothing more", "损坏", "damaged"),
        ("PDF without a text layer", "a.pdf", pdf([[]]), "OCR", "OCR"),
        ("RTF", "a.doc", rb"{\rtf1 \ansi}", "RTF", "RTF"),
        ("RAR archive", "a.rar", b"Rar!\x1a\x07" + bytes(50), "压缩包", "archive"),
        (
            "zip of something else",
            "a.docx",
            zipped({"ppt/slides/slide1.xml": b"<a/>"}),
            "压缩包或尚不支持",
            "not supported",
        ),
        ("unknown suffix", "a.log", b"text", "不支持 .log", ".log"),
        ("page written by a script", "a.html", b"<html><script>write()</script></html>", "没有可读的正文", "no text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(
    remark: str, name: str, data: bytes, chinese: str, english: str
) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        load(name, data)
    assert chinese in str(caught.value), remark
    assert english in caught.value.english, remark
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value), remark


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = zipped({"word/document.xml": b"<w>" + b" " * 40_000_000 + b"</w>"})
    with pytest.raises(UnreadableFileError, match="安全上限"):
        load("a.docx", bomb)


@pytest.mark.parametrize("part", ["word/document.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_document_type_with_entities_is_refused(part: str) -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'
    source = word() if part.startswith("word") else sheet()
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        parts = {name: evil if name == part else archive.read(name) for name in archive.namelist()}
    with pytest.raises(UnreadableFileError, match="DTD"):
        load("a.docx", zipped(parts))


def test_the_supported_suffixes_are_those_that_load() -> None:
    assert SUPPORTED == (".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".xlsx", ".xls", ".ods")


@pytest.mark.parametrize(
    "name",
    [
        "chromium_table.pdf",
        "libreoffice_report.pdf",
        "indicators.xls",
        "indicators.ods",
        "legacy.doc",
        "made.docx",
        "made.xlsx",
    ],
)
def test_a_damaged_file_ends_in_blocks_or_one_clear_error(name: str) -> None:
    made = {"made.docx": word, "made.xlsx": sheet}
    source = made[name]() if name in made else (FILES / name).read_bytes()
    chance = random.Random(name)
    for _ in range(12):
        data = bytearray(source)
        for _ in range(chance.choice((1, 20))):
            at = chance.randrange(len(data))
            data[at] = chance.randrange(256)
        if chance.random() < 0.5:
            del data[chance.randrange(len(data)) :]
        try:
            assert load(name, bytes(data)).blocks
        except UnreadableFileError as error:
            assert error.name == name
            assert "\n" not in str(error) + error.english
