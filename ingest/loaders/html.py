"""A web page as blocks: the paper's title and body, without navigation, footers, scripts and hidden parts."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from ingest.errors import UnreadableFileError
from ingest.loaders.encoding import decode
from ingest.loaders.html_blocks import PageBlock, page_blocks, strings
from ingest.loaders.html_body import find_bodies, prune
from ingest.records import Block, LoadedFile

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,100}?encoding=["']([\w-]+)""", re.I
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_TITLE_PARTS = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|\s*-{1,2}\s*(?=[^-]*(?:网|政府|门户|首页|公开|平台)[^-]*$)")
_NO_TITLE = re.compile(
    r"|document|untitled.*|new page.*|无标题.*|新建.*|index|home|首页|.*(?:网|网站|门户|平台|频道|信息公开|专栏)", re.I
)
_TOOLS = re.compile(
    r"(?:[\s【】\[\]［］（）()|｜:：>》+\-]|字体|字号|大|中|小|默认|超大|打印(?:本页)?|关闭(?:本页|窗口|页面)?|分享(?:到|至)?|收藏|保存|下载|纠错|"
    r"微信|微博|新浪|QQ空间|朋友圈|扫一扫|在手机上?打开(?:当前)?页面?|返回(?:顶部|首页|列表)|无障碍|朗读|上一篇|下一篇|没有了|相关链接|相关阅读)+"
)
_PLACE = re.compile(
    r"(?:您?(?:现在|当前|所在)?的?位置|当前位置|首页)\s*[:：>》]|(?:上|下)一(?:篇|条|页)|责任编辑\s*[:：]|扫一扫"
)
_KEPT_LINK = re.compile(r"附件|附表|\.(?:docx?|xlsx?|pdf|wps|ofd)|[，。；]")
_DETAIL = re.compile(
    r"(?:发文字号|发文文号|文\s*号|发文机关|发文单位|发布机构|制发机关|成文日期|印发日期)[】:：|\s]*[】:：|][】:：|\s]*[^】:：|\s]"
)
_SKELETON = re.compile(r"[\W_]+")
_TITLE_LINES = 12


def load_html(name: str, data: bytes) -> LoadedFile:
    """The page's article: headings, paragraphs and rows of data tables; the page's title first where the body lacks it.

    Raises UnreadableFileError for a page without text to read.
    """
    declared = _DECLARED.search(data[:8192])
    encoding = (declared[1] or declared[2]).decode("ascii") if declared else ""
    decoded = decode(data, declared=encoding)
    root = _parse(name, decoded.text)
    title = _page_title(root)
    prune(root)
    bodies = find_bodies(root)
    blocks = _article(page_blocks(root, bodies), title)
    if not blocks:
        raise UnreadableFileError(
            name,
            "网页里没有可读的正文（可能由脚本生成），请在浏览器里另存或复制为文本、PDF 后加入",
            "the page has no text to read (perhaps a script writes it); save it from the browser as text or PDF",
        )
    notes = (decoded.note,) if decoded.note else ()
    return LoadedFile(name=name, media_type="text/html", blocks=blocks, notes=notes)


def _parse(name: str, text: str) -> etree._Element:
    parser = lxml_html.HTMLParser(huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return lxml_html.document_fromstring(_XML_DECLARATION.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFileError(
            name, "网页是空的或已损坏，请重新保存", "the page is empty or damaged; save it again"
        ) from error


def _page_title(root: etree._Element) -> str:
    """The paper's title as the page's head states it, without the site's name; "" where it states none."""
    for meta in root.iter("meta"):
        if (meta.get("name") or "").lower() in ("articletitle", "article-title") and (
            meta.get("content") or ""
        ).strip():
            return " ".join(str(meta.get("content")).split())
    for element in root.iter("title"):
        parts = _TITLE_PARTS.split(" ".join("".join(strings(element)).split()))
        return next((part for part in parts if not _NO_TITLE.fullmatch(part)), "")
    return ""


def _article(blocks: tuple[PageBlock, ...], title: str) -> tuple[Block, ...]:
    """The blocks of the body with its title lines before it, and with the details that the page states of the paper."""
    first = next((at for at, item in enumerate(blocks) if item.inside), len(blocks))
    start = _title_start(blocks[:first], title)
    head = [item.block for item in blocks[start:first] if not _is_furniture(item)]
    body = [item.block for item in blocks[first:] if item.inside and not _is_furniture(item)]
    if not body:
        return tuple(head)
    if title and not _has_title([*head, *body], title):
        head.insert(0, Block(text=title, kind="heading", level=1))
    if head:
        head += [item.block for item in blocks[:start] if _DETAIL.search(item.block.text) and not _is_furniture(item)]
    return (*head, *body)


def _title_start(before: tuple[PageBlock, ...], title: str) -> int:
    """Where the title lines that stand above the body start in the blocks before it."""
    nearest = max(0, len(before) - _TITLE_LINES)
    wanted = _SKELETON.sub("", title)
    for at in range(len(before) - 1, nearest - 1, -1):
        item = before[at]
        if item.block.level == 1 or (wanted and _SKELETON.sub("", item.block.text) == wanted):
            return at
    return len(before)


def _has_title(blocks: list[Block], title: str) -> bool:
    """Whether the first blocks print the title, in one line or over several, or have a main heading of their own."""
    if any(block.level == 1 for block in blocks[:_TITLE_LINES]):
        return True
    opening = _SKELETON.sub("", "".join(block.text for block in blocks[:_TITLE_LINES]))
    wanted = _SKELETON.sub("", title)
    return wanted[: max(8, round(len(wanted) * 0.7))] in opening  # the rest may be the site's name


def _is_furniture(item: PageBlock) -> bool:
    """Whether the block belongs to the page and not to the paper: links alone, tool bars, the way to the page."""
    text = item.block.text
    if item.block.kind == "row":
        return False
    if _TOOLS.fullmatch(text) or (_PLACE.match(text) and len(text) < 80):
        return True
    return item.linked * 10 >= len(text) * 9 and not _KEPT_LINK.search(text)
