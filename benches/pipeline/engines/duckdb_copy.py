"""Tables read and written again in DuckDB, with nothing computed: what reading and writing alone cost."""

from __future__ import annotations

import argparse
from pathlib import Path

import duckdb

from engines.duckdb import COPY


def main() -> None:
    """Copies each FROM=TO."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("copies", nargs="+", metavar="FROM=TO")
    options = parser.parse_args()
    connection = duckdb.connect()
    connection.execute(f"set threads = {options.threads}")
    connection.execute("set preserve_insertion_order = false")
    for pair in options.copies:
        # Folders of partitions have equals signs of their own; the tables above them have not.
        source, target = pair.split("=", 1)
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        rows = f"read_parquet('{source}/*/*/*.parquet', hive_partitioning = true, hive_types_autocast = false)"
        connection.execute(f"copy (from {rows}) to '{target}' ({COPY} (dt, hour))")


if __name__ == "__main__":
    main()
