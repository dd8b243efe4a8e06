//! The names of partition folders: `dt=2024-11-25/hour=17`, escaped as Hive's `FileUtils` does.

use std::fmt::Write as _;

/// The folder value of a NULL or empty partition value.
pub const DEFAULT_PARTITION: &str = "__HIVE_DEFAULT_PARTITION__";

/// Escapes a partition column or value for a folder name: control characters and `"#%'*/:=?\{[]^` become `%XX`.
///
/// Reference: Hive's `FileUtils.escapePathName` (the empty value is `escaped_value`'s business).
///
/// ```
/// use maidian::catalog::escape_path_name;
/// assert_eq!(escape_path_name("10:11/中"), "10%3A11%2F中");
/// ```
pub fn escape_path_name(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_control() || "\"#%'*/:=?\\{[]^".contains(c) {
            // A String takes every write.
            let _ = write!(escaped, "%{:02X}", u32::from(c));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// Reads a folder name back: `%XX` becomes its character, a `%` without two hexadecimal digits stays.
///
/// Reference: Hive's `FileUtils.unescapePathName`.
pub fn unescape_path_name(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(percent) = rest.find('%') {
        let (before, escape) = rest.split_at(percent);
        text.push_str(before);
        let code = escape
            .get(1..3)
            .filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let Some(code) = code {
            text.push(char::from(code));
            rest = escape.get(3..).unwrap_or_default();
        } else {
            text.push('%');
            rest = escape.get(1..).unwrap_or_default();
        }
    }
    text.push_str(rest);
    text
}

/// The folder name of one partition value: `dt=2024-11-25`. NULL and '' are the default partition.
///
/// ```
/// use maidian::catalog::partition_name;
/// assert_eq!(partition_name("hour", Some("17")), "hour=17");
/// assert_eq!(partition_name("hour", None), "hour=__HIVE_DEFAULT_PARTITION__");
/// ```
pub fn partition_name(column: &str, value: Option<&str>) -> String {
    let value = match value {
        None | Some("") => DEFAULT_PARTITION.to_owned(),
        Some(value) => escape_path_name(value),
    };
    format!("{}={value}", escape_path_name(column))
}

/// The value in a folder name if the folder is one of partition column `column` (in any case). Of the default partition
/// it is empty: no other value can be.
pub(super) fn value_of(folder: &str, column: &str) -> Option<String> {
    let (name, value) = folder.split_once('=')?;
    if unescape_path_name(name).to_lowercase() != column {
        return None;
    }
    Some(unescape_path_name(value)).map(|value| {
        if value == DEFAULT_PARTITION {
            String::new()
        } else {
            value
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hives_characters_are_escaped_and_no_others() {
        assert_eq!(escape_path_name("a:b=c/d%e"), "a%3Ab%3Dc%2Fd%25e");
        assert_eq!(escape_path_name("\u{1}\n\u{7f}"), "%01%0A%7F");
        assert_eq!(
            escape_path_name("{[]^\\?*'\"#"),
            "%7B%5B%5D%5E%5C%3F%2A%27%22%23"
        );
        assert_eq!(escape_path_name("a b}-_.,;+~中"), "a b}-_.,;+~中");
    }

    #[test]
    fn escaping_is_undone() {
        for text in [
            "",
            "2024-11-25",
            "a:b",
            "100%",
            "%41",
            "\u{1}\u{1f}中/文",
            "a=b=c",
        ] {
            assert_eq!(unescape_path_name(&escape_path_name(text)), text);
        }
    }

    #[test]
    fn stray_percent_signs_stay() {
        assert_eq!(unescape_path_name("100%"), "100%");
        assert_eq!(unescape_path_name("%4"), "%4");
        assert_eq!(unescape_path_name("%zz%3A"), "%zz:");
        assert_eq!(unescape_path_name("%中a"), "%中a");
        assert_eq!(unescape_path_name("%+1"), "%+1");
    }

    #[test]
    fn null_and_empty_are_the_default_partition_and_come_back_empty() {
        for value in [None, Some("")] {
            let name = partition_name("dt", value);
            assert_eq!(name, "dt=__HIVE_DEFAULT_PARTITION__");
            assert_eq!(value_of(&name, "dt").as_deref(), Some(""));
        }
        assert_eq!(value_of("dt=", "dt").as_deref(), Some(""));
    }

    #[test]
    fn column_case_does_not_matter_and_other_columns_do_not_match() {
        assert_eq!(value_of("DT=x", "dt").as_deref(), Some("x"));
        assert_eq!(value_of("hour=x", "dt"), None);
        assert_eq!(value_of("dt", "dt"), None);
    }
}
