"""The runner from Python."""

from __future__ import annotations

import os
import pickle
import signal
import threading
import time
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

import maidian
from maidian import SqlError

TABLES = """create table pages (page string, n bigint) partitioned by (dt string) stored as parquet;
insert overwrite table pages partition (dt = '${dt}') select decode_url('a%20b'), 2L;
"""


@pytest.fixture
def warehouse(tmp_path: Path) -> maidian.Warehouse:
    return maidian.Warehouse(tmp_path / "warehouse", hivevars={"dt": "2024-11-25"}, threads=2)


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    folder = tmp_path / "scripts"
    folder.mkdir()
    (folder / "pages.sql").write_text(TABLES)
    (folder / "counts.hql").write_text("create table counts as select dt, count(1) as pv from pages group by dt;\n")
    return folder


def test_scripts_run_in_the_order_of_their_tables(warehouse: maidian.Warehouse, scripts: Path) -> None:
    report = warehouse.run(scripts)
    told = [(Path(it.script).name, it.number, it.state, it.table, it.rows) for it in report]
    assert told[1:] == [
        ("pages.sql", 2, "written", "default.pages", 1),
        ("counts.hql", 1, "written", "default.counts", 1),
    ]
    assert report[1].partitions == ["dt=2024-11-25"]
    assert "default.pages" in repr(report)
    assert "<td>default.pages</td>" in report._repr_html_()


def test_result_is_arrow_data(warehouse: maidian.Warehouse, scripts: Path) -> None:
    warehouse.run([scripts])
    result = warehouse.sql("select page, n, dt from pages")
    assert len(result) == 1
    assert result.columns == ["page", "n", "dt"]
    expected = [{"page": "a b", "n": 2, "dt": "2024-11-25"}]
    assert pa.table(result).to_pylist() == expected
    assert pa.table(result).to_pylist() == expected, "it can be read again"
    assert pl.DataFrame(result).to_dicts() == expected
    assert result.to_polars().to_dicts() == expected
    assert result.to_pandas().to_dict("records") == expected
    assert result.to_arrow().schema.field("page").type == pa.string()


def test_result_shows_values_as_hive_prints_them(warehouse: maidian.Warehouse) -> None:
    result = warehouse.sql("select '中<b>' as name, 1e0 as d, map('k', 1) as m, cast(null as string) as nothing")
    assert repr(result) == (
        'name  | d   | m       | nothing\n------+-----+---------+--------\n中<b> | 1.0 | {"k":1} | NULL\n(1 row)'
    )
    assert "<td>中&lt;b&gt;</td>" in result._repr_html_()


def test_first_rows_are_shown(warehouse: maidian.Warehouse) -> None:
    result = warehouse.sql("select explode(split(repeat('a,', 24), ',')) as a")
    assert len(repr(result).splitlines()) == 23
    assert repr(result).endswith("(25 rows, the first 20 shown)")


def test_statement_without_rows_says_what_it_did(warehouse: maidian.Warehouse) -> None:
    assert repr(warehouse.sql("create database d; use d")) == "database d"


def test_session_keeps_what_statements_set(warehouse: maidian.Warehouse) -> None:
    warehouse.sql("set hivevar:x=1")
    assert pa.table(warehouse.sql("select '${x}' as x"))["x"].to_pylist() == ["1"]


def test_mistake_has_its_place(warehouse: maidian.Warehouse, tmp_path: Path) -> None:
    script = tmp_path / "daily.sql"
    script.write_text("select 1;\nselect\n  decode_ur(wt_es) as page\nfrom (select '' as wt_es) t;\n")
    with pytest.raises(SqlError) as raised:
        warehouse.run(script)
    error = raised.value
    assert error.message == "unknown function `decode_ur`"
    assert (error.file, error.line, error.column) == (str(script), 3, 3)
    assert error.hint == "did you mean `decode_url`?"
    assert "^^^^^^^^^" in str(error)
    assert error.report is not None
    assert [it.state for it in error.report] == ["rows", "failed"]
    assert pickle.loads(pickle.dumps(error)).line == 3


def test_mistake_of_a_query_is_in_sql(warehouse: maidian.Warehouse) -> None:
    with pytest.raises(SqlError) as raised:
        warehouse.sql("select 1;\nselect missing from nowhere")
    assert (raised.value.file, raised.value.line) == ("<sql>", 2)


