"""The files that paths stand for: files themselves, folders with all below them, the members of zip archives.

Nothing is unpacked to disk; a member is read into memory, up to a limit that its own header cannot lie about.
"""

from __future__ import annotations

import io
import os
import platform
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.errors import UnreadableFileError

ARCHIVE = ".zip"
MAX_FILE_BYTES = 200 * 2**20
MAX_ARCHIVE_BYTES = 1000 * 2**20
MAX_MEMBERS = 20_000
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1


@dataclass(frozen=True, kw_only=True)
class InputFile:
    """One file to read. ``name`` is what people see (relative to the folder or archive that was given), ``origin`` its
    place in full ("" for an upload), ``read`` gives the bytes or raises UnreadableFileError."""

    name: str
    origin: str
    size: int
    read: Callable[[], bytes]


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """What paths stand for, in order: files and, in their place, the paths that stand for nothing."""

    items: tuple[InputFile | UnreadableFileError, ...]
    skipped: int = 0


def inputs_of_paths(paths: Sequence[Path], supported: Sequence[str]) -> Inputs:
    """The files behind the paths. In folders and archives, files of formats not in ``supported`` are only counted."""
    items: list[InputFile | UnreadableFileError] = []
    skipped = 0
    for path in paths:
        try:
            found = _of_folder(path, supported) if path.is_dir() else _of_file(path, supported)
            items += found.items
            skipped += found.skipped
        except UnreadableFileError as error:
            items.append(error)
        except OSError as error:
            items.append(_unreadable(str(path), error))
    return Inputs(items=tuple(items), skipped=skipped)


def inputs_of_bytes(name: str, data: bytes, supported: Sequence[str]) -> Inputs:
    """The files in an upload: itself, or what an archive holds."""
    if PurePosixPath(name).suffix.lower() == ARCHIVE:
        try:
            return _of_archive(name, io.BytesIO(data), supported, prefix="", origin="")
        except UnreadableFileError as error:
            return Inputs(items=(error,))
    return Inputs(items=(InputFile(name=name, origin="", size=len(data), read=lambda: data),))


def _of_file(path: Path, supported: Sequence[str]) -> Inputs:
    if not path.exists():
        raise UnreadableFileError(str(path), "路径不存在", "no such file or folder")
    if path.suffix.lower() == ARCHIVE:
        return _of_archive(str(path), path, supported, prefix="", origin=_origin(path))
    return Inputs(items=(_file(path, path.name),))


def _of_folder(folder: Path, supported: Sequence[str]) -> Inputs:
    items: list[InputFile | UnreadableFileError] = []
    skipped = 0

    def refuse(error: OSError) -> None:
        items.append(_unreadable(str(error.filename), error))

    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not _hidden(name))
        for name in sorted(names):
            path = Path(parent) / name
            relative = path.relative_to(folder).as_posix()
            suffix = path.suffix.lower()
            if _hidden(name):
                continue
            if suffix == ARCHIVE:
                found = _archive_in_folder(path, relative, supported)
                items += found.items
                skipped += found.skipped
            elif suffix in supported:
                items.append(_file(path, relative))
            else:
                skipped += 1
    if not items:
        formats = " ".join(supported)
        raise UnreadableFileError(
            str(folder),
            f"文件夹中没有可读取的文件（可读格式：{formats}）",
            f"no file in this folder can be read (formats: {formats})",
        )
    return Inputs(items=tuple(items), skipped=skipped)


def _archive_in_folder(path: Path, relative: str, supported: Sequence[str]) -> Inputs:
    try:
        return _of_archive(relative, path, supported, prefix=relative + "/", origin=_origin(path))
    except UnreadableFileError as error:
        return Inputs(items=(error,))


