"""The functions on Arrow data.

An argument is a column or a single value:

- a column is anything with the Arrow C interface: ``pyarrow.Array`` and ``ChunkedArray``, ``polars.Series``,
  ``pandas.Series``, arro3, nanoarrow … Text may be ``string``, ``large_string``, ``string_view`` or a dictionary of them;
  nothing is copied on the way in;
- a single value (``str``, ``bytes``, ``int``, ``None``, a scalar of pyarrow's) is the same for every row.

With a column among the arguments the result is a column of the caller's own library, of as many rows and, where the
column is chunked, of the same chunks; text in it is of the type that came in. Other libraries than those named get a
``maidian.Array`` or ``maidian.ChunkedArray``, which they read through the Arrow C interface. With single values alone the
result is a value: ``str``, ``dict``, ``list``, ``bytes``, ``int`` or ``None``.

The interpreter is free for other threads meanwhile. A row that cannot be made sense of never raises: each function says
what it gives instead. NULL gives NULL, unless it says otherwise.

Raises, all of them: ``TypeError`` for a wrong number of arguments or a type that is not taken; ``ValueError`` for columns
of different lengths.
"""

from maidian.functions._attributes import (
    attr_get,
    attr_map,
    attr_pick,
    attr_remove,
    exposure_items,
    extract_xy,
    extract_xy_no_lag_lat,
)
from maidian.functions._clients import ip_region, ip_udf, ua_all, ua_all_udf, ua_parse
from maidian.functions._links import decode_url, encode_url, query_param
from maidian.functions._phones import (
    aes2_function,
    base64Decode,
    match,
    mobile_decrypt,
    mobile_decrypt2,
    mobile_encrypt,
)
from maidian.functions._times import dt_udf, hour_udf, stm_udf

attr_get_udf = attr_get
attr_remove_udf = attr_remove
base64decode = base64Decode

__all__ = [
    "aes2_function",
    "attr_get",
    "attr_get_udf",
    "attr_map",
    "attr_pick",
    "attr_remove",
    "attr_remove_udf",
    "base64Decode",
    "base64decode",
    "decode_url",
    "dt_udf",
    "encode_url",
    "exposure_items",
    "extract_xy",
    "extract_xy_no_lag_lat",
    "hour_udf",
    "ip_region",
    "ip_udf",
    "match",
    "mobile_decrypt",
    "mobile_decrypt2",
    "mobile_encrypt",
    "query_param",
    "stm_udf",
    "ua_all",
    "ua_all_udf",
    "ua_parse",
]
