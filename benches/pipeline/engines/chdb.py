"""The job in ClickHouse, inside this process through chDB.

One `JSONExtract` into a tuple reads all attributes. Ciphers, links and regular expressions are built in, so nothing is
Python here. Both DWD tables come from one pass over ODS, because a partition can tell tables apart as well as hours.
"""

from __future__ import annotations

import os
import tempfile

from chdb.session import Session

import job
from engines.arguments import Arguments, parse


def literal(text: str) -> str:
    """A text as ClickHouse's literal, in which backslashes are escapes."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


FUNCTIONS = f"""
create function strip as x -> translate(x, '\\n\\r\\t', '');
create function decode as x -> toValidUTF8(decodeURLFormComponent(x));
create function part as (x, i) -> if(isNull(x), NULL, splitByChar('|', assumeNotNull(x))[i]);
create function host as x -> nullIf(extract(x, {literal(job.URL_HOST)}), '');
create function query as x -> multiIf(
  match(x, {literal(job.URL_QUERY)}), extract(x, {literal(job.URL_QUERY)}),
  position(x, '?') > 0, splitByChar('?', assumeNotNull(x))[2],
  NULL);
create function custom as x -> arrayFilter(
  pair -> not match(pair, {literal(job.COORDINATE)}),
  extractAll(
    if(position(assumeNotNull(x), ':{{') > 0,
      replaceRegexpAll(assumeNotNull(x), {literal(job.ITEM_OBJECT)}, ''), assumeNotNull(x)),
    {literal(job.XY_PAIR)}));
create function object as pairs -> if(notEmpty(pairs), concat('{{', arrayStringConcat(pairs, ','), '}}'), NULL);
create function blocks as x -> tryBase64Decode(replaceAll(x, ' ', '+'));
create function is_cipher as x -> length(blocks(x)) > 0 and length(blocks(x)) % 16 = 0;
create function decrypted as x -> tryDecrypt('aes-128-ecb', blocks(x), {{key}});
create function text_of as x -> if(isValidUTF8(x), x, NULL);
create function peel as x -> if(is_cipher(x), text_of(decrypted(x)), x);
create function peel_again as x -> if(is_cipher(x), coalesce(text_of(decrypted(x)), x), x);
create function phone as x -> peel_again(peel(x));
create function phone_of_user as (user, user_key) -> multiIf(
  coalesce(user_key, '') != '$basic_userId', user,
  endsWith(user, '=='), if(is_cipher(user), text_of(decrypted(user)), NULL),
  user);
