"""The prompt files under prompts/, read and checked: data that can be edited without touching Python.

A file has a part under ``## system`` and one under ``## user``; comments (<!-- … -->) are left out. ``$name`` stands for
a value. A file must use every placeholder that its prompt needs and none that it does not know.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Template

from assistant.errors import PromptError
from assistant.verification_evidence import Evidence
from assistant.verification_instructions import OMITTED, without_instructions

PROMPTS = Path(__file__).resolve().parent.parent / "prompts"

#: for each prompt the placeholders that its file must use; ``hint`` may be left out
PLACEHOLDERS: dict[str, frozenset[str]] = {
    "answer": frozenset({"language_rule", "limit", "hint", "passages", "fence", "question"}),
    "repair": frozenset({"language_rule", "passages", "fence", "question", "rejected"}),
    "follow_up": frozenset({"language_rule", "conversation", "fence", "question"}),
    "map": frozenset({"language_rule", "count", "passages", "fence", "question"}),
    "reduce": frozenset({"language_rule", "limit", "hint", "notes", "fence", "question"}),
    "sentence": frozenset({"language_rule", "limit", "answer", "fence", "question"}),
}
_OPTIONAL = frozenset({"hint", "limit", "count"})
LANGUAGE_RULES = {
    "zh": "用简体中文回答。",
    "en": (
        "Answer in English. Keep names of units and places as in the sources (Chinese in brackets where it helps), copy every "
        "figure with its unit, and after each statement, before the marker, give the source's own key words in Chinese "
        "quotation marks, for example: Growth of about 6% is the target (“地区生产总值增长6%左右”) [2]."
    ),
}
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_PART = re.compile(r"^##\s*(system|user)\s*$", re.MULTILINE)
_MARKER_LIKE = re.compile(r"[\[［【]\s*(\d{1,3})\s*[\]］】]")
_FENCE_LIKE = re.compile(r"<{2,}|>{2,}")
LONGEST_PASSAGE = 1500


@dataclass(frozen=True, kw_only=True)
class FilledPrompt:
    """A prompt ready to be sent."""

    system: str
    user: str


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """One prompt file's two parts, still with their placeholders."""

    name: str
    system: str
    user: str

    def fill(self, **values: object) -> FilledPrompt:
        """The prompt with its values; a ``$`` inside a value means nothing. Raises PromptError where a value is missing."""
        texts = {name: str(value) for name, value in values.items()}
        missing = PLACEHOLDERS[self.name] - texts.keys() - _OPTIONAL
        if missing:
            raise PromptError(
                f"提示词 {self.name}.md 缺少取值：{'、'.join(sorted(missing))}",
                f"prompt {self.name}.md: no value for {', '.join(sorted(missing))}",
            )
        texts = {**dict.fromkeys(_OPTIONAL, ""), **texts}
        return FilledPrompt(
            system=Template(self.system).substitute(texts).strip(), user=Template(self.user).substitute(texts).strip()
        )


def load_prompt(name: str, folder: Path = PROMPTS) -> Prompt:
    """The prompt ``name`` from its file, checked; read again when the file has changed.

    Raises PromptError, naming the file and the placeholder, where the file is missing or damaged.
    """
    path = folder / f"{name}.md"
    if name not in PLACEHOLDERS or not path.is_file():
        raise PromptError(f"找不到提示词文件 {path.name}：请放回 prompts 文件夹", f"prompt file {path.name} is missing")
    return _read(path, name, path.stat().st_mtime_ns)


@lru_cache(maxsize=32)
def _read(path: Path, name: str, changed: int) -> Prompt:
    try:
        text = _COMMENT.sub("", path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise PromptError(f"提示词文件 {path.name} 不是 UTF-8 编码", f"prompt file {path.name} is not UTF-8") from error
    cut = _PART.split(text)
    parts = {part: body.strip() for part, body in zip(cut[1::2], cut[2::2], strict=True)}
    if set(parts) != {"system", "user"} or not all(parts.values()):
        raise PromptError(
            f"提示词文件 {path.name} 须有“## system”和“## user”两部分",
            f"prompt file {path.name} needs a part “## system” and a part “## user”",
        )
    used: set[str] = set()
    for body in parts.values():
        template = Template(body)
        if not template.is_valid():
            raise PromptError(
                f"提示词文件 {path.name} 有写坏的占位符：要写一个 $ 请写 $$",
                f"prompt file {path.name}: write $$ for a plain $",
            )
        used.update(template.get_identifiers())
    _check_names(path.name, name, used)
    return Prompt(name=name, system=parts["system"], user=parts["user"])


def _check_names(file: str, name: str, used: set[str]) -> None:
    unknown = used - PLACEHOLDERS[name]
    if unknown:
        raise PromptError(
            f"提示词文件 {file} 有不认识的占位符：{'、'.join('$' + each for each in sorted(unknown))}",
            f"prompt file {file}: unknown placeholder {', '.join('$' + each for each in sorted(unknown))}",
        )
    missing = PLACEHOLDERS[name] - used - _OPTIONAL
    if missing:
        raise PromptError(
            f"提示词文件 {file} 缺少占位符：{'、'.join('$' + each for each in sorted(missing))}",
            f"prompt file {file}: placeholder {', '.join('$' + each for each in sorted(missing))} is missing",
        )


@dataclass(frozen=True, kw_only=True)
class Fence:
    """A pair of marks around data in a prompt. They hold a random word, so that no document can close them."""

    word: str

    @classmethod
    def new(cls) -> Fence:
        return cls(word=secrets.token_hex(6))

    @property
    def opening(self) -> str:
        return f"<<<DATA {self.word}>>>"

    @property
    def closing(self) -> str:
        return f"<<<END {self.word}>>>"

    def around(self, text: str) -> str:
        """``text`` as data: sentences that speak to a model taken out, marks like ours made harmless, fenced."""
        return f"{self.opening}\n{as_data(text)}\n{self.closing}"


def as_data(text: str) -> str:
    """``text`` without instructions to a model, without signs that look like a fence or like a marker of ours."""
    cleaned = without_instructions(text, OMITTED)
    cleaned = _FENCE_LIKE.sub(
        lambda match: "〈" * len(match.group()) if "<" in match.group() else "〉" * len(match.group()), cleaned
    )
    return _MARKER_LIKE.sub(r"〔\1〕", cleaned)


def fenced_passages(passages: Iterable[Evidence], fence: Fence) -> str:
    """The numbered passages as data for a prompt, each with its paper and headings, between the marks of ``fence``."""
    blocks = []
    for passage in passages:
        place = passage.breadcrumb or passage.title
        known = " ".join(part for part in (passage.region, f"{passage.year}年" if passage.year else "") if part)
        head = as_data(" · ".join(part for part in (known, place, passage.about) if part)).replace("\n", " ")
        blocks.append(f"[{passage.number}] {head}\n{as_data(passage.text[:LONGEST_PASSAGE])}")
    return fence.opening + "\n" + "\n\n".join(blocks) + "\n" + fence.closing
