"""The job in PySpark on one machine: `from_json` for attributes, and built-in functions for all else.

Spark has ciphers and links of its own, so that no row has to leave the JVM for Python. Both DWD tables come from one
pass over ODS, because `partitionBy` can tell tables apart as well as hours.
"""

from __future__ import annotations

import os

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as f
from pyspark.sql.types import StringType, StructField, StructType

import job
from engines.arguments import Arguments, parse

ITEM_FIELDS = ["WT_event", "WT_envName", "WT_markId", "WT_next_url"]


def session(threads: int) -> SparkSession:
    """A session with that many tasks at a time."""
    settings = {
        "spark.driver.memory": "4g",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.sql.session.timeZone": "Asia/Shanghai",
        "spark.sql.shuffle.partitions": str(2 * threads),
        "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
        "spark.sql.parquet.compression.codec": "zstd",
        "spark.hadoop.parquet.compression.codec.zstd.level": "1",
        # Without it, rows are sorted by partition before they are written.
        "spark.sql.maxConcurrentOutputFileWriters": "128",
    }
    builder = SparkSession.builder.master(f"local[{threads}]").appName("pipeline")
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def strings(names: list[str]) -> StructType:
    """A struct of texts."""
    return StructType([StructField(name, StringType()) for name in names])


def field(struct: str, name: str) -> Column:
    """A field by its name, dollars included."""
    return f.col(f"{struct}.`{name}`")


def strip(text: Column, characters: str = "\n\r\t") -> Column:
    """A text without line breaks and tabs."""
    return f.translate(text, characters, "")


def decode(text: Column) -> Column:
    """A link decoded; a percent sign that begins no escape is one."""
    return f.try_url_decode(f.regexp_replace(text, "%(?![0-9a-fA-F]{2})", "%25"))


def none_if_empty(text: Column) -> Column:
    """NULL for an empty text."""
    return f.nullif(text, f.lit(""))


def query(link: Column) -> Column:
    """The query of a link, or what stands behind the `?` of a path."""
    return f.when(link.rlike(job.URL_QUERY), f.regexp_extract(link, job.URL_QUERY, 1)).otherwise(
        f.get(f.split(link, r"\?"), f.lit(1))
    )


def custom(text: Column) -> Column:
    """The custom fields of an object without coordinates, as an object."""
    flat = f.when(f.contains(text, f.lit(":{")), f.regexp_replace(text, job.ITEM_OBJECT, "")).otherwise(text)
    pairs = f.filter(f.regexp_extract_all(flat, f.lit(job.XY_PAIR), f.lit(0)), lambda pair: ~pair.rlike(job.COORDINATE))
    return f.when(f.size(pairs) > 0, f.concat(f.lit("{"), f.array_join(pairs, ","), f.lit("}")))


def blocks(text: Column) -> Column:
    """The bytes of ciphertext; NULL for a text that is none."""
    decoded = f.try_to_binary(f.translate(text, " ", "+"), f.lit("base64"))
    return f.when((f.length(decoded) > 0) & (f.length(decoded) % 16 == 0), decoded)


def decrypted(text: Column) -> Column:
    """What ciphertext stands for; NULL if it does not decrypt."""
    key = f.lit(os.environ["MAIDIAN_KEY_MOBILE"])
    plain = f.try_aes_decrypt(blocks(text), key.cast("binary"), f.lit("ECB"), f.lit("PKCS"))
    return f.try_validate_utf8(plain.cast("string"))


def phone(text: Column) -> Column:
    """A phone that was encrypted once, twice or never."""
    once = f.when(blocks(text).isNotNull(), decrypted(text)).otherwise(text)
    return f.coalesce(decrypted(once), once)