"""


def insert(out: str, columns: list[str], table: str, query: str) -> str:
    """A statement that writes the rows of a query, each into the partition that `table` and its hour say."""
    numbers = {"dcsdat": "Int64", "pv": "Int64", "uv": "Int64", "median_delay": "Nullable(Float64)"}
    types = ", ".join(f"`{name}` {numbers.get(name, 'Nullable(String)')}" for name in columns)
    return f"""insert into function file('{out}/{{_partition_id}}/part.parquet', 'Parquet',
          '{types}, `table` String, `dt` String, `hour` String')
        partition by concat('table=', `table`, '/dt=', dt, '/hour=', hour)
        select {job.names(columns, quote="`")}, {table} as `table`, dt, hour from ({query})"""


def dwd(arguments: Arguments) -> str:
    """The query of both DWD tables."""
    types = ", ".join(f'"{key}" Nullable(String)' for key in job.PICKED.values())
    picked = ", ".join(f"tupleElement(a, {literal(key)}) as `{name}`" for name, key in job.PICKED.items())
    native = ", ".join(map(literal, job.NATIVE_SOURCES))
    worked = {
        "daytime": "event_time",
        "ip": "part(address, 1)",
        "ip_prov": "part(address, 3)",
        "ip_city": "part(address, 4)",
        "cs_host": "coalesce(host(es), domain)",
        "wt_co_f": "anonymous_user",
        "wt_mobile": "coalesce(nullIf(phone(a_mobile), ''), nullIf(phone_of_user(user, user_key), ''))",
        "wt_es": "es",
        "trmnl_style": "data_source_id",
        "wt_av": f"""if(data_source_id in ({native}) and coalesce(a_av, '') = '',
            concat('APP_', lower(part(client, 1)), '_', client_version), a_av)""",
        "date": "dt",
        "click_time": "client_time",
        "useragent": "user_agent",
        "wt_sv": "part(client, 2)",
        "wt_vt_sid": "session",
        "wt_dcsref": "coalesce(nullIf(strip(decode(a_dcsref)), ''), referrer_domain)",
        "wt_next_url": "strip(decode(a_next_url))",
        "wt_xy": "object(custom(text))",
        "dcsdat": "toInt64(toUnixTimestamp(toDateTime(assumeNotNull(client_time), 'Asia/Shanghai'))) * 1000",
        "wt_charge_phone": "phone(a_charge_phone)",
        "pageid": f"substring(nullIf(extract(q, {literal(job.PAGE_ID)}), ''), 1, 19)",
        "sellerid": f"extract(q, {literal(job.SELLER_ID)})",
        "extendid": f"extract(q, {literal(job.EXTEND_ID)})",
        "channelid": f"nullIf(substring(extract(q, {literal(job.CHANNEL_ID)}), 1, 12), '')",
        "os": "part(client, 1)",
        "os_version": "part(client, 2)",
        "device_brand": "part(client, 3)",
        "device_model": "part(client, 4)",
        "browser": "part(client, 5)",
        "browser_version": "part(client, 6)",
        "attributes": "text",
    }
    columns = ",\n  ".join(f"{worked.get(name, f'`{name}`')} as `{name}`" for name in [*job.COLUMNS, "attributes"])
    # Names that the outermost SELECT defines anew must not be in its input.
    return f"""
select {columns}, tbl, day as dt, h as hour
from (
  select *, decode(coalesce(translate(decode(a_query), '\\n\\r\\t|', ''), query(replaceAll(es, '|', '')))) as q
  from (
    select *, strip(decode(a_es)) as es
    from (
      select * except (a), {picked}
      from (
        select *, JSONExtract(assumeNotNull(text), 'Tuple({types})') as a
        from (
          select event_time, client_time, referrer_domain, client_version, ip as address, user_key,
            o.data_source_id as data_source_id, toString(dt) as day, leftPad(toString(hour), 2, '0') as h,
            if(s.`table` = {literal(job.CLIENT_TABLE)}, 'dwd_client', 'dwd_other') as tbl,
            strip(anonymous_user) as anonymous_user, strip(user) as user, strip(session) as session,
            strip(domain) as domain, strip(user_agent) as user_agent, strip(browser) as client,
            if(match(attributes, {literal(job.HAS_BREAKS)}),
              replaceRegexpAll(attributes, {literal(job.JSON_BREAKS)}, '\\\\1'), attributes) as text
          from file('{arguments.ods}/*/*/*.parquet', 'Parquet') o
          join sources s on s.data_source_id = o.data_source_id
        )
      )
    )
  )
)"""


def read(arguments: Arguments, table: str) -> str:
    """A table that was written."""
    return f"file('{arguments.files(table)}', 'Parquet')"


def ads_51007(arguments: Arguments) -> str:
    """What happens, without exposures."""
    return f"""
select * from {read(arguments, "dwd_client")}
where trmnl_style in (select data_source_id from sources where interface = '51007')
  and (wt_et is null or wt_et != 'imp')"""


def ads_77006(arguments: Arguments) -> str:
    """Exposed items."""
    keys = ["WT_event", "WT_envName", "WT_markId", "WT_next_url"]
    types = ", ".join(f"{key} Nullable(String)" for key in keys)
    return f"""
