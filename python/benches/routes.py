"""Rows a second of four functions through each engine, against the same functions called from Rust alone; one thread.

Run from anywhere, with the packages of `requirements-test.txt` and the wheel installed:

    python python/benches/routes.py [--engines pyarrow datafusion …]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

# Before any of them starts its threads.
for variable in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "RAYON_NUM_THREADS"):
    os.environ[variable] = "1"
os.environ["PYSPARK_PYTHON"] = sys.executable

import polars as pl
import pyarrow as pa

import maidian.duckdb
import maidian.polars
import maidian.spark
from maidian import functions

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
KEY = "WT_es"
CALLS = {
    "decode_url": ("link", ()),
    "attr_get": ("attributes", (KEY,)),
    "ip_region": ("ip", ()),
    "ua_parse": ("ua", ()),
}
ROUNDS = 5
SECONDS = 0.5

Measured = "dict[str, Callable[[], Any]]"


def calls_in_sql(call: Callable[[str], Any]) -> Measured:
    """A query for each function, which reads all of its result and gives one row."""
    measured = {}
    for name, (column, constants) in CALLS.items():
        arguments = ", ".join([column, *(f"'{constant}'" for constant in constants)])
        field = {"ip_region": ".city", "ua_parse": ".os_family"}.get(name, "")
        measured[name] = lambda text=f"{name}({arguments})", field=field: call(text, field)
    return measured


def pyarrow_(table: pa.Table) -> Measured:
    """Columns in pieces of as many rows as Rust is given."""
    return {
        name: lambda name=name, column=column, constants=constants: getattr(functions, name)(table[column], *constants)
        for name, (column, constants) in CALLS.items()
    }


def polars_(table: pa.Table) -> Measured:
    """Expressions."""
    frame = pl.DataFrame(table)
    return {
        name: lambda name=name, column=column, constants=constants: frame.select(
            getattr(pl.col(column).maidian, name)(*constants)
        )
        for name, (column, constants) in CALLS.items()
    }


def datafusion_(table: pa.Table) -> Measured:
    """SQL; the result is streamed and thrown away."""
    from datafusion import SessionConfig, SessionContext

    ctx = SessionContext(SessionConfig().with_target_partitions(1))
    maidian.register(ctx)
    ctx.register_record_batches("t", [table.to_batches()])

    def call(text: str, _: str) -> int:
        # The batches are handed over as they come; nothing is collected.
        return sum(batch.num_rows for batch in pa.RecordBatchReader.from_stream(ctx.sql(f"select {text} as x from t")))

    return calls_in_sql(call)


def duckdb_(table: pa.Table) -> Measured:
    """SQL over Arrow data."""
    import duckdb

    con = duckdb.connect(config={"threads": 1})
    maidian.duckdb.register(con)
    con.register("t", table)

    def call(text: str, _: str) -> int:
        return sum(batch.num_rows for batch in con.sql(f"select {text} as x from t").to_arrow_reader(8192))

    return calls_in_sql(call)


def spark_(table: pa.Table) -> Measured:
    """SQL in one worker, over a table in Spark's own memory."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.driver.memory", "3g").getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    maidian.spark.register(spark)
    spark.createDataFrame(table).cache().createOrReplaceTempView("t")
    spark.sql("select count(link), count(attributes), count(ip), count(ua) from t").collect()

    def call(text: str, field: str) -> Any:
        return spark.sql(f"select count(f) from (select {text}{field} as f from t)").collect()

    return calls_in_sql(call)


def string_view(table: pa.Table) -> Measured:
    """The same, in the type in which the functions write text."""
    return pyarrow_(table.cast(pa.schema([field.with_type(pa.string_view()) for field in table.schema])))


ENGINES = {
    "pyarrow": pyarrow_,
    "string_view": string_view,
    "polars": polars_,
    "datafusion": datafusion_,
    "duckdb": duckdb_,
    "spark": spark_,
}


def rows_a_second(call: Callable[[], Any], rows: int) -> float:
    """The fastest of some rounds."""
    call()
    best = 0.0
    for _ in range(ROUNDS):
        started, done = time.perf_counter(), 0
        while time.perf_counter() - started < SECONDS:
            call()
            done += rows
        best = max(best, done / (time.perf_counter() - started))
    return best


def main() -> None:
    """Measures, and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--batches", type=int, default=8, help="batches of 8,192 rows a call")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        command = ["cargo", "bench", "-q", "-p", "maidian-benches", "--bench", "udf_rows", "--", folder]
        subprocess.run(command, check=True, cwd=ROOT)
        rust = json.loads((Path(folder) / "rust.json").read_text(encoding="utf-8"))
        with pa.OSFile(f"{folder}/columns.arrow") as file:
            batch = pa.ipc.open_file(file).read_all().to_batches()[0]
    table = pa.Table.from_batches([batch] * options.batches)
    print(f"{'rows/s':12}" + "".join(f"{name:>22}" for name in CALLS))
    print(f"{'rust':12}" + "".join(f"{rust[name]:>22,.0f}" for name in CALLS))
    for engine in options.engines:
        cells = []
        for name, call in ENGINES[engine](table).items():
            figure = rows_a_second(call, table.num_rows)
            cells.append(f"{figure:,.0f} ({figure / rust[name] - 1:+.0%})")
        print(f"{engine:12}" + "".join(f"{cell:>22}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
