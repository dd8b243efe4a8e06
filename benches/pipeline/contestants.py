"""Who takes part: the commands of our side and of the peers, what they write, and what must not be there before."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import job
from data import DIM, REPOSITORY, SCRIPTS, Data, environment

HERE = Path(__file__).resolve().parent
PEERS = ["duckdb", "chdb", "polars", "pyspark"]


@dataclass(frozen=True)
class Contestant:
    """A command that is measured."""

    name: str
    command: Callable[[int], list[str]]
    # Removed before each run, so that nobody replaces what nobody else has to.
    outputs: list[Path]
    # Where the tables are, if they are compared with ours.
    compared: Path | None = None
    environment: dict[str, str] = field(default_factory=environment)

    def clear(self) -> None:
        """Removes what a run before this one wrote."""
        for folder in self.outputs:
            shutil.rmtree(folder, ignore_errors=True)


def _run(binary: Path, data: Data, scripts: list[Path]) -> Callable[[int], list[str]]:
    def command(threads: int) -> list[str]:
        parts = [binary, "run", *scripts, "--quiet", "--warehouse", data.warehouse, "--hivevar", f"dim={DIM}"]
        return [*map(str, parts), "--threads", str(threads)]

    return command


def ours(binary: Path, data: Data) -> Contestant:
    """The shipped scripts, and the one for the hourly table."""
    ads = [SCRIPTS / "ads" / f"ads_{interface}.hql" for interface in (51007, 77006, 51006)]
    scripts = [SCRIPTS / "dim", SCRIPTS / "dwd", *ads, HERE / "hourly.hql"]
    return Contestant("maidian", _run(binary, data, scripts), [table.ours(data.warehouse) for table in job.TABLES])


def peer(name: str, python: Path, data: Data, threads: int) -> Contestant:
    """A peer's script."""
    out = Path(data.folder) / "out" / name
    environments = {**environment(), "POLARS_MAX_THREADS": str(threads), "PYSPARK_PYTHON": str(python)}

    def command(threads: int) -> list[str]:
        options = {"--ods": data.ods, "--dim": DIM, "--out": out, "--threads": threads}
        pairs = [str(part) for option in options.items() for part in option]
        return [str(python), "-m", f"engines.{name}", *pairs]

    return Contestant(name, command, [out], out, environments)


def null_sink(binary: Path, data: Data) -> Contestant:
    """Both DWD queries without a writer: each column is computed, and its values that are not NULL are counted."""
    script = Path(data.folder) / "null_sink.hql"
    statements = []
    for path in sorted((SCRIPTS / "dwd").glob("*.hql")):
        insert = re.search(r"PARTITION \(dt, hour\)\n(SELECT.*);", path.read_text(), re.DOTALL)
        assert insert is not None, path
        counts = ", ".join(f"count(`{name}`)" for name in [*job.TABLES[0].columns, *job.PARTITION])
        statements.append(f"SELECT count(1), {counts} FROM (\n{insert[1]}\n) q;\n")
    script.write_text("\n".join(statements))
    return Contestant("maidian, null sink", _run(binary, data, [SCRIPTS / "dim", script]), [])


def copies(binary: Path, data: Data, python: Path | None) -> list[Contestant]:
    """Tables read and written again: ODS, DWD, and all that the job writes; by us, and the first two by DuckDB."""
    chosen = {"ODS": [job.ODS], "DWD": job.TABLES[:2], "all outputs": job.TABLES}
    contestants = []
    for title, tables in chosen.items():
        script = Path(data.folder) / f"copy_{title.split()[0].lower()}.hql"
        script.write_text("CREATE DATABASE IF NOT EXISTS copies;\n" + "".join(map(_copy, tables)))
        out = data.warehouse / "copies.db"
        contestants.append(Contestant(f"maidian copies {title}", _run(binary, data, [script]), [out]))
        if python is not None and title != "all outputs":
            contestants.append(_duckdb_copies(title, python, data, tables))
    return contestants


def _copy(table: job.Table) -> str:
    copied = f"copies.{table.name}"
    return (
        f"CREATE TABLE IF NOT EXISTS {copied} LIKE {table.warehouse};\n"
        f"INSERT OVERWRITE TABLE {copied} PARTITION (dt, hour) SELECT * FROM {table.warehouse};\n"
    )


def _duckdb_copies(title: str, python: Path, data: Data, tables: list[job.Table]) -> Contestant:
    out = Path(data.folder) / "out" / "copies"

    def command(threads: int) -> list[str]:
        pairs = [f"{table.ours(data.warehouse)}={out / table.name}" for table in tables]
        return [str(python), "-m", "engines.duckdb_copy", "--threads", str(threads), *pairs]

    return Contestant(f"duckdb copies {title}", command, [out])


def binary(given: Path | None) -> Path:
    """Our command: the one that was given, or what `cargo build --release` made."""
    target = Path(os.environ.get("CARGO_TARGET_DIR", REPOSITORY / "target"))
    path = (given or target / "release" / "maidian").resolve()
    if not path.exists():
        sys.exit(f"{path} is not there: `cargo build --release` makes it, --binary names another")
    return path
