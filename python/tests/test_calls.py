"""How functions on Arrow data take their arguments, and what they say of wrong ones."""

from __future__ import annotations

import threading
import time

import polars as pl
import pyarrow as pa
import pytest

import maidian
from maidian import functions


@pytest.mark.parametrize("data_type", [pa.string(), pa.large_string(), pa.string_view()])
def test_text_comes_back_as_it_came(data_type: pa.DataType) -> None:
    result = functions.decode_url(pa.array(["a%20b", None], data_type))
    assert result.type == data_type
    structs = functions.ip_region(pa.array(["1.0.1.1"], data_type))
    assert structs.type.field("city").type == data_type


def test_dictionary_gives_the_text_of_its_values() -> None:
    assert functions.decode_url(pa.array(["a%20b"]).dictionary_encode()).type == pa.string()


def test_chunks_stay() -> None:
    result = functions.decode_url(pa.chunked_array([["a", "b"], [], ["%20"]], pa.string()))
    assert isinstance(result, pa.ChunkedArray)
    assert [len(chunk) for chunk in result.chunks] == [2, 0, 1]
    assert functions.decode_url(pa.chunked_array([], pa.string())).to_pylist() == []


def test_columns_in_other_chunks_meet() -> None:
    keys = pa.chunked_array([["a"], ["b", "a"]])
    result = functions.attr_get(pa.chunked_array([['{"a":"1"}', '{"b":"2"}'], ['{"a":"3"}']]), keys)
    assert result.to_pylist() == ["1", "2", "3"]


def test_series_keeps_its_name() -> None:
    assert functions.decode_url(pl.Series("page", ["a%20b"])).name == "page"


def test_categories_are_text() -> None:
    series = pl.Series(["a%20b", "a%20b", None], dtype=pl.Categorical)
    assert functions.decode_url(series).to_list() == ["a b", "a b", None]


def test_expression_has_the_name_of_its_first_column() -> None:
    frame = pl.DataFrame({"a": ['{"k":"1"}'], "key": ["k"]})
    assert frame.select(
        pl.col("a").maidian.attr_get("k"), pl.col("a").maidian.attr_get(pl.col("key")).alias("b")
    ).rows() == [("1", "1")]


def test_maps_are_attributes() -> None:
    maps = pa.array([[("k", "1")], None], pa.map_(pa.string(), pa.string()))
    assert functions.attr_get(maps, "k").to_pylist() == ["1", None]


def test_scalar_of_pyarrow_is_a_value() -> None:
    assert functions.attr_get(pa.array(['{"k":"1"}']), pa.scalar("k")).to_pylist() == ["1"]


def test_other_libraries_get_arrow_data() -> None:
    class Mine:
        def __init__(self, array: pa.Array) -> None:
            self.array = array

        def __arrow_c_array__(self, requested_schema: object = None) -> object:
            return self.array.__arrow_c_array__(requested_schema)

    result = functions.decode_url(Mine(pa.array(["a%20b", None])))
    assert isinstance(result, maidian.Array)
    assert (len(result), result.null_count, result.to_pylist()) == (2, 1, ["a b", None])
    assert pa.array(result).to_pylist() == ["a b", None]


def test_input_is_not_copied() -> None:
    text = pa.array(["plain " * 10] * 1000, pa.string_view())
    result = functions.decode_url(text)
    assert result.buffers()[2].address == text.buffers()[2].address


@pytest.mark.parametrize(
    ("function", "arguments", "message"),
    [
        ("decode_url", (pa.array([1.5]),), r"decode_url\(text\): argument 1 `text` must be text, got double"),
        ("ip_region", (1,), r"ip_region\(ip\): argument 1 `ip` must be text, got bigint"),
        ("ip_udf", (pa.array(["x"]), "a", "b"), r"ip_udf\(attributes\[, key\]\) takes 1 to 2 arguments, got 3"),
        ("decode_url", (["a"],), r"decode_url: argument 1 must be Arrow data .*got list; for example pyarrow.array"),
        ("decode_url", (pl.col("a"),), "argument 1 must be Arrow data .*import maidian.polars"),
        ("decode_url", (object(),), "got object"),
    ],
)
def test_wrong_types_and_numbers_are_type_errors(function: str, arguments: tuple[object, ...], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        getattr(functions, function)(*arguments)


def test_wrong_lengths_are_value_errors() -> None:
    with pytest.raises(ValueError, match="attr_get: argument 1 has 2 rows, argument 2 has 1"):
        functions.attr_get(pa.array(["{}", "{}"]), pa.array(["a"]))


def test_key_that_is_not_there_is_told_without_any_key() -> None:
    with pytest.raises(ValueError, match="key 'other' is not configured: set MAIDIAN_KEY_OTHER") as error:
        functions.mobile_decrypt(pa.array(["x"]), "$basic_userId", "other")
    assert "maidian-test-key" not in str(error.value)


def test_keys_of_attr_pick_are_constants_and_differ() -> None:
    with pytest.raises(ValueError, match="argument 3 `key` repeats 'a'"):
        functions.attr_pick("{}", "a", "a")
    with pytest.raises(ValueError, match="must be a literal text"):
        functions.attr_pick(pa.array(["{}"]), pa.array(["a"]))


def test_unknown_name_suggests_one() -> None:
    from maidian import _native

    with pytest.raises(LookupError, match="no function `decode_ur`; did you mean `decode_url`"):
        _native.call("decode_ur", "x")


def test_other_threads_run_meanwhile() -> None:
    column = pa.array([f"Mozilla/5.0 (X11; Linux x86_64; rv:{i}.0) Firefox/{i}.0" for i in range(30_000)])
    ticks = []
    thread = threading.Thread(target=functions.ua_parse, args=(column,))
    thread.start()
    while thread.is_alive():
        ticks.append(time.monotonic())
        time.sleep(0.001)
    thread.join()
    assert len(ticks) > 10


def test_configure_replaces_settings_and_refuses_wrong_ones() -> None:
    try:
        maidian.configure(time_zone="UTC", keys={"mobile": "maidian-test-key", "old": "hex:" + "00" * 16})
        assert functions.hour_udf(1700000000123) == "22"
        assert functions.mobile_decrypt("178*", None, "old") == "178*"
        with pytest.raises(ValueError, match="time_zone: unknown time zone 'Moon'"):
            maidian.configure(time_zone="Moon")
        with pytest.raises(ValueError, match="keys: ") as error:
            maidian.configure(keys={"mobile": "secret-that-is-too-short"[:9]})
        assert "secret" not in str(error.value)
        with pytest.raises(ValueError, match=r"/nowhere/keys\.toml"):
            maidian.configure(key_file="/nowhere/keys.toml")
    finally:
        maidian.configure()
    assert functions.hour_udf(1700000000123) == "06"
