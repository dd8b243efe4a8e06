"""The job in Polars: lazy frames in the streaming engine.

Attributes are decoded once, into a struct of the fields that are read. What Polars lacks is Python over batches: links,
ciphers and the keys of exposures. Both DWD tables come from one pass over ODS, and the interfaces from one over DWD.
Threads come from `POLARS_MAX_THREADS`, which counts before the import.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import unquote_plus

import polars as pl
from polars import col

import exposures
import job
import phones
from engines.arguments import Arguments, parse

HIVE = {"dt": pl.String, "hour": pl.String}
ITEM = pl.Struct({"key": pl.String, "item": pl.String})
ITEM_FIELDS = ["WT_event", "WT_envName", "WT_markId", "WT_next_url"]


def mapped(expression: pl.Expr, function: Callable[[Sequence[str | None]], list[str | None]]) -> pl.Expr:
    """Python over the distinct texts of each batch."""

    def call(series: pl.Series) -> pl.Series:
        distinct = series.unique().drop_nulls()
        texts = distinct.to_list()
        return series.replace_strict(texts, function(texts), default=None, return_dtype=pl.String)

    return expression.map_batches(call, return_dtype=pl.String, is_elementwise=True)


def decode(expression: pl.Expr) -> pl.Expr:
    """A link decoded. Links hardly repeat, so that each is decoded where it stands."""

    def call(series: pl.Series) -> pl.Series:
        decoded = [unquote_plus(text) if text and ("%" in text or "+" in text) else text for text in series.to_list()]
        return pl.Series(series.name, decoded, pl.String)

    return expression.map_batches(call, return_dtype=pl.String, is_elementwise=True)


def strip(expression: pl.Expr, characters: str = job.BREAKS) -> pl.Expr:
    """A text without line breaks and tabs."""
    return expression.str.replace_all(characters, "")


def none_if_empty(expression: pl.Expr) -> pl.Expr:
    """NULL for an empty text."""
    return pl.when(expression != "").then(expression)


def search(expression: pl.Expr, pattern: str) -> pl.Expr:
    """A group of a pattern; empty where it is not found, NULL for NULL."""
    return pl.when(expression.is_not_null()).then(expression.str.extract(pattern, 1).fill_null(""))


def query(expression: pl.Expr) -> pl.Expr:
    """The query of a link, or what stands behind the `?` of a path."""
    return (
        pl.when(expression.str.contains(job.URL_QUERY))
        .then(expression.str.extract(job.URL_QUERY, 1))
        .otherwise(expression.str.split("?").list.get(1, null_on_oob=True))
    )


def custom(expression: pl.Expr) -> pl.Expr:
    """The custom fields of an object without coordinates, as an object."""
    flat = (
        pl.when(expression.str.contains(":{", literal=True))
        .then(expression.str.replace_all(job.ITEM_OBJECT, ""))
        .otherwise(expression)
    )
    pairs = flat.str.extract_all(job.XY_PAIR)
    pairs = pairs.list.filter(~pl.element().str.contains(job.COORDINATE))
    return pl.when(pairs.list.len() > 0).then(pl.format("{{{}}}", pairs.list.join(",")))


def cleaned(arguments: Arguments, sources: pl.LazyFrame) -> pl.LazyFrame:
    """ODS without line breaks, its attributes taken apart."""
    names = list(job.PICKED)
    text = col("attributes")
    attributes = (
        pl.when(text.str.contains(job.HAS_BREAKS)).then(text.str.replace_all(job.JSON_BREAKS, "$1")).otherwise(text)
    )
    tables = sources.select(
        "data_source_id",
        table=pl.when(col("table") == job.CLIENT_TABLE).then(pl.lit("dwd_client")).otherwise(pl.lit("dwd_other")),
    )
    stripped = ["anonymous_user", "user", "session", "domain", "user_agent", "browser"]
    return (
        pl.scan_parquet(arguments.ods / "*/*/*.parquet", hive_schema=HIVE, try_parse_hive_dates=False)
        .select(job.ODS_COLUMNS)
        .join(tables, on="data_source_id")
        .with_columns(attributes, *(strip(col(name)) for name in stripped))
        .with_columns(a=col("attributes").str.json_decode(pl.Struct(dict.fromkeys(job.PICKED.values(), pl.String))))
        .with_columns(col("a").struct.field(job.PICKED[name]).alias(name) for name in names)
        .with_columns(
            col("ip").str.split_exact("|", 4).struct.rename_fields(["ip", "country", "prov", "city", "isp"]).alias("i"),
            col("browser").str.split_exact("|", 5).struct.rename_fields(list("012345")).alias("c"),
            es=strip(decode(col("a_es"))),
        )
        .with_columns(
            q=decode(
                pl.coalesce(
                    strip(decode(col("a_query")), r"[\n\r\t|]"),
                    query(col("es").str.replace_all("|", "", literal=True)),
                )
            )
        )
    )


def dwd(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Both DWD tables."""
    client = [col("c").struct.field(part) for part in "012345"]
    user = (
        pl.when(col("user_key") == "$basic_userId")
        .then(mapped(col("user"), phones.decrypt_users))
        .otherwise(col("user"))
    )
    native = col("data_source_id").is_in(job.NATIVE_SOURCES) & (col("a_av").fill_null("") == "")
    time = col("client_time").str.to_datetime("%Y-%m-%d %H:%M:%S").dt.replace_time_zone("Asia/Shanghai")
    worked = {
        "daytime": col("event_time"),
        "ip": col("i").struct.field("ip"),
        "ip_prov": col("i").struct.field("prov"),
        "ip_city": col("i").struct.field("city"),
        "cs_host": pl.coalesce(none_if_empty(col("es").str.extract(job.URL_HOST, 1)), "domain"),
        "wt_co_f": col("anonymous_user"),
        "wt_mobile": pl.coalesce(none_if_empty(mapped(col("a_mobile"), phones.decrypt_twice)), none_if_empty(user)),
        "wt_es": col("es"),
        "trmnl_style": col("data_source_id"),
        "wt_av": pl.when(native)
        .then(pl.concat_str(pl.lit("APP_"), client[0].str.to_lowercase(), pl.lit("_"), "client_version"))
        .otherwise("a_av"),
        "date": col("dt"),
        "click_time": col("client_time"),
        "useragent": col("user_agent"),
        "wt_sv": client[1],
        "wt_vt_sid": col("session"),
        "wt_dcsref": pl.coalesce(none_if_empty(strip(decode(col("a_dcsref")))), "referrer_domain"),
        "wt_next_url": strip(decode(col("a_next_url"))),
        "wt_xy": custom(col("attributes")),
        "dcsdat": time.dt.epoch("ms"),
        "wt_charge_phone": mapped(col("a_charge_phone"), phones.decrypt_twice),
        "pageid": none_if_empty(search(col("q"), job.PAGE_ID)).str.slice(0, 19),
        "sellerid": search(col("q"), job.SELLER_ID),
        "extendid": search(col("q"), job.EXTEND_ID),
        "channelid": none_if_empty(search(col("q"), job.CHANNEL_ID)).str.slice(0, 12),
        "os": client[0],
        "os_version": client[1],
        "device_brand": client[2],
        "device_model": client[3],
        "browser": client[4],
        "browser_version": client[5],
    }
    columns = [worked.get(name, col(name)).alias(name) for name in job.COLUMNS]
    return rows.select(*columns, "attributes", "table", *job.PARTITION)


