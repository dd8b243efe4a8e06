"""Every way in which the functions can be called. Each takes a case and gives its rows as values of Python's."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa

import maidian.duckdb
import maidian.polars
import maidian.spark
from maidian import functions

if TYPE_CHECKING:
    from collections.abc import Callable

    from cases import Case


def values(case: Case) -> list[Any]:
    """Row by row, on single values."""
    function = getattr(functions, case.function)
    return [function(*row, *case.constants) for row in zip(*case.columns, strict=True)]


def column(cells: list[Any]) -> pa.Array:
    """A column of pyarrow's; text where all is NULL."""
    array = pa.array(cells)
    return array.cast(pa.string()) if pa.types.is_null(array.type) else array


def arrow(encode: Callable[[pa.Array], Any]) -> Callable[[Case], list[Any]]:
    """Columns of pyarrow's in some encoding."""

    def run(case: Case) -> list[Any]:
        columns = [encode(column(cells)) for cells in case.columns]
        return getattr(functions, case.function)(*columns, *case.constants).to_pylist()

    return run


def text_as(data_type: pa.DataType) -> Callable[[pa.Array], pa.Array]:
    """Text as another type; all else as it is."""
    return lambda array: array.cast(data_type) if pa.types.is_string(array.type) else array


def chunked(array: pa.Array) -> pa.ChunkedArray:
    """In pieces, one of which has no rows."""
    return pa.chunked_array([array[:1], array[:0], array[1:]])


def sliced(array: pa.Array) -> pa.Array:
    """With an offset that is not 0."""
    return pa.concat_arrays([array[:1], array])[1:]


def arro3(array: pa.Array) -> Any:
    """A column of arro3's."""
    import arro3.core

    return arro3.core.Array.from_arrow(array)


def polars_series(case: Case) -> list[Any]:
    """Series of Polars'."""
    columns = [pl.Series(column(cells)) for cells in case.columns]
    return getattr(functions, case.function)(*columns, *case.constants).to_list()


def polars_expression(case: Case) -> list[Any]:
    """Expressions of Polars', planned lazily."""
    frame = pl.LazyFrame({f"c{position}": pl.Series(column(cells)) for position, cells in enumerate(case.columns)})
    first, *others = (pl.col(f"c{position}") for position in range(len(case.columns)))
    result = getattr(first.maidian, case.function)(*others, *case.constants)
    return frame.select(result.alias("result")).collect()["result"].to_list()


def pandas(case: Case) -> list[Any]:
    """Series of pandas', with an index of their own."""
    import pandas as pd

    columns = []
    for cells in case.columns:
        array = pd.arrays.ArrowExtensionArray(pa.chunked_array([column(cells)]))
        columns.append(pd.Series(array, index=range(7, 7 + len(cells)), name="c"))
    result = getattr(functions, case.function)(*columns, *case.constants)
    assert list(result.index) == list(columns[0].index)
    return pa.chunked_array(result).to_pylist()


def table(case: Case) -> pa.Table:
    """The columns of a case, and one for the order of its rows."""
    columns = {f"c{position}": column(cells) for position, cells in enumerate(case.columns)}
    return pa.table({"i": range(len(case.expected)), **columns})


def query(case: Case) -> str:
    """The call in SQL."""
    arguments = [f"c{position}" for position in range(len(case.columns))]
    arguments += [f"'{constant}'" for constant in case.constants]
    return f"select {case.function}({', '.join(arguments)}) as result from cases order by i"


def datafusion(case: Case) -> list[Any]:
    """SQL in DataFusion."""
    from datafusion import SessionContext

    ctx = SessionContext()
    maidian.register(ctx)
    ctx.from_arrow(table(case), "cases")
    return pa.table(ctx.sql(query(case)))["result"].to_pylist()


@cache
def duckdb_connection() -> Any:
    """A connection with everything registered."""
    import duckdb

    con = duckdb.connect()
    maidian.duckdb.register(con)
    return con


def duckdb(case: Case) -> list[Any]:
    """SQL in DuckDB."""
    con = duckdb_connection()
    con.register("cases", table(case))
    return [row[0] for row in con.execute(query(case)).fetchall()]


@cache
def spark_session() -> Any:
    """A session with everything registered."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.shuffle.partitions", "1").config("spark.sql.ansi.enabled", "true")
    spark = builder.config("spark.sql.session.timeZone", "Asia/Shanghai").getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    maidian.spark.register(spark)
    return spark


def spark(case: Case) -> list[Any]:
    """SQL in Spark; the functions run in its worker processes."""
    session = spark_session()
    session.createDataFrame(table(case)).createOrReplaceTempView("cases")
    return [plain(row["result"]) for row in session.sql(query(case)).collect()]


def plain(value: Any) -> Any:
    """Spark's values as Python's own."""
    if hasattr(value, "asDict"):
        return value.asDict()
    if isinstance(value, list):
        return [plain(element) for element in value]
    return bytes(value) if isinstance(value, bytearray) else value


def comparable(value: Any) -> Any:
    """Maps, which some libraries show as lists of pairs, as dictionaries."""
    if isinstance(value, list) and all(isinstance(it, tuple) for it in value):
        return dict(value) if value else value
    if isinstance(value, list) and value and all(isinstance(it, dict) and set(it) == {"key", "value"} for it in value):
        return {it["key"]: it["value"] for it in value}
    return value


ENGINES: dict[str, Callable[[Case], list[Any]]] = {
    "values": values,
    "pyarrow": arrow(lambda array: array),
    "pyarrow chunked": arrow(chunked),
    "pyarrow sliced": arrow(sliced),
    "pyarrow large_string": arrow(text_as(pa.large_string())),
    "pyarrow string_view": arrow(text_as(pa.string_view())),
    "pyarrow dictionary": arrow(text_as(pa.dictionary(pa.int32(), pa.string()))),
    "arro3": arrow(arro3),
    "pandas": pandas,
    "polars series": polars_series,
    "polars expression": polars_expression,
    "datafusion": datafusion,
    "duckdb": duckdb,
    "spark": spark,
}