def dwd(spark: SparkSession, arguments: Arguments, sources: DataFrame) -> DataFrame:
    """Both DWD tables."""
    tables = sources.select(
        "data_source_id",
        f.when(f.col("table") == job.CLIENT_TABLE, "dwd_client").otherwise("dwd_other").alias("table"),
    )
    text = f.col("attributes")
    ods = spark.read.parquet(str(arguments.ods)).select(*job.ODS_COLUMNS)
    stripped = ["anonymous_user", "user", "session", "domain", "user_agent", "browser"]
    rows = (
        ods.join(f.broadcast(tables), "data_source_id")
        .withColumns(
            {
                **{name: strip(f.col(name)) for name in stripped},
                "attributes": f.when(
                    text.rlike(job.HAS_BREAKS), f.regexp_replace(text, job.JSON_BREAKS, "$1")
                ).otherwise(text),
            }
        )
        .withColumn("a", f.from_json("attributes", strings(list(job.PICKED.values()))))
        .withColumns(
            {
                "es": strip(decode(field("a", "WT_es"))),
                "address": f.split("ip", r"\|"),
                "client": f.split("browser", r"\|"),
            }
        )
        .withColumn(
            "q",
            decode(
                f.coalesce(
                    strip(decode(field("a", "$query")), "\n\r\t|"),
                    query(f.translate(f.col("es"), "|", "")),
                )
            ),
        )
    )
    user = f.col("user")
    plain_user = f.when(
        f.col("user_key") == "$basic_userId", f.when(user.endswith("=="), decrypted(user)).otherwise(user)
    ).otherwise(user)
    native = f.col("data_source_id").isin(job.NATIVE_SOURCES) & (f.coalesce(field("a", "WT_av"), f.lit("")) == "")
    worked = {
        "daytime": f.col("event_time"),
        "ip": f.get("address", f.lit(0)),
        "ip_prov": f.get("address", f.lit(2)),
        "ip_city": f.get("address", f.lit(3)),
        "cs_host": f.coalesce(none_if_empty(f.regexp_extract("es", job.URL_HOST, 1)), "domain"),
        "wt_co_f": f.col("anonymous_user"),
        "wt_mobile": f.coalesce(none_if_empty(phone(field("a", "WT_mobile"))), none_if_empty(plain_user)),
        "wt_es": f.col("es"),
        "trmnl_style": f.col("data_source_id"),
        "wt_av": f.when(
            native, f.concat(f.lit("APP_"), f.lower(f.get("client", f.lit(0))), f.lit("_"), "client_version")
        ).otherwise(field("a", "WT_av")),
        "date": f.col("dt"),
        "click_time": f.col("client_time"),
        "useragent": f.col("user_agent"),
        "wt_sv": f.get("client", f.lit(1)),
        "wt_vt_sid": f.col("session"),
        "wt_dcsref": f.coalesce(none_if_empty(strip(decode(field("a", "WT_dcsref")))), "referrer_domain"),
        "wt_next_url": strip(decode(field("a", "WT_next_url"))),
        "wt_xy": custom(text),
        "dcsdat": f.unix_timestamp("client_time") * 1000,
        "wt_charge_phone": phone(field("a", "WT_charge_phone")),
        "pageid": f.substring(none_if_empty(f.regexp_extract("q", job.PAGE_ID, 1)), 1, 19),
        "sellerid": f.regexp_extract("q", job.SELLER_ID, 1),
        "extendid": f.regexp_extract("q", job.EXTEND_ID, 1),
        "channelid": none_if_empty(f.substring(f.regexp_extract("q", job.CHANNEL_ID, 1), 1, 12)),
        "os": f.get("client", f.lit(0)),
        "os_version": f.get("client", f.lit(1)),
        "device_brand": f.get("client", f.lit(2)),
        "device_model": f.get("client", f.lit(3)),
        "browser": f.get("client", f.lit(4)),
        "browser_version": f.get("client", f.lit(5)),
    }
    plain = {name: field("a", key) for name, key in job.PLAIN.items()}
    columns = [{**plain, **worked}[name].alias(name) for name in job.COLUMNS]
    return rows.select(*columns, "attributes", "table", *job.PARTITION)


def ads_51007(client: DataFrame, sources: DataFrame) -> DataFrame:
    """What happens, without exposures."""
    chosen = sources.where("interface = '51007'").select(f.col("data_source_id").alias("trmnl_style"))
    return (
        client.join(f.broadcast(chosen), "trmnl_style", "left_semi")
        .where("wt_et is null or wt_et <> 'imp'")
        .select(*job.COLUMNS, *job.PARTITION)
    )


