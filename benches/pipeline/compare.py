"""Whether an engine's tables hold the same rows as ours: counts, and digests of rows and of every column.

The order of rows and files says nothing, so a digest is a sum over rows. DuckDB reads both sides as plain Parquet.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path

import duckdb

import job


@dataclass
class Comparison:
    """One table of one engine against ours."""

    table: str
    rows_ours: int
    rows_theirs: int
    # Rows of ours that the engine lacks, and the columns that differ with the number of values that do.
    rows_differing: int = 0
    columns: dict[str, int] = field(default_factory=dict)

    @property
    def equal(self) -> bool:
        """Whether all rows are equal."""
        return self.rows_ours == self.rows_theirs and not self.rows_differing

    def describe(self) -> str:
        """One line for people."""
        if self.equal:
            return f"{self.table}: {self.rows_ours} rows, equal"
        differing = ", ".join(f"{name} {count}" for name, count in self.columns.items()) or "none by itself"
        return (
            f"{self.table}: {self.rows_ours} rows of ours, {self.rows_theirs} of theirs; "
            f"{self.rows_differing} of ours are not there; values that differ: {differing}"
        )


def scan(folder: Path) -> str:
    """A scan of all Parquet files below a folder, partition columns as text."""
    return f"read_parquet('{folder}/**/*.parquet', hive_partitioning = true, hive_types_autocast = false)"


def _digests(connection: duckdb.DuckDBPyConnection, relation: str, columns: list[str]) -> dict[str, int | None]:
    sums = ", ".join(f'sum(hash("{column}")::hugeint)' for column in columns)
    query = f"select count(*), sum(hash({job.names(columns)})::hugeint), {sums} from {relation}"
    row = connection.sql(query).fetchall()[0]
    return dict(zip(["count", "row", *columns], row, strict=True))


def _missing(connection: duckdb.DuckDBPyConnection, ours: str, theirs: str, columns: str) -> int:
    query = f"select count(*) from (select {columns} from {ours} except all select {columns} from {theirs})"
    return int(connection.sql(query).fetchall()[0][0])


def compare(table: job.Table, ours: Path, theirs: Path) -> Comparison:
    """Compares the table in the folder `theirs` with ours."""
    connection = duckdb.connect()
    columns = [*table.columns, *job.PARTITION]
    # One type for both sides: numbers as they print, everything else is text.
    typed = ", ".join(f'"{column}"::varchar as "{column}"' for column in columns)
    connection.execute(f"create view ours as select {typed} from {scan(ours)}")
    if not any(theirs.glob("**/*.parquet")):
        rows = connection.sql("select count(*) from ours").fetchall()[0][0]
        return Comparison(table.name, rows, 0, rows)
    connection.execute(f"create view theirs as select {typed} from {scan(theirs)}")
    left = _digests(connection, "ours", columns)
    right = _digests(connection, "theirs", columns)
    result = Comparison(table.name, left["count"] or 0, right["count"] or 0)
    if left != right:
        result.rows_differing = _missing(connection, "ours", "theirs", job.names(columns))
        for column in columns:
            if left[column] != right[column]:
                result.columns[column] = _missing(connection, "ours", "theirs", job.names([column]))
    return result


def main() -> None:
    """Prints a JSON object a table: `python -m compare WAREHOUSE OUT`."""
    warehouse, out = (Path(argument) for argument in sys.argv[1:3])
    for table in job.TABLES:
        result = compare(table, table.ours(warehouse), out / f"table={table.name}")
        print(json.dumps({**asdict(result), "equal": result.equal, "text": result.describe()}))


if __name__ == "__main__":
    main()
