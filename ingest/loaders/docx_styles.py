"""What a Word document's paragraph styles say about a paragraph: heading level and automatic list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from ingest.loaders.archive import attribute, local
from ingest.loaders.docx_numbering import child, value, whole

_HEADING_NAME = re.compile(r"(?:heading|标题|título)\s*([1-9])", re.I)
_TITLE_NAME = re.compile(r"(?:title|标题|文档标题)", re.I)
_CONTENTS_NAME = re.compile(r"(?:toc|目录)\s*(?:heading|标题|[1-9])", re.I)
_BODY_TEXT = 9  # outline level that Word gives to body text


@dataclass(frozen=True, kw_only=True)
class ParagraphStyle:
    """``outline`` 0 to 8 for headings, None for body text; ``number_id`` "" where the style numbers nothing."""

    name: str = ""
    outline: int | None = None
    number_id: str = ""
    number_level: int | None = None


class Styles:
    """The paragraph styles of a document with what they inherit."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._known: dict[str, ParagraphStyle] = {}
        self.default = ""
        for item in root if root is not None else ():
            if local(item) != "style" or attribute(item, "type") != "paragraph":
                continue
            key = attribute(item, "styleId") or ""
            self._elements[key] = item
            if attribute(item, "default") in ("1", "true", "on"):
                self.default = key

    def style(self, key: str) -> ParagraphStyle:
        """The style with the id ``key``; an empty one where the document has none of that id."""
        if key not in self._known:
            self._known[key] = self._inherited(key)
        return self._known[key]

    def is_contents(self, key: str) -> bool:
        """Whether paragraphs of the style are lines of a generated table of contents."""
        return _CONTENTS_NAME.fullmatch(self.style(key).name.strip()) is not None

    def _inherited(self, key: str) -> ParagraphStyle:
        chain: list[etree._Element] = []
        current = key
        while current in self._elements and self._elements[current] not in chain:
            chain.append(self._elements[current])
            current = value(chain[-1], "basedOn") or ""
        name = (value(chain[0], "name") or key) if chain else key
        outline, number_id, number_level = _outline_of_name(name), "", None
        for element in reversed(chain):  # from the oldest ancestor to the style itself
            properties = child(element, "pPr")
            stated = value(properties, "outlineLvl")
            if stated is not None:
                outline = whole(stated, _BODY_TEXT)
            numbers = child(properties, "numPr")
            if numbers is not None:
                number_id = value(numbers, "numId") or number_id
                level = value(numbers, "ilvl")
                number_level = whole(level, 0) if level is not None else number_level
        if outline is not None and not 0 <= outline < _BODY_TEXT:
            outline = None
        return ParagraphStyle(name=name, outline=outline, number_id=number_id, number_level=number_level)


def _outline_of_name(name: str) -> int | None:
    if match := _HEADING_NAME.fullmatch(name.strip()):
        return int(match[1]) - 1
    return 0 if _TITLE_NAME.fullmatch(name.strip()) else None
