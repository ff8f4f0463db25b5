"""What can go wrong while a question is answered.

AssistantError              base: one line in Chinese, ``english`` the same in English
├── ModelError              the chat model failed (the answer without a model is given instead)
├── PromptError             a prompt file lacks a placeholder or names an unknown one
├── BriefingError           a briefing cannot be written (empty topic, nothing in the library on it)
└── SettingError            a setting has a value that cannot be used
"""

from __future__ import annotations


class AssistantError(Exception):
    """Base of the package's errors; ``str(error)`` is one line for the user."""

    def __init__(self, message: str, english: str = "") -> None:
        super().__init__(message)
        self.english = english or message


class ModelError(AssistantError):
    pass


class PromptError(AssistantError):
    pass


class BriefingError(AssistantError):
    pass


class SettingError(AssistantError):
    pass