def ads_51007(client: pl.LazyFrame, sources: pl.LazyFrame) -> pl.LazyFrame:
    """What happens, without exposures."""
    chosen = sources.filter(col("interface") == "51007")
    return (
        client.join(chosen, left_on="trmnl_style", right_on="data_source_id", how="semi")
        .filter(col("wt_et").is_null() | (col("wt_et") != "imp"))
        .select(*job.COLUMNS, *job.PARTITION)
    )


def ads_77006(client: pl.LazyFrame, sources: pl.LazyFrame) -> pl.LazyFrame:
    """Exposed items."""
    chosen = sources.filter((col("interface") == "51007") & col("terminal").is_in(["APP_ANDROID", "APP_IOS"]))
    fields = {name: col("f").struct.field(name) for name in ITEM_FIELDS}
    return (
        client.join(chosen, left_on="trmnl_style", right_on="data_source_id", how="semi")
        .filter(col("wt_et") == "imp", col("type").is_not_null(), col("area_id").is_not_null())
        .with_columns(
            col("attributes")
            .map_batches(
                lambda texts: pl.Series(texts.name, map(exposures.items, texts), pl.List(ITEM)),
                return_dtype=pl.List(ITEM),
                is_elementwise=True,
            )
            .alias("one")
        )
        .filter(col("one").list.len() > 0)
        .explode("one")
        .with_columns(
            key=col("one").struct.field("key"),
            item=col("one").struct.field("item"),
            f=col("one").struct.field("item").str.json_decode(pl.Struct(dict.fromkeys(ITEM_FIELDS, pl.String))),
        )
        .select(
            *job.COLUMNS,
            pl.coalesce(strip(fields["WT_event"]), "key").alias("event"),
            strip(fields["WT_envName"]).alias("env_name"),
            strip(fields["WT_markId"]).alias("mark_id"),
            strip(decode(fields["WT_next_url"])).alias("next_url"),
            custom(col("item")).alias("xy"),
            *job.PARTITION,
        )
    )


