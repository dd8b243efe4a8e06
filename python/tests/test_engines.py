"""What adapters do besides calling functions."""

from __future__ import annotations

import pickle
from importlib import metadata

import polars as pl
import pyarrow as pa
import pytest
from datafusion import SessionConfig, SessionContext

import maidian
import maidian.polars
from engines import duckdb_connection, spark_session
from maidian import _native


@pytest.mark.parametrize("version", ["54.1.0", "56.0.0", "550.0.0"])
def test_other_datafusion_is_refused_with_both_versions(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "version", lambda _: version)
    message = rf"built for datafusion 55, but {version} is installed: pip install 'datafusion>=55,<56'"
    with pytest.raises(ImportError, match=message):
        maidian.register(SessionContext())
    with pytest.raises(ImportError, match=message):
        _native.ScalarUdf("decode_url").__datafusion_scalar_udf__()


def test_missing_datafusion_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    with pytest.raises(ImportError, match="needs the package datafusion: pip install"):
        maidian.register(SessionContext())


def test_zone_of_a_datafusion_session_is_heeded() -> None:
    ctx = SessionContext(SessionConfig().set("datafusion.execution.time_zone", "UTC"))
    maidian.register(ctx)
    assert ctx.sql("select hour_udf(1700000000123) as h").to_pydict() == {"h": ["22"]}


def test_datafusion_tells_what_is_wrong() -> None:
    ctx = SessionContext()
    maidian.register(ctx)
    with pytest.raises(Exception, match=r"ip_udf\(attributes\[, key\]\) takes 1 to 2 arguments, got 3"):
        ctx.sql("select ip_udf('a', 'b', 'c')")


def test_constants_of_datafusion_mix_with_columns_in_many_batches() -> None:
    ctx = SessionContext()
    maidian.register(ctx)
    batch = pa.record_batch({"a": [f'{{"k":"{i}"}}' for i in range(20_000)]})
    ctx.register_record_batches("t", [[batch, batch]])
    result = ctx.sql("select count(*) as n from t where attr_get(a, 'k') = '7' and attr_get(a, 'none') is null")
    assert result.to_pydict() == {"n": [2]}


def test_duckdb_tells_what_is_wrong() -> None:
    with pytest.raises(Exception, match=r"ip_udf\(attributes\[, key\]\) takes 1 to 2 arguments, got 3"):
        duckdb_connection().execute("select ip_udf('a', 'b', 'c')").fetchall()


def test_duckdb_takes_columns_of_many_vectors() -> None:
    query = "select count(decode_url('a%20' || i)) from range(10000) t(i)"
    assert duckdb_connection().execute(query).fetchall() == [(10000,)]


def test_polars_tells_what_is_wrong_when_the_expression_is_made() -> None:
    with pytest.raises(TypeError, match="must be text, got bigint"):
        pl.col("a").maidian.attr_get(1)


def test_polars_knows_types_without_running() -> None:
    schema = pl.LazyFrame({"ip": ["1.0.1.1"]}).select(pl.col("ip").maidian.ip_region()).collect_schema()
    assert schema["ip"] == pl.Struct({"country": pl.String, "province": pl.String, "city": pl.String, "isp": pl.String})


def test_nothing_that_spark_pickles_holds_a_key() -> None:
    from pyspark import cloudpickle

    from maidian import spark

    pickled = cloudpickle.dumps(spark._callable("mobile_decrypt"))  # noqa: SLF001
    assert b"test-key" not in pickled
    assert pickle.loads(pickled)(pa.array(["178*"])).to_pylist() == ["178*"]


def test_spark_columns_and_empty_partitions() -> None:
    session = spark_session()
    frame = session.range(0, 100, 1, 7).where("id = 3").selectExpr("decode_url(concat('a%20', id)) as page")
    assert [row.page for row in frame.collect()] == ["a 3"]
    nothing = session.range(0).selectExpr("attr_pick(string(id), 'a') as picked", "mobile_encrypt(string(id)) as m")
    assert nothing.collect() == []
