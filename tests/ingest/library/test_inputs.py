"""Which files paths, folders and archives stand for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.errors import UnreadableFileError
from ingest.library import inputs
from ingest.library.inputs import InputFile, Inputs, inputs_of_bytes, inputs_of_paths

FORMATS = (".txt", ".docx")


def names(found: Inputs) -> list[str]:
    return [item.name if isinstance(item, InputFile) else f"! {item.reason}" for item in found.items]


def archive(members: dict[str, bytes]) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return memory.getvalue()


def raw_named(name: bytes, data: bytes = b"x") -> bytes:
    """An archive whose one member has these very bytes for a name, without the UTF-8 flag, as old tools write it."""
    plain = archive({"N" * len(name): data})
    return plain.replace(b"N" * len(name), name)


def test_folders_are_walked_in_order_and_other_formats_counted(tmp_path: Path) -> None:
    for name in ("b.txt", "a/二.txt", "a/一.DOCX", "图.png", ".hidden.txt", "~$a.docx", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found = inputs_of_paths([tmp_path], FORMATS)
    assert names(found) == ["b.txt", "a/一.DOCX", "a/二.txt"]
    assert found.skipped == 1


def test_a_file_named_by_itself_is_taken_whatever_its_format(tmp_path: Path) -> None:
    (tmp_path / "图.png").write_bytes(b"x")
    assert names(inputs_of_paths([tmp_path / "图.png"], FORMATS)) == ["图.png"]


FAILURES: list[tuple[str, Callable[[Path], Path], str]] = [
    ("a path that is not there", lambda folder: folder / "没有", "! 路径不存在"),
    ("an empty folder", lambda folder: folder, "! 文件夹中没有可读取的文件（可读格式：.txt .docx）"),
]


@pytest.mark.parametrize(("remark", "path", "expected"), FAILURES, ids=[case[0] for case in FAILURES])
def test_paths_that_stand_for_nothing(tmp_path: Path, remark: str, path: Callable[[Path], Path], expected: str) -> None:
    assert names(inputs_of_paths([path(tmp_path)], FORMATS)) == [expected]


def test_one_bad_path_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    found = inputs_of_paths([tmp_path / "没有", tmp_path / "a.txt"], FORMATS)
    assert names(found) == ["! 路径不存在", "a.txt"]


ARCHIVES = [
    (
        "members in order, others counted",
        archive({"乙.txt": b"2", "甲/一.txt": b"1", "图.png": b""}),
        ["乙.txt", "甲/一.txt"],
        1,
    ),
    ("names in GBK", raw_named("贵报告.txt".encode("gb18030")), ["贵报告.txt"], 0),
    ("names in UTF-8 without the flag", raw_named("云岭.txt".encode()), ["云岭.txt"], 0),
    ("a path that leads out", archive({"../../etc/报告.txt": b"1", "/abs.txt": b"2"}), ["abs.txt", "etc/报告.txt"], 0),
    ("a drive and backslashes", archive({"C:\\资料\\报告.txt": b"1"}), ["资料/报告.txt"], 0),
    ("hidden files and Apple's", archive({"__MACOSX/a.txt": b"", ".b.txt": b"", "c.txt": b"1"}), ["c.txt"], 0),
    ("nothing readable", archive({"a.png": b""}), ["! 压缩包中没有可读取的文件（可读格式：.txt .docx）"], 0),
    ("an archive in an archive is not opened", archive({"b.zip": archive({"a.txt": b""}), "c.txt": b""}), ["c.txt"], 1),
    ("no archive at all", b"PK\x03\x04 and nonsense", ["! 不是完整的 zip 压缩包"], 0),
    ("cut off", archive({"a.txt": b"1" * 500})[:-30], ["! 不是完整的 zip 压缩包"], 0),
    ("nothing", b"", ["! 不是完整的 zip 压缩包"], 0),
]


@pytest.mark.parametrize(("remark", "data", "expected", "skipped"), ARCHIVES, ids=[case[0] for case in ARCHIVES])
def test_archives(remark: str, data: bytes, expected: list[str], skipped: int) -> None:
    found = inputs_of_bytes("资料.zip", data, FORMATS)
    assert (names(found), found.skipped) == (expected, skipped)


def test_an_archive_on_disk_and_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "资料.ZIP").write_bytes(archive({"a.txt": b"text"}))
    (tmp_path / "sub" / "坏.zip").write_bytes(b"nonsense")
    (found,) = inputs_of_paths([tmp_path / "sub" / "资料.ZIP"], FORMATS).items
    assert isinstance(found, InputFile) and (found.name, found.read()) == ("a.txt", b"text")
    assert names(inputs_of_paths([tmp_path], FORMATS)) == ["! 不是完整的 zip 压缩包", "sub/资料.ZIP/a.txt"]


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "MAX_ARCHIVE_BYTES", 1000)
    assert names(inputs_of_bytes("炸弹.zip", archive({"a.txt": b"0" * 2000}), FORMATS))[0].startswith("! 压缩包过大")


def test_a_member_that_lies_about_its_size_is_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "MAX_FILE_BYTES", 100)
    data = archive({"a.txt": b"0" * 2000})
    lying = data.replace((2000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    (found,) = inputs_of_bytes("炸弹.zip", lying, FORMATS).items
    assert isinstance(found, InputFile)
    with pytest.raises(UnreadableFileError):
        found.read()


def test_a_damaged_member_is_named(tmp_path: Path) -> None:
    data = bytearray(archive({"a.txt": bytes(range(256)) * 4}))
    data[60] ^= 0xFF
    (found,) = inputs_of_bytes("资料.zip", bytes(data), FORMATS).items
    assert isinstance(found, InputFile)
    with pytest.raises(UnreadableFileError, match=r"a\.txt：压缩包 资料\.zip 中的这个文件已损坏"):
        found.read()


def test_a_file_that_vanished_or_is_too_large_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"0" * 50)
    (found,) = inputs_of_paths([path], FORMATS).items
    assert isinstance(found, InputFile)
    path.unlink()
    with pytest.raises(UnreadableFileError, match=r"a\.txt：无法读取"):
        found.read()
    path.write_bytes(b"0" * 50)
    monkeypatch.setattr(inputs, "MAX_FILE_BYTES", 10)
    with pytest.raises(UnreadableFileError, match="文件超过"):
        found.read()
