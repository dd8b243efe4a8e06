"""The job in DuckDB: SQL with JSON functions, and Python for what DuckDB lacks (ciphers, links that are no UTF-8).

One `json_extract_string` with a list of paths reads all attributes: a call for each would parse the object as many
times. Both DWD tables come from one pass over ODS, because `PARTITION_BY` can tell tables apart as well as hours.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import unquote_plus

import duckdb
import pyarrow as pa
from duckdb.func import FunctionNullHandling

import job
import phones
from engines.arguments import Arguments, parse
from job import literal

COPY = "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, PARTITION_BY"


def remembering(function: Callable[[Sequence[str | None]], list[str | None]]) -> Callable[[pa.Array], pa.Array]:
    """An Arrow function that works on each distinct text once: there are few users, and many events of each."""
    known: dict[str | None, str | None] = {None: None}

    def call(column: pa.Array) -> pa.Array:
        texts = column.to_pylist()
        new = [text for text in set(texts) if text not in known]
        known.update(zip(new, function(new), strict=True))
        return pa.array([known[text] for text in texts], pa.string())

    return call


def decode_broken(text: str) -> str:
    """A link whose bytes are not UTF-8, at which `url_decode` fails."""
    return unquote_plus(text, errors="replace")


MACROS = f"""
create macro strip(x) as translate(x, E'\\n\\r\\t', '');
create macro decode(x) as case
  when contains(x, '%') or contains(x, '+')
    then coalesce(try(url_decode(replace(x, '+', ' '))), decode_broken(x))
  else x
end;
create macro host(x) as nullif(regexp_extract(x, {literal(job.URL_HOST)}, 1), '');
create macro query(x) as case
  when regexp_matches(x, {literal(job.URL_QUERY)}) then regexp_extract(x, {literal(job.URL_QUERY)}, 1)
  when contains(x, '?') then split_part(x, '?', 2)
end;
create macro custom(x) as list_filter(
  regexp_extract_all(
    case when contains(x, ':{{') then regexp_replace(x, {literal(job.ITEM_OBJECT)}, '', 'g') else x end,
    {literal(job.XY_PAIR)}
  ),
  lambda pair: not regexp_matches(pair, {literal(job.COORDINATE)})
);
create macro object(pairs) as case when len(pairs) > 0 then '{{' || array_to_string(pairs, ',') || '}}' end;
"""


def path(key: str) -> str:
    """A JSON path that takes a key as a name, dollars included."""
    return literal(f'$."{key}"')


def dwd(arguments: Arguments) -> str:
    """The query of both DWD tables."""
    picked = ", ".join(f"a[{at}] as {name}" for at, name in enumerate(job.PICKED, 1))
    native = ", ".join(map(literal, job.NATIVE_SOURCES))
    worked = {
        "daytime": "event_time",
        "ip": "split_part(address, '|', 1)",
        "ip_prov": "split_part(address, '|', 3)",
        "ip_city": "split_part(address, '|', 4)",
        "cs_host": "coalesce(host(es), domain)",
        "wt_co_f": "anonymous_user",
        "wt_mobile": """coalesce(nullif(phone(a_mobile), ''), nullif(
            case when user_key = '$basic_userId' then phone_of_user("user") else "user" end, ''))""",
        "wt_es": "es",
        "trmnl_style": "data_source_id",
        "wt_av": f"""case when data_source_id in ({native}) and coalesce(a_av, '') = ''
            then 'APP_' || lower(split_part(client, '|', 1)) || '_' || client_version else a_av end""",
        "date": "dt",
        "click_time": "client_time",
        "useragent": "user_agent",
        "wt_sv": "split_part(client, '|', 2)",
        "wt_vt_sid": "session",
        "wt_dcsref": "coalesce(nullif(strip(decode(a_dcsref)), ''), referrer_domain)",
        "wt_next_url": "strip(decode(a_next_url))",
        "wt_xy": "object(custom(attributes))",
        # China has had no summer time since 1991.
        "dcsdat": "(epoch(client_time::timestamp)::bigint - 28800) * 1000",
        "wt_charge_phone": "phone(a_charge_phone)",
        "pageid": f"substr(nullif(regexp_extract(q, {literal(job.PAGE_ID)}, 1), ''), 1, 19)",
        "sellerid": f"regexp_extract(q, {literal(job.SELLER_ID)}, 1)",
        "extendid": f"regexp_extract(q, {literal(job.EXTEND_ID)}, 1)",
        "channelid": f"nullif(substr(regexp_extract(q, {literal(job.CHANNEL_ID)}, 1), 1, 12), '')",
        "os": "split_part(client, '|', 1)",
        "os_version": "split_part(client, '|', 2)",
        "device_brand": "split_part(client, '|', 3)",
        "device_model": "split_part(client, '|', 4)",
        "browser": "split_part(client, '|', 5)",
        "browser_version": "split_part(client, '|', 6)",
    }
    columns = ",\n  ".join(f'{worked.get(name, name)} as "{name}"' for name in job.COLUMNS)
    return f"""
