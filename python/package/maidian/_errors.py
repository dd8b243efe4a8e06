"""What is raised when a script or a query is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maidian._warehouse import Report


class SqlError(Exception):
    """A mistake of a script or a query, with its place.

    ``str(error)`` is the whole message, with the marked line of the script, its causes and hints.

    Attributes:
        message: what is wrong, in one line.
        file: the script as it was given; ``<sql>`` for a query; None where the mistake is of no script.
        line: the line, from 1.
        column: the column, from 1, in characters.
        hints: what can be done.
        causes: why, outermost first.
        others: the other mistakes that were found, such as those of other scripts.
        report: what became of all statements, where a run failed.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - the parts of a message
        self,
        message: str,
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hints: list[str] | None = None,
        causes: list[str] | None = None,
        rendered: str | None = None,
    ) -> None:
        """Takes the parts of a message."""
        super().__init__(message, file, line, column, hints, causes, rendered)
        self.message = message
        self.file = file
        self.line = line
        self.column = column
        self.hints = hints or []
        self.causes = causes or []
        self.others: list[SqlError] = []
        self.report: Report | None = None
        self._rendered = rendered or message

    @property
    def hint(self) -> str | None:
        """The first hint."""
        return self.hints[0] if self.hints else None

    def __str__(self) -> str:
        """The whole message."""
        return self._rendered.rstrip("\n")