def ads_51006(other: pl.LazyFrame, sources: pl.LazyFrame, domains: pl.LazyFrame) -> pl.LazyFrame:
    """Partners and benefits."""
    chosen = sources.filter(col("interface") == "51006").select("data_source_id", is_source=pl.lit(True))
    pages = domains.filter(col("interface") == "51006").select("domain", is_page=pl.lit(True)).unique()
    event = col("mc_ev")
    campaign = event.str.contains("210315_QYCS", literal=True)
    benefits = event.str.contains("210902_QYLQTYY", literal=True)
    kept = (
        (col("is_source").is_not_null() & col("is_page").is_not_null() & (event.is_null() | ~(campaign | benefits)))
        | (campaign & ~event.str.contains(job.CAMPAIGN_NUMBER))
        | benefits
        | (event == "230417_QYLQ")
        | (col("subdatasourceid") == "lwmocvna7yi1z6hq")
    )
    return (
        other.join(chosen, left_on="trmnl_style", right_on="data_source_id", how="left")
        .join(pages, left_on="cs_host", right_on="domain", how="left")
        .filter(kept)
        .select(*job.COLUMNS, *job.PARTITION)
    )


def hourly(client: pl.LazyFrame) -> pl.LazyFrame:
    """Views of pages an hour."""
    return (
        client.group_by("dt", "hour", "trmnl_style", page="wt_ti")
        .agg(
            pv=pl.len(),
            uv=col("wt_co_f").drop_nulls().n_unique(),
            median_delay=(col("dcsdat") - col("wt_touch_tm").cast(pl.Int64)).median(),
        )
        .select(*job.HOURLY_COLUMNS, *job.PARTITION)
    )


def main() -> None:
    """Runs the job."""
    arguments = parse()
    tsv = {"separator": "\t", "has_header": False, "quote_char": None, "infer_schema": False}
    sources = pl.read_csv(
        arguments.sources, new_columns=["data_source_id", "name", "terminal", "interface", "table"], **tsv
    ).lazy()
    domains = pl.read_csv(arguments.domains, new_columns=["domain", "interface"], **tsv).lazy()

    def sink(frame: pl.LazyFrame, key: list[str], *, table: str | None = None) -> pl.LazyFrame:
        folder = arguments.table(table) if table else arguments.out
        target = pl.PartitionBy(folder, key=key, include_key=False)
        written = frame.sink_parquet(target, compression="zstd", compression_level=1, mkdir=True, lazy=True)
        assert written is not None
        return written

    pl.collect_all([sink(dwd(cleaned(arguments, sources)), ["table", *job.PARTITION])], engine="streaming")
    client, other = (
        pl.scan_parquet(arguments.files(name), hive_schema={"table": pl.String, **HIVE}, try_parse_hive_dates=False)
        for name in ["dwd_client", "dwd_other"]
    )
    results = {
        "ads_51007": ads_51007(client, sources),
        "ads_77006": ads_77006(client, sources),
        "ads_51006": ads_51006(other, sources, domains),
        "ads_hourly": hourly(client),
    }
    sinks = [sink(frame, job.PARTITION, table=name) for name, frame in results.items()]
    pl.collect_all(sinks, engine="streaming")


if __name__ == "__main__":
    main()
