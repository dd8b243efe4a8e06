"""The rows of a query, for whoever reads them: a person, a notebook, another library."""

from html import escape
from typing import Any

from maidian import _native

# How many rows are shown.
SHOWN = 20


class Result:
    """The rows of a query, in memory, as Arrow data.

    Every library that knows the Arrow C interface takes it without a copy: ``pyarrow.table(result)``,
    ``polars.DataFrame(result)``, ``duckdb.sql("select * from result")``.

    Attributes:
        columns: the names of the columns.
        message: what a statement without rows did, such as an INSERT.
        notices: what was told besides.
    """

    def __init__(self, rows: _native.Rows) -> None:
        """Takes what the runner gave."""
        self._rows = rows
        self.columns: list[str] = rows.columns
        self.message: str = rows.message
        self.notices: list[str] = rows.notices

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        """The Arrow C interface."""
        return self._rows.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> Any:
        """The Arrow C interface, the schema alone."""
        return self._rows.__arrow_c_schema__()

    def __len__(self) -> int:
        """The number of rows."""
        return len(self._rows)

    def to_arrow(self) -> Any:
        """The rows as a ``pyarrow.Table``, without a copy but of text, which becomes ``string``."""
        import pyarrow as pa

        table = pa.table(self)
        return table.cast(pa.schema([field.with_type(_plain(field.type)) for field in table.schema]))

    def to_pandas(self) -> Any:
        """The rows as a ``pandas.DataFrame``; needs ``pyarrow``."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> Any:
        """The rows as a ``polars.DataFrame``, without a copy."""
        import polars as pl

        return pl.DataFrame(self)

    def __repr__(self) -> str:
        """The first rows, as a table of text."""
        if not self.columns:
            return self.message or "no rows"
        rows = [self.columns, *([_text(value) for value in row] for row in self._rows.texts(SHOWN))]
        widths = [max(_width(row[column]) for row in rows) for column in range(len(self.columns))]
        lines = [
            " | ".join(text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        ]
        lines.insert(1, "-+-".join("-" * width for width in widths))
        return "\n".join([*lines, self._count()])

    def _repr_html_(self) -> str:
        """The first rows, as a table of a notebook."""
        if not self.columns:
            return f"<p>{escape(self.message or 'no rows')}</p>"
        head = "".join(f"<th>{escape(column)}</th>" for column in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(_text(value))}</td>" for value in row) + "</tr>"
            for row in self._rows.texts(SHOWN)
        )
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return f"{table}<p>{escape(self._count())}</p>"

    def _count(self) -> str:
        rows = len(self)
        shown = f", the first {SHOWN} shown" if rows > SHOWN else ""
        return f"({rows} row{'' if rows == 1 else 's'}{shown})"


def _text(value: str | None) -> str:
    return "NULL" if value is None else value


def _width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _plain(data_type: Any) -> Any:
    """A type with its text as ``string``, which all of pyarrow's functions know; ``string_view`` few of them do."""
    import pyarrow as pa

    if pa.types.is_string_view(data_type):
        return pa.string()
    if pa.types.is_binary_view(data_type):
        return pa.binary()
    if pa.types.is_struct(data_type):
        return pa.struct([field.with_type(_plain(field.type)) for field in data_type])
    if pa.types.is_list(data_type):
        return pa.list_(data_type.value_field.with_type(_plain(data_type.value_type)))
    if pa.types.is_map(data_type):
        return pa.map_(_plain(data_type.key_type), _plain(data_type.item_type))
    return data_type
