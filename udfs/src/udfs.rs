//! Every function by itself, to be registered or called on expressions.
//!
//! A function that needs data, keys or a zone has two constructors: `ip_region()` works with [`Settings::default`],
//! `ip_region_with(&settings)` with settings of the caller's. Those that need a key have only the latter.
//!
//! ```
//! use maidian_udfs::udfs;
//!
//! assert_eq!(udfs::ip_region().name(), "ip_region");
//! ```
//!
//! [`Settings::default`]: crate::Settings

pub use crate::functions::aggregate::{
    avg, collect_list, collect_set, corr, covar_pop, covar_samp, histogram_numeric, percentile,
    percentile_approx, stddev_pop, stddev_samp, sum, var_pop, var_samp,
};
pub use crate::functions::attributes::{
    attr_get, attr_map, attr_pick, attr_remove, exposure_items, extract_xy, extract_xy_no_lag_lat,
};
pub use crate::functions::collection::{
    array, array_contains, greatest, least, map, map_keys, map_values, named_struct, size,
    sort_array, sort_array_by, r#struct,
};
pub use crate::functions::date::{
    add_months, current_date, current_date_with, current_timestamp, current_timestamp_with, date,
    date_add, date_format, date_format_with, date_sub, date_with, datediff, day, dayofweek,
    from_unixtime, from_unixtime_with, from_utc_timestamp, from_utc_timestamp_with, hour,
    hour_with, last_day, minute, minute_with, month, months_between, months_between_with, next_day,
    quarter, second, second_with, timestamp, timestamp_with, to_date, to_unix_timestamp,
    to_unix_timestamp_with, to_utc_timestamp, to_utc_timestamp_with, trunc, unix_timestamp,
    unix_timestamp_with, weekofyear, year,
};
pub use crate::functions::digest::{
    aes_decrypt, aes_encrypt, base64, bin, conv, crc32, decode, encode, hash, hash_with, hex, md5,
    sha1, sha2, unbase64, unhex,
};
pub use crate::functions::hive::{
    assert_true, get_json_object, instr, parse_url, read_pairs, regexp_extract, regexp_replace,
    replace, rlike, split, str_to_map, subscript, substr,
};
pub use crate::functions::ip::{ip_region, ip_region_with, ip_udf, ip_udf_with};
pub use crate::functions::math::{
    abs, acos, asin, atan, bround, cbrt, ceil, cos, degrees, e, exp, factorial, floor, ln, log,
    log2, log10, negative, pi, pmod, positive, power, radians, rand, round, shiftleft, shiftright,
    shiftrightunsigned, sign, sin, sqrt, tan,
};
pub use crate::functions::operator::{
    decimal_divide, decimal_minus, decimal_modulo, decimal_multiply, decimal_plus, decimal_pmod,
    hive_cast, hive_cast_with, hive_like, hive_minus_interval, hive_minus_interval_with,
    hive_plus_interval, hive_plus_interval_with, hive_time_difference, hive_time_difference_with,
    pick_answers, read_attributes, with_positions,
};
pub use crate::functions::phone::{
    aes2_function_with, base64_decode, r#match, mobile_decrypt_with, mobile_decrypt2_with,
    mobile_encrypt_with,
};
pub use crate::functions::text::{
    ascii, chr, concat, concat_ws, elt, field, find_in_set, format_number, initcap, json_tuple,
    length, levenshtein, locate, lower, lpad, ltrim, mask, mask_first_n, mask_hash, mask_last_n,
    mask_show_first_n, mask_show_last_n, octet_length, parse_url_tuple, printf, quote, repeat,
    reverse, rpad, rtrim, sentences, soundex, space, substring_index, translate, trim, upper,
};
pub use crate::functions::time::{
    dt_udf, dt_udf_with, hour_udf, hour_udf_with, stm_udf, stm_udf_with,
};
pub use crate::functions::ua::{
    ua_all, ua_all_udf, ua_all_udf_with, ua_all_with, ua_parse, ua_parse_with,
};
pub use crate::functions::url::{decode_url, encode_url, query_param};
pub use crate::functions::window::{dense_rank, ntile, rank, row_number};
