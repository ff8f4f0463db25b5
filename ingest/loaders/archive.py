"""The parts of a zipped office file, opened so that a bomb, a damaged archive or a document type declaration does no harm."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from io import BytesIO

from lxml import etree

from ingest.errors import UnreadableFileError

MAX_PART_BYTES = 120_000_000
MAX_TOTAL_BYTES = 300_000_000
MAX_RATIO = 400
_SMALL_BYTES = 20_000_000


class Archive:
    """The named parts of one zipped office file; every reading checks the limits first."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self._sizes = {info.filename: info for info in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise _damaged(name) from error
        self._refuse_bombs(len(data))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._sizes)

    def __contains__(self, part: str) -> bool:
        return part in self._sizes

    def read(self, part: str) -> bytes:
        """The bytes of a part; raises UnreadableFileError where the archive is damaged or locked."""
        try:
            return self._zip.read(part)
        except KeyError as error:
            raise _damaged(self._name) from error
        except RuntimeError as error:  # zipfile's way to say that a part is encrypted
            raise locked(self._name) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise _damaged(self._name) from error

    def xml(self, part: str) -> etree._Element:
        """The root of an XML part; a part with a document type or entities is refused, not read."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)  # libxml2 limits the depth
        try:
            root = etree.fromstring(self.read(part), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise _damaged(self._name) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._declares_type()
        return root

    def refuse_declarations(self) -> None:
        """Raises UnreadableFileError where an XML part opens with a document type, for readers other than ours."""
        for part in self.names:
            if part.endswith((".xml", ".rels")) and b"<!DOCTYPE" in self.read(part)[:4096]:
                raise self._declares_type()

    def _declares_type(self) -> UnreadableFileError:
        return UnreadableFileError(
            self._name,
            "文件里含有 XML 文档类型声明（DTD），出于安全不予读取；请在 Word、Excel 或 WPS 里重新另存一份",
            "an XML part has a document type declaration, which is not read for safety; save the file anew",
        )

    def main_part(self, default: str) -> str:
        """The part that the package names as its document, ``default`` where it names none."""
        if "_rels/.rels" in self:
            for relation in self.xml("_rels/.rels"):
                target = str(relation.get("Target", "")).lstrip("/")
                if str(relation.get("Type", "")).endswith("/officeDocument") and target in self:
                    return target
        return default

    def related(self, part: str, kind: str) -> tuple[tuple[str, str], ...]:
        """(id, part) of every relation of ``part`` whose type ends in ``kind`` and whose target is in the archive."""
        folder, file = posixpath.split(part)
        relations = f"{folder}/_rels/{file}.rels".lstrip("/")
        found = []
        for relation in self.xml(relations) if relations in self else ():
            if not str(relation.get("Type", "")).endswith(f"/{kind}") or relation.get("TargetMode") == "External":
                continue
            target = str(relation.get("Target", ""))
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if path in self:
                found.append((str(relation.get("Id", "")), path))
        return tuple(found)

    def _refuse_bombs(self, packed: int) -> None:
        texts = [info for info in self._sizes.values() if info.filename.endswith((".xml", ".rels"))]
        total = sum(info.file_size for info in texts)
        bomb = total > _SMALL_BYTES and total > packed * MAX_RATIO
        if bomb or total > MAX_TOTAL_BYTES or any(info.file_size > MAX_PART_BYTES for info in texts):
            raise UnreadableFileError(
                self._name,
                f"解压后有 {total // 1_000_000} MB，超出安全上限，未读取；请拆分或另存后再加入",
                f"unpacks to {total // 1_000_000} MB, which is over the safe limit; split it or save it anew",
            )


def local(element: etree._Element) -> str:
    """The element's name without its namespace ("" for comments), so that strict and transitional files read alike."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """The value of the attribute ``name`` in whatever namespace it stands."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def locked(name: str) -> UnreadableFileError:
    """The error for a file that asks for a password."""
    return UnreadableFileError(
        name,
        "文件有密码保护，请先去除密码再加入",
        "the file is password-protected; remove the password first",
    )


def _damaged(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        name,
        "文件已损坏或不完整，无法打开；请重新下载，或用 Word、WPS 打开后另存",
        "the file is damaged or incomplete; download it again or save it anew",
    )
