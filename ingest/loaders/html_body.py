"""Which part of a page is the paper: the known content containers, else the smallest element with nearly all prose."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from ingest.loaders.html_blocks import is_data_table

_DROPPED = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "footer",
        "aside",
        "button",
        "select",
        "option",
        "textarea",
        "input",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "audio",
        "video",
        "map",
        "rt",
        "rp",
        "head",
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_FURNITURE = re.compile(
    r"(?:nav(?:bar|igation)?|(?:top|main|sub|side|left)[-_]?(?:nav|menu)|menus?|foot(?:er)?(?:[-_]?\w+)?|bottom|copy-?right|bread-?crumbs?|crumbs?|"
    r"sidebar|side|aside|(?:bd)?share\w*|\w*qr-?code\w*|ewm|pager|pagination|toolbar|tools|related\w*|recommend\w*|xgxx|xgyd|xglj|xgwz|"
    r"comments?|friend-?links?|yqlj|links|login\w*|search\w*|banner|skip\w*|advert\w*|ads?|cookies?|header-?top|top-?bar|hot\w*|rank\w*)",
    re.I,
)
_EDITOR = re.compile(  # what content systems call the paper itself
    r"trs_(?:u?editor\w*|preappend)|custom_unionstyle|ucap-content|pages_content|zoom|vsb_content\w*|v_news_content|wp_articlecontent|"
    r"(?:js|xl|ivs)_content|(?:article|entry|post|detail|news)[-_]?content",
    re.I,
)
_CONTAINER = re.compile(
    r"(?:article|art|news|text|detail|main|page|view|con|wz|xxgk|zw|zfxxgk|gk)"
    r"[-_]?(?:content|body|text|con|main|nr|article)|article|content|mainbody|zwnr|nr|wznr|b12c|"
    r"rich_media_content|newstext|bt_content",
    re.I,
)
_SENTENCE_SIGNS = re.compile(r"[，。；、！？]")
_LOST_MOST, _LOST_SHARE, _LOST_LEAST = 200, 0.03, 40


def prune(root: etree._Element) -> None:
    """Takes out of the tree what no reader sees as text, and page furniture that holds little of the prose."""
    for element in [e for e in root.iter() if not isinstance(e.tag, str) or e.tag in _DROPPED or _is_hidden(e)]:
        _drop(element)
    prose = _prose(root)
    everything = prose.get(root, 0)
    for element in [e for e in root.iter() if _named(e, _FURNITURE)]:
        if element.tag not in ("html", "body", "form") and prose.get(element, 0) * 2 <= everything:
            _drop(element)


def find_bodies(root: etree._Element) -> tuple[etree._Element, ...]:
    """The outermost elements that hold the paper, in document order; empty where the whole page is it."""
    prose = _prose(root)
    everything = prose.get(root, 0)
    if not everything:
        return ()
    for names, share, tags in ((_EDITOR, 0.75, ()), (_CONTAINER, 0.7, ("article", "main"))):
        chosen = _outermost(e for e in root.iter() if (e.tag in tags or _named(e, names)) and prose.get(e, 0))
        if chosen and sum(prose[element] for element in chosen) >= everything * share:
            return tuple(_narrowed(element, prose) for element in chosen)
    body = root.find("body")
    narrowed = _narrowed(root if body is None else body, prose)
    return () if narrowed.tag in ("html", "body") else (narrowed,)


def _outermost(elements: Iterable[etree._Element]) -> list[etree._Element]:
    """Those of the elements (given in document order) that stand in none of the others."""
    chosen: dict[etree._Element, None] = {}
    for element in elements:
        if not any(outer in chosen for outer in element.iterancestors()):
            chosen[element] = None
    return list(chosen)


def _narrowed(element: etree._Element, prose: dict[etree._Element, int]) -> etree._Element:
    """The innermost element below that still holds nearly all of the prose; never a paragraph or part of a data table."""
    while True:
        best = max(element, key=lambda child: prose.get(child, 0), default=None)
        if best is None or best.tag in ("p", "span", "a", "font", "strong", "b", "ul", "ol", "li", "blockquote"):
            return element
        if best.tag == "table" and is_data_table(best):
            return element
        lost = prose[element] - prose.get(best, 0)
        if lost > min(_LOST_MOST, max(_LOST_LEAST, int(prose[element] * _LOST_SHARE))):
            return element
        element = best


def _prose(root: etree._Element) -> dict[etree._Element, int]:
    """For every element how many characters of sentences and of table cells it holds outside links."""
    counts: dict[etree._Element, int] = {}
    links = cells = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        link = element.tag == "a" and element.get("href") is not None
        if event == "start":
            links += link
            cells += element.tag in ("td", "th")
            counts[element] = 0 if links else _weight(element.text, in_cell=cells > 0)
            continue
        links -= link
        cells -= element.tag in ("td", "th")
        parent = element.getparent()
        if parent is not None and parent in counts and element is not root:
            tail = 0 if links else _weight(element.tail, in_cell=cells > 0)
            counts[parent] += counts[element] + tail
    return counts


def _weight(text: str | None, *, in_cell: bool) -> int:
    stripped = (text or "").strip()
    counted = in_cell or len(stripped) >= 40 or _SENTENCE_SIGNS.search(stripped)
    return len(stripped) if counted else 0


def _named(element: etree._Element, names: re.Pattern[str]) -> bool:
    """Whether one of the element's class names or its id is one of ``names`` as a whole."""
    words = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return any(names.fullmatch(word) for word in words)


def _is_hidden(element: etree._Element) -> bool:
    if element.tag in ("html", "body"):
        return False
    style = element.get("style") or ""
    return element.get("hidden") is not None or element.get("aria-hidden") == "true" or bool(_HIDDEN.search(style))


def _drop(element: etree._Element) -> None:
    """Removes the element and what is in it; the text that follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    previous = element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)