def test_all_mistakes_of_scripts_are_told_before_anything_runs(warehouse: maidian.Warehouse, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.sql").write_text("selec 1")
    with pytest.raises(SqlError) as raised:
        warehouse.run([tmp_path / "a.sql", tmp_path / "b.sql"])
    assert len(raised.value.others) == 1


def test_continue_on_error_raises_nothing(warehouse: maidian.Warehouse, tmp_path: Path) -> None:
    script = tmp_path / "a.sql"
    script.write_text("select assert_true(1 = 2);\nselect 1;\n")
    report = warehouse.run(script, continue_on_error=True)
    assert [it.state for it in report] == ["failed", "rows"]
    assert isinstance(report[0].error, SqlError)
    assert [it.number for it in warehouse.run(script, from_statement=2)] == [2]


def test_check_tells_all_and_runs_nothing(warehouse: maidian.Warehouse, scripts: Path) -> None:
    (scripts / "wrong.sql").write_text("select page, decode_ur(page), nope from pages;\n")
    found = warehouse.check(scripts)
    assert [it.verdict for it in found if Path(it.script).name == "wrong.sql"] == ["refused"]
    problems = [problem for it in found for problem in it.problems]
    assert {problem.line for problem in problems} == {1}
    assert any("decode_ur" in problem.message for problem in problems)
    counts = next(it for it in found if it.target == "default.counts")
    assert counts.reads == ["default.pages"]
    assert {"table": "default.counts", "column": "dt", "sources": ["default.pages.dt"]} in counts.lineage
    with pytest.raises(SqlError):
        warehouse.sql("select * from pages")


def test_check_takes_schemas(warehouse: maidian.Warehouse, tmp_path: Path) -> None:
    (tmp_path / "tables.hql").write_text("create table t (a string);")
    (tmp_path / "q.sql").write_text("select a from t;")
    assert warehouse.check(tmp_path / "q.sql", schema=tmp_path / "tables.hql")[0].verdict == "supported"
    assert warehouse.check(tmp_path / "q.sql")[0].verdict == "refused"


def test_keys_are_given_and_never_shown(tmp_path: Path) -> None:
    warehouse = maidian.Warehouse(tmp_path, keys={"old": "maidian-test-key"})
    query = "select mobile_decrypt('5C8iBf88r2w1PuW1NqyYcg==', '$basic_userId', 'old') as phone"
    assert pa.table(warehouse.sql(query))["phone"].to_pylist() == ["10000007919"]
    explained = repr(warehouse.sql(f"explain {query}")) + repr(warehouse) + repr(vars(warehouse))
    assert "test-key" not in explained


def test_wrong_settings_are_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="time_zone: unknown time zone 'Moon'"):
        maidian.Warehouse(tmp_path, time_zone="Moon")
    with pytest.raises(SqlError, match="nope"):
        maidian.Warehouse(tmp_path, database="nope")
    with pytest.raises(ValueError, match=r"/nowhere/keys\.toml"):
        maidian.Warehouse(tmp_path, key_file="/nowhere/keys.toml")


def test_progress_is_told(warehouse: maidian.Warehouse, scripts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    call = maidian._progress.Progress.__call__  # noqa: SLF001

    def recorded(self: Any, notes: list[Any]) -> None:
        told.extend(notes)
        call(self, notes)

    monkeypatch.setattr("maidian._progress.Progress.__call__", recorded)
    warehouse.run(scripts)
    assert [note[0] for note in told].count("ends") == 3
    assert "begins" in {note[0] for note in told}


ENDLESS = """insert overwrite table pages partition (dt = '2024-11-25')
select concat(a.n, b.n, c.n), 1L from
  (select explode(split(repeat('a,', 9999), ',')) as n) a
  cross join (select explode(split(repeat('a,', 9999), ',')) as n) b
  cross join (select explode(split(repeat('a,', 9999), ',')) as n) c
"""


def test_ctrl_c_stops_a_query_and_leaves_tables(warehouse: maidian.Warehouse, scripts: Path) -> None:
    warehouse.run(scripts / "pages.sql")
    threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        warehouse.sql(ENDLESS)
    assert time.monotonic() - started < 10
    assert pa.table(warehouse.sql("select page from pages"))["page"].to_pylist() == ["a b"]
