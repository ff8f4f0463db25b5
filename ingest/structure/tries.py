"""One pattern for many words: a regular expression that takes the longest of them, built as a trie for speed."""

from __future__ import annotations

import re
from collections.abc import Iterable


class _Node(dict[str, "_Node"]):
    """A node of the trie; ``final`` where a word ends."""

    final = False


def _pattern(node: _Node) -> str:
    branches = [re.escape(char) + _pattern(child) for char, child in sorted(node.items())]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and not node.final else f"(?:{'|'.join(branches)})"
    return body + "?" if node.final else body


def trie_pattern(words: Iterable[str]) -> str:
    """The source of a regular expression that matches the longest of ``words`` at a position."""
    root = _Node()
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, _Node())
        node.final = True
    return f"(?:{_pattern(root)})"
