"""All layouts, in the order of the printed table."""

from __future__ import annotations

from tests.ingest.extract.layouts.awkward import AWKWARD
from tests.ingest.extract.layouts.expected import Layout
from tests.ingest.extract.layouts.files import FILES
from tests.ingest.extract.layouts.pdf_file import PDF
from tests.ingest.extract.layouts.texts import TEXTS

LAYOUTS: tuple[Layout, ...] = (*TEXTS, *FILES, PDF, *AWKWARD)
