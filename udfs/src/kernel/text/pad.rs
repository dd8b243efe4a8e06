//! `lpad`, `rpad`: a text brought to a length.

use std::borrow::Cow;

use super::substr;

/// The side on which a text is filled up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// In front of it.
    Left,
    /// Behind it.
    Right,
}

/// `text` with as much of `pad`, over and over, as makes it `length` UTF-16 units long; a longer text is cut at its end.
///
/// **Output**: `''` for a length that is not positive.
/// **NULLs**: `None` for an empty `pad`.
/// **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFBasePad`, which fails on a negative length.
///
/// ```
/// use maidian_udfs::kernel::text::{Side, pad};
///
/// assert_eq!(pad("hi", 5, "ab", Side::Right).as_deref(), Some("hiaba"));
/// assert_eq!(pad("hi", 1, "?", Side::Left).as_deref(), Some("h"));
/// ```
pub fn pad<'t>(text: &'t str, length: i64, pad: &str, side: Side) -> Option<Cow<'t, str>> {
    if pad.is_empty() {
        return None;
    }
    let units = i64::try_from(text.encode_utf16().count()).ok()?;
    if length <= units {
        return Some(substr(text, 1, Some(length)));
    }
    let missing = length - units;
    let times = missing / i64::try_from(pad.encode_utf16().count()).ok()? + 1;
    let repeated = pad.repeat(usize::try_from(times).ok()?);
    let filling = substr(&repeated, 1, Some(missing));
    Some(Cow::Owned(match side {
        Side::Left => [&*filling, text].concat(),
        Side::Right => [text, &*filling].concat(),
    }))
}

#[cfg(test)]
mod tests {
    use super::{Side, pad};

    // Answers of Hive 2.3.10.
    #[test]
    fn as_hive() {
        for (text, length, by, left) in [
            ("hi", 5, "?", Some("???hi")),
            ("hi", 1, "?", Some("h")),
            ("hi", 0, "?", Some("")),
            ("hi", 5, "", None),
            ("hi", 2, "", None),
            ("", 3, "x", Some("xxx")),
            ("中", 3, "文", Some("文文中")),
            ("🙂", 3, "x", Some("x🙂")),
        ] {
            assert_eq!(
                pad(text, length, by, Side::Left).as_deref(),
                left,
                "{text} {length} {by}"
            );
        }
        assert_eq!(pad("中", 3, "文", Side::Right).as_deref(), Some("中文文"));
        assert_eq!(pad("hi", 5, "ab", Side::Right).as_deref(), Some("hiaba"));
    }

    #[test]
    fn a_negative_length_leaves_nothing() {
        assert_eq!(pad("hi", -1, "?", Side::Left).as_deref(), Some(""));
    }
}
