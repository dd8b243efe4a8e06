"""The one table of inputs and expected outputs that every engine is held against.

What is expected is written down from the description of the functions and their references (java.net.URLDecoder,
uap-core's own test files, ip2region's sources, the published test key), never taken from this package's output.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Case:
    """Columns and constants that a function is called with, and the rows that come back."""

    function: str
    columns: tuple[list[Any], ...]
    constants: tuple[str, ...]
    expected: list[Any]

    def __str__(self) -> str:
        """The name of the test."""
        shape = ["column"] * len(self.columns) + [repr(constant) for constant in self.constants]
        return f"{self.function}({', '.join(shape)})"


def rows(function: str, *pairs: tuple[Any, Any], constants: tuple[str, ...] = ()) -> Case:
    """A case of one column: pairs of what goes in and what comes out."""
    inputs, expected = zip(*pairs, strict=True)
    return Case(function, (list(inputs),), constants, list(expected))


# It holds unescaped quotes in a value, as about one event in 200 does.
UNESCAPED = (
    '{"WT_event":"P00000078657","WT_envName":"顶部框架_在线客服",'
    '"WT_next_url":"https://wx.example.cn/x?ext={"scene":"APP-省二级"}","WT_city":"0513","XY_cs_type":"2"}'
)
# It was cut off; its complete pairs count.
CUT = '{"k":"1","XY_a":"x","$ip":"1.0.1.1","b":"rest is mis'
NO_OBJECTS = ["", "abc", "[1]", '"x"']

FIREFOX = "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:15.0) Gecko/20100101 Firefox/15.0.1"
QQ_BROWSER = (
    "MQQBrowser/371 Mozilla/5.0 (iPhone 4S; CPU iPhone OS 6_0_1 like Mac OS X) "
    "AppleWebKit/536.26 (KHTML, like Gecko) Mobile/10A523 Safari/7534.48.3"
)
HUAWEI = (
    "Mozilla/5.0 (Linux; Android 9; JAT-AL00 Build/HUAWEIJAT-AL00; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Version/4.0 Chrome/79.0.3945.116 Mobile Safari/537.36"
)
HUAWEI_ALL = "Android|Android 9|Huawei|JAT-AL00|Chrome Mobile WebView|Chrome Mobile WebView 79"

ONCE = "5C8iBf88r2w1PuW1NqyYcg=="
TWICE = "n8/q2T6EddZ6pcJ1YvKf/V+oqZCjQJOIXHA24mrd/Vs="
PHONE = "10000007919"
NO_PADDING = "AAAAAAAAAAAAAAAAAAAAAA=="


def region(country: str | None, province: str | None, city: str | None, isp: str | None) -> dict[str, str | None]:
    """What `ip_region` gives."""
    return {"country": country, "province": province, "city": city, "isp": isp}


UNKNOWN = region(None, None, None, None)


def client(os: tuple[Any, ...], device: tuple[Any, ...], browser: tuple[Any, ...]) -> dict[str, str | None]:
    """What `ua_parse` gives."""
    parts = ("family", "major", "minor", "patch")
    return {
        **{f"os_{part}": value for part, value in zip(parts, os, strict=True)},
        **{f"device_{part}": value for part, value in zip(("family", "brand", "model"), device, strict=True)},
        **{f"browser_{part}": value for part, value in zip(parts, browser, strict=True)},
    }


OTHER = client(("Other", None, None, None), ("Other", None, None), ("Other", None, None, None))


def item(event: str, **fields: str) -> dict[str, str | None]:
    """An element of what `exposure_items` gives."""
    return {"event": event, "env_name": None, "mark_id": None, "next_url": None, "xy": None, **fields}


CASES = [
    rows(
        "decode_url",
        ("a%20b+c", "a b c"),
        ("%E4%B8%AD%E6%96%87", "中文"),
        ("https%3A%2F%2Fh%2Fp%3Fx%3D1%262", "https://h/p?x=1&2"),
        ("100%", "100%"),
        ("%zz%2", "%zz%2"),
        ("%FF", "\ufffd"),
        ("plain, 中文", "plain, 中文"),
        ("", ""),
        (None, None),
    ),
    rows(
        "encode_url",
        ("a b&c=~", "a+b%26c%3D%7E"),
        ("中文", "%E4%B8%AD%E6%96%87"),
        ("a.b-c*d_e9", "a.b-c*d_e9"),
        ("", ""),
        (None, None),
    ),
    rows(
        "query_param",
        ("https://h/p?x=1&y=2", "1"),
        ("pages/a/b?y=2&x=a%20b+c", "a b c"),
        ("x=%E4%B8%AD", "中"),
        ("#/r?x=1", "1"),
        ("https://h/p?y=2", None),
        ("https://h/p?x=&y=2", ""),
        ("https://h/p?x=1&x=2", "1"),
        ("", None),
        (None, None),
        constants=("x",),
    ),
    Case("query_param", (["a=1&b=2", "a=1&b=2", "a=1", None], ["a", "b", None, "a"]), (), ["1", "2", None, None]),
    rows(
        "attr_get",
        ('{"k":"v"}', "v"),
        ('{"k":1.50}', "1.50"),
        ('{"k":true,"a":1}', "true"),
        ('{"k":{"a": [1]}}', '{"a": [1]}'),
        ('{"k":null}', None),
        ('{"a":"k"}', None),
        ('{"k":"1","k":"2"}', "2"),
        (r'{"k":"a\"b\u4e2d"}', 'a"b中'),
        ('{"k":""}', ""),
        (CUT, "1"),
        *((text, None) for text in NO_OBJECTS),
        (None, None),
        constants=("k",),
    ),
    rows("attr_get_udf", (UNESCAPED, "0513"), ('{"WT.cid":"x"}', None), constants=("WT_city",)),
    rows("attr_get", ('{"WT.cid":"x","WT":{"cid":"y"}}', "x"), constants=("WT.cid",)),
    Case("attr_get", (['{"a":"1"}', '{"a":"1"}', None], ["a", "b", "a"]), (), ["1", None, None]),
    rows(
        "attr_pick",
        ('{"a":"1","b":2,"a":"3"}', {"b": "2", "a": "3"}),
        ("{}", {"b": None, "a": None}),
        ('{"b":"h?x={"s":"1"}","a":"4"}', {"b": 'h?x={"s":"1"}', "a": "4"}),
        ("abc", None),
        (None, None),
        constants=("b", "a"),
    ),
    rows(
        "attr_map",
        ('{"a":"1","b":2}', {"a": "1", "b": "2"}),
        ('{"n":null}', {"n": None}),
        ("{}", {}),
        ("abc", None),
        (None, None),
    ),
    rows(
        "attr_remove",
        ('{"a":1,"b":"x","c":[2]}', '{"b":"x"}'),
        ('{"a":1}', "{}"),
        ('{"b":"\\u4e2d"}', '{"b":"\\u4e2d"}'),
        *((text, text) for text in NO_OBJECTS),
        (None, None),
        constants=("a", "c"),
    ),
    rows("attr_remove_udf", ('{"$ip":"1.0.1.1","a":1,"$platform":"iOS"}', '{"a":1}'), (None, None)),
    rows(
        "extract_xy",
        ('{"XY_a":"1","b":2,"XY.lat":39.9}', '{"XY_a":"1","XY.lat":39.9}'),
        (UNESCAPED, '{"XY_cs_type":"2"}'),
        (CUT, '{"XY_a":"x"}'),
        ('{"b":1}', None),
        *((text, None) for text in NO_OBJECTS),
        (None, None),
    ),
    rows(
        "extract_xy_no_lag_lat",
        ('{"XY_a":"1","XY.lat":39.9,"XY_LNG":1,"XY_longitude":2}', '{"XY_a":"1"}'),
        ('{"XY_lat":1}', None),
        (UNESCAPED, '{"XY_cs_type":"2"}'),
        ("abc", None),
        (None, None),
    ),
    rows(
        "exposure_items",
        ('{"WT_et":"imp","P00000090723":{"WT_envName":"icon1"}}', [item("P00000090723", env_name="icon1")]),
        (
            r'{"P00000000001":"{\"WT_event\":\"e\",\"XY_c\":1}","P00000000002":{"WT_markId":7}}',
            [item("e", xy='{"XY_c":1}'), item("P00000000002", mark_id="7")],
        ),
        ('{"P0000000001":{},"P00000000001":"x"}', []),
        ("{}", []),
        ("abc", None),
        (None, None),
    ),
    rows(
        "ip_region",
        ("1.0.1.1", region("中国", "福建省", "福州市", "电信")),
        (" 1.0.1.1 ", region("中国", "福建省", "福州市", "电信")),
        ("::ffff:1.0.1.1", region("中国", "福建省", "福州市", "电信")),
        ("2400:67a0::1", region("中国", "北京市", "北京市", "数据中心")),
        ("36.158.160.1", region("中国", "湖南省", None, "移动")),
        ("1.0.1.256", UNKNOWN),
        ("abc", UNKNOWN),
        ("", UNKNOWN),
        (None, None),
    ),
    rows(
        "ip_udf",
        ("1.0.1.1", "1.0.1.1|中国|福建省|福州市|电信"),
        ("36.158.160.1", "36.158.160.1|中国|湖南省||移动"),
        ("abc", "abc||||"),
        ("", "||||"),
        (None, None),
    ),
    rows(
        "ip_udf",
        ('{"$ip":"1.0.1.1"}', "1.0.1.1|中国|福建省|福州市|电信"),
        (CUT, "1.0.1.1|中国|福建省|福州市|电信"),
        ('{"$ip":"junk"}', "junk||||"),
        ("{}", None),
        ("abc", None),
        (None, None),
        constants=("$ip",),
    ),
    rows(
        "ua_parse",
        (FIREFOX, client(("Ubuntu", None, None, None), ("Other", None, None), ("Firefox", "15", "0", "1"))),
        (
            QQ_BROWSER,
            client(("iOS", "6", "0", "1"), ("iPhone", "Apple", "iPhone"), ("QQ Browser Mobile", "371", None, None)),
        ),
        ('%zz{"', OTHER),
        ("", OTHER),
        (None, None),
    ),
    rows("ua_all", (HUAWEI, HUAWEI_ALL), (None, None)),
    rows(
        "ua_all_udf",
        (f'{{"$user_agent":"{HUAWEI}","a":1}}', HUAWEI_ALL),
        ('{"a":1}', None),
        ("abc", None),
        (None, None),
    ),
    rows(
        "mobile_decrypt",
        (ONCE, PHONE),
        ("CqvnN8LDitWZyNYQBvWNcg==", "10000015838"),
        ("nPQlPHGZq6cjfsLGXy vrQ==", "10000047514"),
        ("10017200000", "10017200000"),
        ("178*", "178*"),
        ("--", "--"),
        ("", ""),
        (NO_PADDING, None),
        (None, None),
    ),
    rows("mobile_decrypt", (ONCE, PHONE), ("", None), ("1", "1"), ("abc==", None), constants=("$basic_userId",)),
    rows("mobile_decrypt", (ONCE, PHONE), (None, None), constants=("$basic_userId", "mobile")),
    Case("mobile_decrypt", ([ONCE, ONCE, ONCE], ["$basic_userId", "x", None]), (), [PHONE, ONCE, ONCE]),
    rows(
        "mobile_decrypt2",
        (TWICE, PHONE),
        (TWICE.replace("+", " "), PHONE),
        (ONCE, PHONE),
        ("178*", "178*"),
        (None, None),
    ),
    rows("mobile_decrypt2", (TWICE, PHONE), constants=("mobile",)),
    rows("mobile_encrypt", (PHONE, ONCE), ("10000015838", "CqvnN8LDitWZyNYQBvWNcg=="), (None, None)),
    rows("mobile_encrypt", (PHONE, ONCE), constants=("mobile",)),
    rows(
        "aes2_function",
        (base64.b64decode(ONCE), PHONE),
        (base64.b64decode(TWICE), PHONE),
        (b"\0" * 16, None),
        (b"short", None),
        (None, None),
    ),
    rows("base64Decode", ("aGk=", b"hi"), ("aGk", b"hi"), ("*", None), ("", b""), (None, None)),
    rows("base64decode", ("AAE=", b"\0\1"), (None, None)),
    rows("match", (PHONE, 1), ("1000000791", 0), ("", 0), (None, None), constants=("^1[0-9]{10}$",)),
    rows(
        "stm_udf",
        ("1700000000123", "2023-11-15 06:13:20"),
        ("1700000000", "2023-11-15 06:13:20"),
        ("abc", None),
        ("-1", None),
        ("253402272000000", None),
        ("", None),
        (None, None),
    ),
    rows("stm_udf", (1700000000123, "2023-11-15 06:13:20"), (0, "1970-01-01 08:00:00"), (-1, None), (None, None)),
    rows("dt_udf", ("1700000000123", "2023-11-15"), ("x", None), (None, None)),
    rows("hour_udf", ("1700000000123", "06"), ("x", None), (None, None)),
]
