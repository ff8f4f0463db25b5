"""Prints precision and recall of the assignments for each layout: python -m tests.ingest.extract.layouts [--misses]."""

from __future__ import annotations

import sys

from tests.ingest.extract.layouts.documents import LAYOUTS
from tests.ingest.extract.layouts.expected import differences, extracted, right


def main() -> None:
    print(f"{'layout':44}{'expected':>9}{'found':>7}{'precision':>11}{'recall':>9}")
    for layout in LAYOUTS:
        found = extracted(layout)
        good = right(layout, found)
        precision = good / len(found) if found else 0.0
        print(
            f"{layout.name:44}{len(layout.expected):9}{len(found):7}{precision:11.3f}{good / len(layout.expected):9.3f}"
        )
        if "--misses" in sys.argv:
            print("\n".join(f"   {line}" for line in differences(layout, found)))


if __name__ == "__main__":
    main()
