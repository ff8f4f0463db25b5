"""A briefing being written in a thread of its own, so that clicks and page changes do not break it off."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from assistant.briefing_records import Briefing
from assistant.errors import AssistantError
from ingest.errors import IngestError

log = logging.getLogger(__name__)
Write = Callable[[Callable[[int, int], None], Callable[[], bool]], Briefing]


class BriefingJob:
    """One briefing on its way: ``share`` 0 to 1, then ``briefing``, or a line each in ``error`` and ``error_english``."""

    def __init__(self, write: Write) -> None:
        self.share = 0.0
        self.briefing: Briefing | None = None
        self.error = ""
        self.error_english = ""
        self.finished = False
        self._stopped = False
        self._write = write
        threading.Thread(target=self._run, name="briefing", daemon=True).start()

    def stop(self) -> None:
        """Ask a model to end; what the library gives is still shown."""
        self._stopped = True

    def _run(self) -> None:
        try:
            self.briefing = self._write(self._told, lambda: self._stopped)
        except (AssistantError, IngestError) as error:
            self.error, self.error_english = str(error), error.english
        except Exception as error:  # the last resort: a reader gets a line, the log the whole
            log.exception("the briefing could not be written")
            self.error = f"生成简报时出错（{type(error).__name__}），请重试；详情见服务器日志"
            self.error_english = f"the briefing failed ({type(error).__name__}); try again, the server's log has more"
        finally:
            self.finished = True

    def _told(self, done: int, total: int) -> None:
        self.share = max(self.share, min(1.0, done / total if total else 0.0))
