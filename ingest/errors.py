"""What can go wrong while papers are read and kept.

    IngestError                 base: message is one line in Chinese: what, which file or value, what to do
    ├── UnreadableFileError     this file cannot be read (empty, damaged, locked, unsupported); the batch goes on
    ├── LibraryError            the library's folder or database cannot be used
    │   ├── LibraryLockedError  another process is writing
    │   └── UnknownReportError  no report has this id
    ├── EmbeddingError          the embedding service failed or gave vectors of another size
    └── SettingError            a setting has a value that cannot be used

"Nothing found" is a value, never one of these.
"""

from __future__ import annotations


class IngestError(Exception):
    """Base of the package's errors; ``str(error)`` is one line for the user, ``english`` the same in English."""

    def __init__(self, message: str, english: str = "") -> None:
        super().__init__(message)
        self.english = english or message


class UnreadableFileError(IngestError):
    """One file could not be read; ``name`` is the file as the user named it."""

    def __init__(self, name: str, reason: str, english: str = "") -> None:
        super().__init__(f"{name}：{reason}", f"{name}: {english or reason}")
        self.name = name
        self.reason = reason


class LibraryError(IngestError):
    pass


class LibraryLockedError(LibraryError):
    pass


class UnknownReportError(LibraryError):
    pass


class EmbeddingError(IngestError):
    pass


class SettingError(IngestError):
    pass