select * except (pairs, key, raw, item, f),
  coalesce(strip(f.1), key) as event, strip(f.2) as env_name, strip(f.3) as mark_id,
  strip(decode(f.4)) as next_url, object(custom(item)) as xy
from (
  select *, pair.1 as key, pair.2 as raw,
    if(startsWith(raw, '"'), JSONExtractString(raw), raw) as item,
    JSONExtract(item, 'Tuple({types})') as f
  from (
    select *, arrayFilter(p -> match(p.1, '{job.ITEM_KEY}'), JSONExtractKeysAndValuesRaw(assumeNotNull(attributes)))
      as pairs
    from {read(arguments, "dwd_client")}
    where wt_et = 'imp' and type is not null and area_id is not null and trmnl_style in (
      select data_source_id from sources where interface = '51007' and terminal in ('APP_ANDROID', 'APP_IOS'))
  ) array join pairs as pair
)
where startsWith(item, '{{')"""


def ads_51006(arguments: Arguments) -> str:
    """Partners and benefits."""
    return f"""
select * from {read(arguments, "dwd_other")}
where
  (trmnl_style in (select data_source_id from sources where interface = '51006')
    and cs_host in (select domain from domains where interface = '51006')
    and (mc_ev is null or not (position(mc_ev, '210315_QYCS') > 0 or position(mc_ev, '210902_QYLQTYY') > 0)))
  or (position(mc_ev, '210315_QYCS') > 0 and not match(mc_ev, {literal(job.CAMPAIGN_NUMBER)}))
  or position(mc_ev, '210902_QYLQTYY') > 0
  or mc_ev = '230417_QYLQ'
  or subdatasourceid = 'lwmocvna7yi1z6hq'"""


def hourly(arguments: Arguments) -> str:
    """Views of pages an hour."""
    return f"""
select trmnl_style, wt_ti as page, count() as pv, uniqExact(wt_co_f) as uv,
  quantileExactInclusiveOrNull(0.5)(dcsdat - toInt64(wt_touch_tm)) as median_delay, dt, hour
from {read(arguments, "dwd_client")}
group by dt, hour, trmnl_style, page"""


def main() -> None:
    """Runs the job."""
    arguments = parse()
    with tempfile.TemporaryDirectory() as folder:
        session = Session(folder)
        key = literal(os.environ["MAIDIAN_KEY_MOBILE"])
        settings = f"""
            set max_threads = {arguments.threads}, max_insert_threads = {arguments.threads};
            set schema_inference_make_columns_nullable = 1, session_timezone = 'Asia/Shanghai';
            set output_format_parquet_compression_method = 'zstd', output_format_compression_level = 1;
            set output_format_parquet_write_bloom_filter = 0, output_format_parquet_row_group_size = 65536;
        """
        sources = "data_source_id String, name String, terminal String, interface String, `table` String"
        tables = f"""
            create table sources engine = Memory as select * from file('{arguments.sources}', 'TSV', '{sources}');
            create table domains engine = Memory as
              select * from file('{arguments.domains}', 'TSV', 'domain String, interface String');
        """
        for statement in (settings + FUNCTIONS.replace("{key}", key) + tables).split(";\n"):
            if statement.strip():
                session.query(statement)
        out = str(arguments.out)
        session.query(insert(out, [*job.COLUMNS, "attributes"], "tbl", dwd(arguments)))
        # The partition's columns are in the files that were just written.
        session.query("set use_hive_partitioning = 0")
        for name, columns, query in [
            ("ads_51007", job.COLUMNS, ads_51007(arguments)),
            ("ads_77006", [*job.COLUMNS, *job.ITEM_COLUMNS], ads_77006(arguments)),
            ("ads_51006", job.COLUMNS, ads_51006(arguments)),
            ("ads_hourly", job.HOURLY_COLUMNS, hourly(arguments)),
        ]:
            session.query(insert(out, columns, literal(name), query))


if __name__ == "__main__":
    main()
