"""A source as the list of sources and the endnotes name it."""

from __future__ import annotations

import re

from assistant.records import Citation


def source_line(citation: Citation) -> str:
    """Report, section, page and quotation in one line; only breaks and spaces inside Chinese text are left out of it."""
    about = [
        citation.region,
        f"{citation.year}年" if citation.year and str(citation.year) not in citation.title else "",
    ]
    known = "，".join(each for each in about if each and each not in citation.title)
    place = "，".join(
        each for each in (citation.section, f"第{citation.page}页" if citation.page is not None else "") if each
    )
    title = citation.title.strip("《》").replace("《", "〈").replace("》", "〉")
    quote = re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", citation.quote).replace("**", "")
    quote = re.sub(r"\s+", " ", quote)
    return f"《{title}》" + (f"（{known}）" if known else "") + (f"，{place}" if place else "") + f"：「{quote}」"
