"""What the job is: tables, columns and rules that every engine's script shares.

All scripts build their SELECT lists from here, so that no engine computes a column less than another.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

# Column of DWD -> the attribute that it is, unchanged.
PLAIN = {
    "wt_cid": "WT_cid",
    "wt_city": "WT_city",
    "wt_event": "WT_event",
    "wt_ti": "WT_ti",
    "wt_markid": "WT_markId",
    "wt_prov": "WT_prov",
    "wt_si_x": "WT_si_x",
    "wt_si_n": "WT_si_n",
    "wt_si_s": "WT_si_s",
    "wt_goods_id": "WT_goods_id",
    "wt_sku_id": "WT_sku_id",
    "wt_channelid": "WT_channelid",
    "wt_os": "WT_os",
    "wt_dm": "$device_model",
    "wt_a_dc": "WT_a_dc",
    "wt_ct": "WT_ct",
    "wt_sr": "WT_sr",
    "wt_userbrand": "WT_userBrand",
    "wt_loginprovince": "WT_loginProvince",
    "wt_logincity": "WT_loginCity",
    "wt_appid": "WT_appId",
    "wt_channel": "WT_channel",
    "wt_et": "WT_et",
    "wt_ed": "WT_ed",
    "wt_envname": "WT_envName",
    "wt_errcode": "WT_errcode",
    "wt_errmsg": "WT_errmsg",
    "wt_serial_no": "WT_serial_no",
    "wt_act_str_step_id": "WT_act_str_step_id",
    "wt_group_id": "WT_group_id",
    "wt_mr_id": "WT_mr_id",
    "wt_ad_step": "WT_ad_step",
    "wt_touch_tm": "WT_touch_tm",
    "wt_appqry": "WT_appqry",
    "wt_sid": "WT_sid",
    "wt_aav": "WT_aav",
    "wt_page_type": "WT_page_type",
    "wt_page_type_id": "WT_page_type_id",
    "title": "$title",
    "wt_token_id": "WT_token_id",
    "wt_area_type_1": "WT_area_type_1",
    "wt_area_name": "WT_area_name",
    "wt_area_type_2": "WT_area_type_2",
    "mc_ev": "WT_mc_ev",
    "area_id": "area_id",
    "type": "type",
    "subdatasourceid": "subdatasourceid",
}

# Attributes that need work, under the names that the scripts give them while they work.
WORKED = {
    "a_mobile": "WT_mobile",
    "a_charge_phone": "WT_charge_phone",
    "a_av": "WT_av",
    "a_es": "WT_es",
    "a_next_url": "WT_next_url",
    "a_dcsref": "WT_dcsref",
    "a_query": "$query",
}

# Everything that is read from an attributes object: name in the script -> key.
PICKED = PLAIN | WORKED

# The columns of DWD in order, without `attributes` and the partition's.
COLUMNS = """
daytime ip ip_prov ip_city cs_host wt_cid wt_co_f wt_city wt_mobile wt_event wt_ti wt_es wt_markid trmnl_style wt_av
date click_time wt_prov wt_si_x wt_si_n wt_si_s wt_goods_id wt_sku_id wt_channelid useragent wt_os wt_dm wt_sv wt_a_dc
wt_ct wt_sr wt_vt_sid wt_userbrand wt_loginprovince wt_logincity wt_appid wt_channel wt_dcsref wt_et wt_ed wt_envname
wt_next_url wt_errcode wt_errmsg wt_serial_no wt_act_str_step_id wt_group_id wt_mr_id wt_ad_step wt_touch_tm wt_appqry
wt_xy wt_sid wt_aav wt_page_type wt_page_type_id title wt_token_id wt_area_type_1 wt_area_name wt_area_type_2 dcsdat
wt_charge_phone mc_ev area_id type subdatasourceid pageid sellerid extendid channelid os os_version device_brand
device_model browser browser_version
""".split()

PARTITION = ["dt", "hour"]
ITEM_COLUMNS = ["event", "env_name", "mark_id", "next_url", "xy"]
HOURLY_COLUMNS = ["trmnl_style", "page", "pv", "uv", "median_delay"]

# Columns of ODS that the job reads.
ODS_COLUMNS = """
event_time client_time referrer_domain client_version ip user_key data_source_id anonymous_user user session domain
user_agent browser attributes dt hour
""".split()

CLIENT_TABLE = "ham_jituan.dwd_client_event_gio_di"
OTHER_TABLE = "ham.dwd_dcslog_event_gio_di"
NATIVE_SOURCES = ["a1f48d9ff4f42571", "b508a809cbbddd0b"]

# Patterns in the dialect that RE2, Rust's regex and Java's share.
BREAKS = r"[\n\r\t]"
# Line breaks and tabs inside a JSON text, as they stand or as escapes; any other escape is matched as a whole and kept.
HAS_BREAKS = r"[\n\r\t]|\\([nrt]|u000[9aAdD])"
JSON_BREAKS = r"[\n\r\t]|\\[nrt]|\\u000[9aAdD]|(\\[\s\S])"
# A JSON string, and a pair of a custom field. Objects of exposures are taken out before: their fields are their own.
XY_PAIR = r'"XY[_.][^"\\]*":(?:"[^"\\]*(?:\\.[^"\\]*)*"|[^"{}\[\],]+)'
COORDINATE = r'^"XY[_.](?i:lng|lag|lon|longitude|lat|latitude)":'
ITEM_OBJECT = r'"P[0-9]{11}":\{(?:"[^"\\]*(?:\\.[^"\\]*)*"|[^"{}])*\}'
ITEM_KEY = r"^P[0-9]{11}$"
URL_HOST = r"^(?i:https?|ftp)://(?:[^/?#@]*@)?([^/?#:]*)"
URL_QUERY = r"^(?i:https?|ftp)://[^?#]*\?([^#]*)"
PAGE_ID = r"pageId=([0-9a-zA-z]+)"
SELLER_ID = r"sellerId=([0-9a-zA-z-]+)"
EXTEND_ID = r"extendId=([0-9a-zA-z+-]+)"
CHANNEL_ID = r"channelId=([0-9a-zA-z]+)"
CAMPAIGN_NUMBER = r"^210315_QYCS_[0-9]+$"


@dataclass(frozen=True)
class Table:
    """A table that the job writes: its name among the peers, and where the warehouse has it."""

    name: str
    warehouse: str
    columns: list[str]

    def ours(self, warehouse: Path) -> Path:
        """Its folder in a warehouse."""
        database, table = self.warehouse.split(".")
        return warehouse / f"{database}.db" / table


TABLES = [
    Table("dwd_client", CLIENT_TABLE, [*COLUMNS, "attributes"]),
    Table("dwd_other", OTHER_TABLE, [*COLUMNS, "attributes"]),
    Table("ads_51007", "ham_jituan.ads_hachi_jzyy_xtb2_51007_gio_dt_hour", COLUMNS),
    Table("ads_77006", "ham_jituan.ads_hachi_jzyy_xtb2_77006_gio_dt_hour", [*COLUMNS, *ITEM_COLUMNS]),
    Table("ads_51006", "ham.ads_hachi_jzyy_xtb2_51006_gio_dt_hour", COLUMNS),
    Table("ads_hourly", "ham_jituan.ads_page_hourly", HOURLY_COLUMNS),
]
ODS = Table("ods", "ham_jituan.ods_client_event_gio_all", ODS_COLUMNS)


def names(columns: list[str], prefix: str = "", quote: str = '"') -> str:
    """A list of columns for SQL."""
    return ", ".join(f"{prefix}{quote}{column}{quote}" for column in columns)


def literal(text: str) -> str:
    """A text as SQL's literal, where backslashes are themselves."""
    return "'" + text.replace("'", "''") + "'"