def _of_archive(name: str, source: Path | io.BytesIO, supported: Sequence[str], *, prefix: str, origin: str) -> Inputs:
    """The readable members of an archive, by name; raises UnreadableFileError for the archive as a whole."""
    try:
        with zipfile.ZipFile(source) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFileError(name, "不是完整的 zip 压缩包", "not a whole zip archive") from error
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_ARCHIVE_BYTES:
        limit = MAX_ARCHIVE_BYTES // 2**20
        raise UnreadableFileError(
            name,
            f"压缩包过大（解压后超过 {limit} MB 或 {MAX_MEMBERS} 个文件）：请分成几个较小的压缩包",
            f"archive too large (over {limit} MB unpacked, or {MAX_MEMBERS} files): split it",
        )
    items: list[InputFile | UnreadableFileError] = []
    skipped = 0
    for inner, member in sorted(((_member_name(member), member) for member in members), key=lambda pair: pair[0]):
        parts = PurePosixPath(inner).parts
        if not parts or any(_hidden(part) or part == "__MACOSX" for part in parts):
            continue
        if PurePosixPath(inner).suffix.lower() not in supported:
            skipped += 1
            continue
        items.append(
            InputFile(
                name=prefix + inner,
                origin=f"{origin}!{inner}" if origin else "",
                size=member.file_size,
                read=_member_reader(name, source, member, prefix + inner),
            )
        )
    if not items:
        formats = " ".join(supported)
        raise UnreadableFileError(
            name,
            f"压缩包中没有可读取的文件（可读格式：{formats}）",
            f"no file in this archive can be read (formats: {formats})",
        )
    return Inputs(items=tuple(items), skipped=skipped)


def _member_name(member: zipfile.ZipInfo) -> str:
    """The member's relative path: UTF-8 where it is flagged or valid, else GB18030, as archives made in China use.

    A path that leads out of the archive (``..``, a drive, a leading slash) loses those parts.
    """
    name = member.orig_filename
    if not member.flag_bits & _UTF8_FLAG:
        raw = name.encode("cp437", errors="replace")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("gb18030", errors="replace")
    parts = name.replace("\\", "/").replace("\0", "").split("/")
    return "/".join(part for part in parts if part not in ("", ".", "..") and not part.endswith(":"))


def _member_reader(
    archive_name: str, source: Path | io.BytesIO, member: zipfile.ZipInfo, name: str
) -> Callable[[], bytes]:
    def read() -> bytes:
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise UnreadableFileError(name, "压缩包有密码，无法读取", "the archive is protected by a password")
        if member.file_size > MAX_FILE_BYTES:
            raise _too_large(name)
        try:
            with zipfile.ZipFile(source) as archive, archive.open(member) as file:
                data = file.read(MAX_FILE_BYTES + 1)
        except Exception as error:  # zipfile raises from zlib, lzma, struct and its own tree on damaged members
            raise UnreadableFileError(
                name, f"压缩包 {archive_name} 中的这个文件已损坏", f"damaged in archive {archive_name}"
            ) from error
        if len(data) > MAX_FILE_BYTES:
            raise _too_large(name)
        return data

    return read


def _file(path: Path, name: str) -> InputFile:
    size = path.stat().st_size

    def read() -> bytes:
        if size > MAX_FILE_BYTES:
            raise _too_large(name)
        try:
            return path.read_bytes()
        except OSError as error:
            raise _unreadable(name, error) from error

    return InputFile(name=name, origin=_origin(path), size=size, read=read)


def _origin(path: Path) -> str:
    """The file's place in full, with the machine's name, as several machines may share one catalog."""
    return f"{platform.node()}:{path.resolve()}"


def _hidden(name: str) -> bool:
    """Whether a file or folder is not meant for readers: dot files, Office's lock files."""
    return name.startswith((".", "~$"))


def _too_large(name: str) -> UnreadableFileError:
    limit = MAX_FILE_BYTES // 2**20
    return UnreadableFileError(name, f"文件超过 {limit} MB，无法读取", f"larger than {limit} MB")


def _unreadable(name: str, error: OSError) -> UnreadableFileError:
    reason = error.strerror or type(error).__name__
    return UnreadableFileError(name, f"无法读取：{reason}", f"cannot be read: {reason}")
