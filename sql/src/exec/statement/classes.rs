//! Which function does the job of a class of Hive's, or of somebody's jar.

use crate::command::CreateFunction;

/// Functions whose classes are not called after them: the class's simple name without `UDF`, in lower case, and the
/// function.
const CLASSES: &[(&str, &str)] = &[
    ("aes2", "aes2_function"),
    ("aes2function", "aes2_function"),
    ("base64decoder", "base64decode"),
    ("urldecode", "decode_url"),
    ("urlencode", "encode_url"),
    ("mobiledecrypt", "mobile_decrypt"),
    ("mobileencrypt", "mobile_encrypt"),
    ("ipregion", "ip_region"),
    ("ip2region", "ip_region"),
    ("useragent", "ua_parse"),
    ("uaparser", "ua_parse"),
    ("queryparam", "query_param"),
    ("json", "get_json_object"),
    ("tolower", "lower"),
    ("toupper", "upper"),
    ("todate", "to_date"),
    ("dayofmonth", "day"),
    ("percentileapprox", "percentile_approx"),
];

/// The function that does a class's job: by the class's simple name, else by the name that it gets.
pub(super) fn target<'a>(create: &CreateFunction, names: &'a [String]) -> Option<&'a str> {
    let simple = create.class.rsplit(['.', '$']).next().unwrap_or_default();
    let class = plain(simple);
    let known = CLASSES
        .iter()
        .find(|(name, _)| *name == class)
        .map(|(_, function)| *function);
    let is = |wanted: &str| {
        names
            .iter()
            .find(|name| name.as_str() == wanted)
            .map(String::as_str)
    };
    // `HourUDF` is `hour_udf` before it is `hour`, `UDFHour` the other way round.
    let like = |written: &str| {
        let (whole, bare) = (squeezed(written), plain(written));
        let find = |test: &dyn Fn(&str) -> bool| names.iter().find(|name| test(name.as_str()));
        find(&|name| squeezed(name) == whole)
            .or_else(|| find(&|name| squeezed(name) == bare))
            .or_else(|| find(&|name| plain(name) == bare))
            .map(String::as_str)
    };
    known
        .and_then(is)
        .or_else(|| like(simple))
        .or_else(|| is(&create.name))
        .or_else(|| like(&create.name))
}

/// In lower case, without underscores.
fn squeezed(name: &str) -> String {
    let kept = name.chars().filter(|c| !matches!(c, '_' | '-'));
    kept.flat_map(char::to_lowercase).collect()
}

/// `GenericUDFDecodeUrl`, `DecodeUrlUDF` and `decode_url` are one: lower case, without underscores and what says that
/// it is a function.
fn plain(name: &str) -> String {
    let mut name = squeezed(name);
    for affix in ["generic", "udaf", "udtf", "udf"] {
        if let Some(rest) = name.strip_prefix(affix).filter(|rest| !rest.is_empty()) {
            name = rest.to_owned();
        }
    }
    for affix in ["function", "udaf", "udtf", "udf", "generic"] {
        if let Some(rest) = name.strip_suffix(affix).filter(|rest| !rest.is_empty()) {
            name = rest.to_owned();
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, class: &str) -> Option<String> {
        let names =
            ["decode_url", "dt_udf", "ip_region", "md5", "mobile_decrypt"].map(str::to_owned);
        let create = CreateFunction {
            name: name.to_owned(),
            class: class.to_owned(),
        };
        target(&create, &names).map(str::to_owned)
    }

    #[test]
    fn classes_are_found_by_their_simple_name() {
        for class in [
            "com.x.hive.UDFDecodeUrl",
            "com.x.hive.GenericUDFDecodeUrl",
            "com.x.DecodeUrlUDF",
            "x.decode_url",
            "a.B$DecodeURL",
            "x.UrlDecodeUDF",
        ] {
            assert_eq!(found("f", class).as_deref(), Some("decode_url"), "{class}");
        }
        assert_eq!(found("f", "x.DtUDF").as_deref(), Some("dt_udf"));
    }

    #[test]
    fn the_class_counts_more_than_the_name_and_the_name_where_the_class_is_unknown() {
        assert_eq!(
            found("md5", "x.UDFDecodeUrl").as_deref(),
            Some("decode_url")
        );
        assert_eq!(
            found("ipRegion", "x.Whatever").as_deref(),
            Some("ip_region")
        );
        assert_eq!(found("f", "x.Whatever"), None);
    }
}
