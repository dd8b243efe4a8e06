"""The functions in DuckDB."""

from typing import TYPE_CHECKING, Any

from maidian import _engine, _native

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection


def register(con: "DuckDBPyConnection") -> None:
    """Registers every function in a connection, under its SQL names.

    ``attr_pick`` gives a map instead of a struct, since DuckDB asks for a function's type before it knows the keys:
    ``attr_pick(a, 'x', 'y')['x']``. Keys and databases are those of ``maidian.configure`` and the environment.

    Args:
        con: the connection; needs the packages ``numpy`` and ``pyarrow``.

    Example:
        >>> import duckdb, maidian.duckdb
        >>> con = duckdb.connect()
        >>> maidian.duckdb.register(con)
        >>> con.sql("select ip_region('1.0.1.1').city").fetchall()
        [('福州市',)]
    """
    for function in _native.functions():
        returned = duckdb_type(_engine.return_type(function))
        for name in _engine.names(function):
            con.create_function(
                name,
                _callable(function.name),
                # Any number of arguments of any type: the function itself checks them, and tells what it takes.
                None,
                returned,
                type="arrow",
                # NULL rows are ours, too; without this DuckDB would take them out and refuse to get any back.
                null_handling="special",
                side_effects=False,
            )


def _callable(name: str) -> Any:
    def function(*columns: Any) -> Any:
        return _engine.call(name, *columns)

    function.__name__ = name
    return function


def duckdb_type(data_type: "pa.DataType") -> str:
    """An Arrow type in DuckDB's words."""
    import pyarrow as pa

    if pa.types.is_struct(data_type):
        fields = ", ".join(f'"{field.name}" {duckdb_type(field.type)}' for field in data_type)
        return f"STRUCT({fields})"
    if pa.types.is_map(data_type):
        return f"MAP({duckdb_type(data_type.key_type)}, {duckdb_type(data_type.item_type)})"
    if pa.types.is_list(data_type):
        return f"{duckdb_type(data_type.value_type)}[]"
    if pa.types.is_binary(data_type):
        return "BLOB"
    if pa.types.is_int32(data_type):
        return "INTEGER"
    return "VARCHAR"
