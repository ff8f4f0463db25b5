"""The text of bytes: byte order mark, strict UTF-8, the likeliest of the Chinese encodings, damage marked and noted."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache

from charset_normalizer import from_bytes

REPLACEMENT = "\ufffd"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TRUSTED_GUESSES = re.compile(r"gb|hz|big5|utf_16|utf_32")
_SIGNS = frozenset("，。；：！？（）“”‘’—…·％〇①②③④⑤")
_LEAST_USUAL = 0.5
_GUESS_BYTES = 65_536
_NOT_TEXT = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd\ue000-\uf8ff]")


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """The characters without mark and NULs; ``note`` is "" or says in Chinese what was lost."""

    text: str
    encoding: str
    note: str = ""


def decode(data: bytes, *, declared: str = "") -> Decoded:
    """The text of ``data``; ``declared`` is the encoding that the file itself names, believed where it fits."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    if _strict(data, "utf-8") is not None and data.count(0) * 5 < len(data):
        return _decoded(data, "utf-8")
    declared = _known(declared)
    if declared and _strict(data, declared) is not None:
        return _decoded(data, declared)
    candidates = dict.fromkeys(("gb18030", "utf-8", _guess(data), "big5", "utf-16-le", "utf-16-be"))
    return max((_decoded(data, encoding) for encoding in candidates), key=lambda decoded: _usual_share(decoded.text))


def is_text(decoded: Decoded) -> bool:
    """Whether the characters can be a person's text and not a binary file's bytes read as one."""
    sample = decoded.text[:200_000]
    likely = decoded.encoding == "utf-8" or _usual_share(sample) >= _LEAST_USUAL  # any script stands in UTF-8
    return likely and len(_NOT_TEXT.findall(sample)) * 20 <= len(sample)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _usual_share(text: str) -> float:
    """The part of the characters that Chinese papers usually consist of: GB 2312's or Big5's first level, ASCII, signs.

    Bytes read in a wrong encoding still give characters, but rare ones.
    """
    sample = text[:5000]
    usual = sum(_is_usual(character) for character in sample)
    return usual / max(1, len(sample))


@lru_cache(maxsize=20_000)
def _is_usual(character: str) -> bool:
    if "\u4e00" <= character <= "\u9fff":
        gb, big5 = character.encode("gb2312", "ignore"), character.encode("big5", "ignore")
        return bool(gb and gb[0] < 0xD8) or bool(big5 and big5[0] < 0xC9)
    return (
        " " <= character <= "~"
        or character in "\n\r\t\u3000"
        or "\u3001" <= character <= "\u301f"
        or character in _SIGNS
    )


def _known(encoding: str) -> str:
    """Python's name of a declared encoding; GB2312 and GBK are read as GB18030, which holds both."""
    name = encoding.strip().lower().replace("_", "-")
    if name.startswith(("gb", "x-gbk", "cp936", "hz-gb")):
        return "gb18030"
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        return ""


def _guess(data: bytes) -> str:
    """The encoding that statistics suggest, if it is one that Chinese papers come in."""
    best = from_bytes(data[:_GUESS_BYTES]).best()
    if best is None or not _TRUSTED_GUESSES.search(best.encoding):
        return "gb18030"
    return _known(best.encoding)


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    lost = text.count(REPLACEMENT)
    note = f"文字编码按 {encoding.upper()} 读取，有 {lost} 处无法识别，已用“{REPLACEMENT}”标出" if lost else ""
    return Decoded(text=text.replace("\x00", "").removeprefix("\ufeff"), encoding=encoding, note=note)