def ads_77006(client: DataFrame, sources: DataFrame) -> DataFrame:
    """Exposed items."""
    chosen = sources.where("interface = '51007' and terminal in ('APP_ANDROID', 'APP_IOS')")
    pairs = f.map_entries(f.from_json("attributes", "map<string, string>"))
    return (
        client.join(
            f.broadcast(chosen.select(f.col("data_source_id").alias("trmnl_style"))), "trmnl_style", "left_semi"
        )
        .where("wt_et = 'imp' and type is not null and area_id is not null")
        .withColumn("one", f.explode(f.filter(pairs, lambda pair: pair["key"].rlike(job.ITEM_KEY))))
        .where(f.startswith(f.col("one.value"), f.lit("{")))
        .withColumn("fields", f.from_json("one.value", strings(ITEM_FIELDS)))
        .select(
            *job.COLUMNS,
            f.coalesce(strip(field("fields", "WT_event")), "one.key").alias("event"),
            strip(field("fields", "WT_envName")).alias("env_name"),
            strip(field("fields", "WT_markId")).alias("mark_id"),
            strip(decode(field("fields", "WT_next_url"))).alias("next_url"),
            custom(f.col("one.value")).alias("xy"),
            *job.PARTITION,
        )
    )


def ads_51006(other: DataFrame, sources: DataFrame, domains: DataFrame) -> DataFrame:
    """Partners and benefits."""
    chosen = sources.where("interface = '51006'").select(
        f.col("data_source_id").alias("trmnl_style"), f.lit(True).alias("is_source")
    )
    pages = domains.where("interface = '51006'").select(f.col("domain").alias("cs_host"), f.lit(True).alias("is_page"))
    return (
        other.join(f.broadcast(chosen.distinct()), "trmnl_style", "left")
        .join(f.broadcast(pages.distinct()), "cs_host", "left")
        .where(
            f"""
            (is_source and is_page and (mc_ev is null
              or not (contains(mc_ev, '210315_QYCS') or contains(mc_ev, '210902_QYLQTYY'))))
            or (contains(mc_ev, '210315_QYCS') and not mc_ev rlike '{job.CAMPAIGN_NUMBER}')
            or contains(mc_ev, '210902_QYLQTYY')
            or mc_ev = '230417_QYLQ'
            or subdatasourceid = 'lwmocvna7yi1z6hq'
            """
        )
        .select(*job.COLUMNS, *job.PARTITION)
    )


def hourly(client: DataFrame) -> DataFrame:
    """Views of pages an hour."""
    return (
        client.groupBy("dt", "hour", "trmnl_style", f.col("wt_ti").alias("page"))
        .agg(
            f.count("*").alias("pv"),
            f.count_distinct("wt_co_f").alias("uv"),
            f.percentile(f.col("dcsdat") - f.col("wt_touch_tm").cast("bigint"), 0.5).alias("median_delay"),
        )
        .select(*job.HOURLY_COLUMNS, *job.PARTITION)
    )


def main() -> None:
    """Runs the job."""
    arguments = parse()
    spark = session(arguments.threads)
    names = ["data_source_id", "name", "terminal", "interface", "table"]
    sources = spark.read.csv(str(arguments.sources), sep="\t", quote="", schema=strings(names))
    domains = spark.read.csv(str(arguments.domains), sep="\t", quote="", schema=strings(["domain", "interface"]))
    dwd(spark, arguments, sources).write.partitionBy("table", *job.PARTITION).parquet(str(arguments.out), mode="append")
    client, other = (spark.read.parquet(str(arguments.table(name))) for name in ["dwd_client", "dwd_other"])
    for name, frame in {
        "ads_51007": ads_51007(client, sources),
        "ads_77006": ads_77006(client, sources),
        "ads_51006": ads_51006(other, sources, domains),
        "ads_hourly": hourly(client),
    }.items():
        frame.write.partitionBy(*job.PARTITION).parquet(str(arguments.table(name)))
    spark.stop()


if __name__ == "__main__":
    main()
