//! `substring_index`: a text up to a delimiter.

/// What stands before the `count`th `delimiter`, or, for a negative `count`, behind the one that is that many from the end;
/// all of `text` where there are not so many.
///
/// **Output**: `''` for a count of 0 and for an empty delimiter. Delimiters may overlap.
/// **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFSubstringIndex`.
///
/// ```
/// use maidian_udfs::kernel::text::substring_index;
///
/// assert_eq!(substring_index("www.a.cn", ".", 2), "www.a");
/// assert_eq!(substring_index("www.a.cn", ".", -2), "a.cn");
/// ```
pub fn substring_index<'t>(text: &'t str, delimiter: &str, count: i64) -> &'t str {
    let Some(step) = delimiter.chars().next().map(char::len_utf8) else {
        return "";
    };
    if count == 0 {
        return "";
    }
    let mut place = if count > 0 { 0 } else { text.len() };
    let mut found = None;
    for _ in 0..count.unsigned_abs() {
        found = if count > 0 {
            let at = text
                .get(place..)
                .and_then(|rest| rest.find(delimiter))
                .map(|at| place + at);
            place = at.map_or(place, |at| at + step);
            at
        } else {
            // An occurrence further to the left, which may end within this one.
            let at = text.get(..place).and_then(|rest| rest.rfind(delimiter));
            place = at.map_or(place, |at| {
                let mut end = at + delimiter.len();
                end -= text
                    .get(..end)
                    .and_then(|part| part.chars().next_back())
                    .map_or(1, char::len_utf8);
                end
            });
            at
        };
        if found.is_none() {
            return text;
        }
    }
    let part = match found {
        Some(at) if count > 0 => text.get(..at),
        Some(at) => text.get(at + delimiter.len()..),
        None => None,
    };
    part.unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::substring_index;

    #[test]
    fn from_either_end() {
        assert_eq!(substring_index("a.b.c", ".", 1), "a");
        assert_eq!(substring_index("a.b.c", ".", 9), "a.b.c");
        assert_eq!(substring_index("a.b.c", ".", -1), "c");
        assert_eq!(substring_index("a.b.c", ".", -9), "a.b.c");
        assert_eq!(substring_index("中||文||字", "||", 2), "中||文");
        assert_eq!(substring_index("中||文||字", "||", -1), "字");
    }

    #[test]
    fn nothing_to_count() {
        assert_eq!(substring_index("a.b", ".", 0), "");
        assert_eq!(substring_index("a.b", "", 1), "");
        assert_eq!(substring_index("", ".", 1), "");
        assert_eq!(substring_index("ab", "x", 1), "ab");
    }

    #[test]
    fn delimiters_overlap() {
        assert_eq!(substring_index("aaab", "aa", 2), "a");
        assert_eq!(substring_index("baaa", "aa", -2), "a");
    }
}