with cleaned as (
  select
    event_time, client_time, referrer_domain, client_version, ip as address, user_key, o.data_source_id, dt, hour,
    if(s."table" = {literal(job.CLIENT_TABLE)}, 'dwd_client', 'dwd_other') as "table",
    strip(anonymous_user) as anonymous_user, strip("user") as "user", strip(session) as session,
    strip(domain) as domain, strip(user_agent) as user_agent, strip(browser) as client,
    case when regexp_matches(attributes, {literal(job.HAS_BREAKS)})
      then regexp_replace(attributes, {literal(job.JSON_BREAKS)}, '\\1', 'g') else attributes end as attributes
  from read_parquet('{arguments.ods}/*/*/*.parquet', hive_partitioning = true, hive_types_autocast = false) o
  join sources s on s.data_source_id = o.data_source_id
), taken as (
  select *, json_extract_string(attributes, [{", ".join(map(path, job.PICKED.values()))}]) as a
  from cleaned
), named as (
  select * exclude (a), {picked} from taken
), linked as (
  select *, strip(decode(a_es)) as es from named
), paged as (
  select *, decode(coalesce(translate(decode(a_query), E'\\n\\r\\t|', ''), query(replace(es, '|', '')))) as q
  from linked
)
select {columns},
  attributes, "table", dt, hour
from paged"""


def ads_51007() -> str:
    """What happens, without exposures."""
    return f"""
select {job.names([*job.COLUMNS, *job.PARTITION], "d.")}
from dwd_client d semi join (from sources where interface = '51007') s on s.data_source_id = d.trmnl_style
where wt_et is null or wt_et <> 'imp'"""


def ads_77006() -> str:
    """Exposed items."""
    item = {
        "event": "coalesce(strip(f[1]), key)",
        "env_name": "strip(f[2])",
        "mark_id": "strip(f[3])",
        "next_url": "strip(decode(f[4]))",
        "xy": "object(custom(item))",
    }
    columns = ", ".join(f"{expression} as {name}" for name, expression in item.items())
    fields = ", ".join(map(path, ["WT_event", "WT_envName", "WT_markId", "WT_next_url"]))
    return f"""
with exposed as (
  select {job.names([*job.COLUMNS, *job.PARTITION], "d.")}, attributes,
    unnest(list_filter(json_keys(attributes), lambda k: regexp_matches(k, '{job.ITEM_KEY}'))) as key
  from dwd_client d
  semi join (from sources where interface = '51007' and terminal in ('APP_ANDROID', 'APP_IOS')) s
    on s.data_source_id = d.trmnl_style
  where wt_et = 'imp' and type is not null and area_id is not null
), items as (
  select *, json_extract_string(attributes, '$."' || key || '"') as item from exposed
), fields as (
  select *, json_extract_string(item, [{fields}]) as f from items where item like '{{%'
)
select {job.names(job.COLUMNS)}, {columns}, dt, hour from fields"""


def ads_51006() -> str:
    """Partners and benefits."""
    return f"""
select {job.names([*job.COLUMNS, *job.PARTITION], "d.")}
from dwd_other d
left join (select distinct data_source_id from sources where interface = '51006') s
  on s.data_source_id = d.trmnl_style
left join (select distinct domain from domains where interface = '51006') l on l.domain = d.cs_host
where
  (s.data_source_id is not null and l.domain is not null
    and (mc_ev is null or not (contains(mc_ev, '210315_QYCS') or contains(mc_ev, '210902_QYLQTYY'))))
  or (contains(mc_ev, '210315_QYCS') and not regexp_matches(mc_ev, {literal(job.CAMPAIGN_NUMBER)}))
  or contains(mc_ev, '210902_QYLQTYY')
  or mc_ev = '230417_QYLQ'
  or subdatasourceid = 'lwmocvna7yi1z6hq'"""


HOURLY = """
select trmnl_style, wt_ti as page, count(*) as pv, count(distinct wt_co_f) as uv,
  quantile_cont(dcsdat - wt_touch_tm::bigint, 0.5) as median_delay, dt, hour
from dwd_client
group by all"""


def main() -> None:
    """Runs the job."""
    arguments = parse()
    connection = duckdb.connect()
    connection.execute(f"set threads = {arguments.threads}")
    connection.execute("set preserve_insertion_order = false")
    for name, decrypt in (("phone", phones.decrypt_twice), ("phone_of_user", phones.decrypt_users)):
        connection.create_function(
            name,
            remembering(decrypt),
            ["VARCHAR"],
            "VARCHAR",
            type="arrow",
            null_handling=FunctionNullHandling.SPECIAL,
        )
    connection.create_function("decode_broken", decode_broken, ["VARCHAR"], "VARCHAR")
    connection.execute(MACROS)
    connection.execute(f"""
        create table sources as from read_csv('{arguments.sources}', delim = '\t', header = false, quote = '',
          all_varchar = true, names = ['data_source_id', 'name', 'terminal', 'interface', 'table']);
        create table domains as from read_csv('{arguments.domains}', delim = '\t', header = false, quote = '',
          all_varchar = true, names = ['domain', 'interface']);
    """)
    arguments.out.mkdir(parents=True, exist_ok=True)
    target = f"""'{arguments.out}' ({COPY} ("table", dt, hour), OVERWRITE_OR_IGNORE)"""
    connection.execute(f"copy ({dwd(arguments)}) to {target}")
    for name in ["dwd_client", "dwd_other"]:
        connection.execute(f"""create view {name} as from read_parquet('{arguments.files(name)}',
            hive_partitioning = true, hive_types_autocast = false)""")
    for name, query in [
        ("ads_51007", ads_51007()),
        ("ads_77006", ads_77006()),
        ("ads_51006", ads_51006()),
        ("ads_hourly", HOURLY),
    ]:
        connection.execute(f"copy ({query}) to '{arguments.table(name)}' ({COPY} (dt, hour))")


if __name__ == "__main__":
    main()
