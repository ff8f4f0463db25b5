"""A briefing as PDF, where LibreOffice is installed: it turns the Word file into pages."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from assistant.errors import BriefingError

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 120


def pdf_program() -> str | None:
    """The path of LibreOffice; None where it is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def pdf_of(docx: bytes) -> bytes:
    """The Word file as PDF. Raises BriefingError where LibreOffice is not there, or gives nothing.

    Each call has a profile of its own: two calls on one profile, and one of them silently makes no file.
    """
    program = pdf_program()
    if program is None:
        raise BriefingError(
            "这台电脑没有安装 LibreOffice，不能直接生成 PDF；请下载 Word 文件后另存为 PDF",
            "LibreOffice is not installed here: save the Word file as PDF instead",
        )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / "briefing.docx"
        source.write_bytes(docx)
        profile = (folder / "profile").as_uri()
        command = [program, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf"]
        try:
            subprocess.run(
                [*command, "--outdir", str(folder), str(source)], capture_output=True, timeout=SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise BriefingError(
                "LibreOffice 没有在时限内生成 PDF；请下载 Word 文件",
                "LibreOffice made no PDF in time; use the Word file",
            ) from error
        result = folder / "briefing.pdf"
        if not result.is_file():
            raise BriefingError(
                "LibreOffice 没有生成 PDF；请下载 Word 文件", "LibreOffice made no PDF; use the Word file"
            )
        return result.read_bytes()
