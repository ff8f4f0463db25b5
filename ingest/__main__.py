"""``python -m ingest``: the library on the command line."""

from ingest.cli import main

if __name__ == "__main__":
    main()
