"""Scripts and queries on a warehouse."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any, Literal

from maidian import _native
from maidian._errors import SqlError
from maidian._progress import Progress
from maidian._result import Result

Path = str | os.PathLike[str]


@dataclass(frozen=True)
class StatementReport:
    """What became of a statement of a run.

    Attributes:
        script: the script's name.
        number: the statement's number in it, from 1; 0 for a script that was skipped whole.
        text: the statement's first line.
        state: ``written`` a table, gave ``rows``, is ``done``, has ``failed``, or was ``skipped``.
        seconds: how long it took.
        table: the table that it wrote.
        rows: how many rows it wrote or gave.
        files: how many files it wrote.
        bytes: their size.
        partitions: the partitions that changed.
        message: what it had to say.
        error: why it failed.
    """

    script: str
    number: int
    text: str
    state: Literal["written", "rows", "done", "failed", "skipped"]
    seconds: float
    table: str | None = None
    rows: int | None = None
    files: int | None = None
    bytes: int | None = None
    partitions: list[str] = field(default_factory=list)
    message: str = ""
    error: SqlError | None = None


class Report(list[StatementReport]):
    """What became of the statements of a run, in their order."""

    _COLUMNS = ("statement", "state", "table", "rows", "files", "seconds")

    def __repr__(self) -> str:
        """A line a statement."""
        return "\n".join("  ".join(row) for row in self._rows())

    def _repr_html_(self) -> str:
        """A table of a notebook."""
        head = "".join(f"<th>{column}</th>" for column in self._COLUMNS)
        rows = ("".join(f"<td>{escape(value)}</td>" for value in row) for row in self._rows())
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def _rows(self) -> Iterable[tuple[str, ...]]:
        for it in self:
            numbers = ("" if number is None else str(number) for number in (it.rows, it.files))
            yield (f"{it.script}#{it.number}", it.state, it.table or "", *numbers, f"{it.seconds:.2f}")


@dataclass(frozen=True)
class CheckedStatement:
    """What a check found in a statement.

    Attributes:
        script: the script's name.
        statement: the statement's number, from 1; None for a script that cannot be read.
        line: the line where it begins.
        text: its first line.
        verdict: ``supported``, ``rewritten`` or ``refused``.
        rewrites: the names of what was rewritten.
        target: the table that it fills or makes.
        reads: the tables that it reads.
        problems: all that is wrong with it.
        warnings: what is probably not meant.
        lineage: what each column is made of: ``{"table": …, "column": …, "sources": […]}``.
    """

    script: str
    verdict: Literal["supported", "rewritten", "refused"]
    problems: list[SqlError]
    statement: int | None = None
    line: int | None = None
    text: str = ""
    rewrites: list[str] = field(default_factory=list)
    target: str | None = None
    reads: list[str] = field(default_factory=list)
    warnings: list[SqlError] = field(default_factory=list)
    lineage: list[dict[str, Any]] = field(default_factory=list)


class Warehouse:
    """A warehouse, and a session in it: what a statement sets or uses, the next one sees.

    Settings that are not given here are those of the environment: ``MAIDIAN_KEY_…``, ``MAIDIAN_KEY_FILE``,
    ``MAIDIAN_TIME_ZONE``, ``MAIDIAN_IP_V4``, ``MAIDIAN_IP_V6``, ``MAIDIAN_UA_RULES``.

    Example:
        >>> warehouse = maidian.Warehouse("warehouse", hivevars={"dt": "2024-11-25"})
        >>> warehouse.sql("select decode_url('a%20b') as page, '${dt}' as dt")
        page | dt
        -----+-----------
        a b  | 2024-11-25
        (1 row)
    """

    def __init__(  # noqa: PLR0913 - settings, each with a default
        self,
        path: Path,
        *,
        hivevars: Mapping[str, object] | None = None,
        keys: Mapping[str, str] | None = None,
        key_file: Path | None = None,
        database: str | None = None,
        threads: int | None = None,
        memory: int | None = None,
        time_zone: str | None = None,
    ) -> None:
        """Opens a warehouse.

        Args:
            path: its folder, which is made when something is first written.
            hivevars: what ``${name}`` and ``${hivevar:name}`` stand for.
            keys: phone keys by name: text, ``hex:…`` or ``base64:…``.
            key_file: a file of phone keys that only its owner can read.
            database: the database of names that are given without one.
            threads: how many threads a query uses; all there are, if not given.
            memory: how many bytes queries may hold before they spill to disk.
            time_zone: the zone of dates and times; Asia/Shanghai, if neither this nor the environment says otherwise.

        Raises:
            SqlError: a folder that is no warehouse, a database that is not there.
            ValueError: a setting that cannot be used.
        """
        self._native = _native.Warehouse(
            os.fspath(path),
            hivevars=[(name, str(value)) for name, value in (hivevars or {}).items()],
            keys=dict(keys or {}),
            key_file=None if key_file is None else os.fspath(key_file),
            database=database,
            threads=threads,
            memory=memory,
            time_zone=time_zone,
        )

    def sql(self, query: str) -> Result:
        """Runs statements, and gives the rows of the last one. Ctrl-C stops them and leaves tables as they were.

        Args:
            query: HiveQL, one statement or several with semicolons between them.

        Raises:
            SqlError: whatever is wrong with a statement, with its place.
        """
        return Result(self._native.query(query))

    def run(
        self,
        files: Path | Iterable[Path],
        *,
        jobs: int | None = None,
        continue_on_error: bool = False,
        from_statement: int = 1,
        progress: bool = True,
    ) -> Report:
        """Runs scripts in the order that their tables give, independent ones side by side.

        Each script starts from this session's variables and database; what it sets is its own. Ctrl-C stops the run and
        leaves the tables that are being written as they were.

        Args:
            files: scripts, and folders of them.
            jobs: how many scripts side by side; one for two threads, if not given.
            continue_on_error: whether a failed statement stops nothing and nothing is raised.
            from_statement: the number of the first statement to run.
            progress: whether to show what is running, on a terminal and in a notebook.

        Raises:
            SqlError: the first statement that failed, after all that does not depend on it has ended; ``others`` has the
                rest, ``report`` what became of all statements.
        """
        shown = Progress(shown=progress)
        try:
            fields = self._native.run_scripts(_paths(files), jobs, continue_on_error, from_statement, shown)
        finally:
            shown.close()
        report = Report(StatementReport(**it) for it in fields)
        failed = [it.error for it in report if it.error is not None]
        if failed and not continue_on_error:
            error, *others = failed
            error.others = others
            error.report = report
            raise error
        return report

    def check(self, files: Path | Iterable[Path], *, schema: Path | Iterable[Path] = ()) -> list[CheckedStatement]:
        """Parses and plans every statement of scripts and runs none. Nothing is raised for what is wrong with them.

        Args:
            files: scripts, and folders of them.
            schema: scripts that define tables which are not in the warehouse.

        Raises:
            SqlError: a folder or a schema that cannot be read.
        """
        found = json.loads(self._native.check_scripts(_paths(files), _paths(schema)))
        return [_checked(it) for it in found]

    def __repr__(self) -> str:
        """Its folder."""
        return f"<maidian.Warehouse {self._native.path}>"


def _paths(files: Path | Iterable[Path]) -> list[str]:
    if isinstance(files, str | os.PathLike):
        return [os.fspath(files)]
    return [os.fspath(file) for file in files]


def _checked(found: dict[str, Any]) -> CheckedStatement:
    for kind in ("problems", "warnings"):
        if kind in found:
            found[kind] = [_error(it) for it in found[kind]]
    return CheckedStatement(**found)


def _error(told: dict[str, Any]) -> SqlError:
    place = f"{told['file']}:{told['line']}:{told['column']}: " if told["file"] else ""
    hints = "".join(f"\nhint: {hint}" for hint in told["hints"])
    return SqlError(
        told["message"],
        told["file"],
        told["line"],
        told["column"],
        told["hints"],
        told["causes"],
        f"{place}{told['message']}{hints}",
    )
