"""Text of documents, models and users, made safe for the places that would read it as mark-up."""

from __future__ import annotations

import html
import re

_PUNCTUATION = re.compile(r"([!-/;-@\[-`{-~])")  # ASCII signs but the colon
_JOINER = "\u2060"


def as_html(text: str) -> str:
    """``text`` for `st.html`: signs escaped, line ends kept as breaks."""
    return html.escape(text).replace("\n", "<br>")


def as_label(text: str) -> str:
    """``text`` for a widget's label, where Streamlit reads Markdown: every sign stands for itself.

    A backslash does not keep Streamlit from reading `:name:` as an icon; an invisible word joiner after the colon does.
    """
    flat = " ".join(text.split())
    return _PUNCTUATION.sub(r"\\\1", flat).replace(":", ":" + _JOINER)


def shortened(text: str, length: int) -> str:
    """``text`` in one line of at most ``length`` characters, cut with an ellipsis."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1].rstrip() + "…"
