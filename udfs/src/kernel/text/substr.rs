//! `substr`: a part of a text by its place, counted in UTF-16 units.

use std::borrow::Cow;

/// The part of `text` from `start`, `length` units long; to the end without a length.
///
/// **Input**: places are UTF-16 units, as Java counts them: a character beyond U+FFFF is two. 1 is the first unit, and so is 0;
/// -1 is the last.
/// **Output**: `''` where `start` lies beyond either end or `length` is not positive; less than `length` where the text ends
/// before. Of a character that is cut in two, a `?` remains.
/// **Reference**: `org.apache.hadoop.hive.ql.udf.UDFSubstr`. It fails on a start of -2147483648, which lies beyond every text here.
///
/// ```
/// use maidian_udfs::kernel::text::substr;
///
/// assert_eq!(substr("2021-03-15 10:11:12.123", 0, Some(19)), "2021-03-15 10:11:12");
/// assert_eq!(substr("abcdef", -3, Some(2)), "de");
/// assert_eq!(substr("abcdef", -7, Some(9)), "");
/// ```
pub fn substr(text: &str, start: i64, length: Option<i64>) -> Cow<'_, str> {
    part(text, start, length).unwrap_or_default()
}

/// The part of `bytes` from `start`, `length` bytes long, by the rules of [`substr`].
///
/// ```
/// use maidian_udfs::kernel::text::subbytes;
///
/// assert_eq!(subbytes(b"abcdef", -3, Some(2)), b"de");
/// ```
pub fn subbytes(bytes: &[u8], start: i64, length: Option<i64>) -> &[u8] {
    let from = match start {
        0 => Some(0),
        1.. => usize::try_from(start - 1).ok(),
        _ => usize::try_from(start.unsigned_abs())
            .ok()
            .and_then(|back| bytes.len().checked_sub(back)),
    };
    let rest = from.and_then(|from| bytes.get(from..)).unwrap_or_default();
    let length = length.map_or(rest.len(), |length| {
        usize::try_from(length.max(0)).unwrap_or(rest.len())
    });
    rest.get(..length.min(rest.len())).unwrap_or_default()
}

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    /// Offset of a character, or of the end.
    byte: usize,
    /// Whether the place lies between the two units of that character.
    within: bool,
}

fn part(text: &str, start: i64, length: Option<i64>) -> Option<Cow<'_, str>> {
    let from = match start {
        0 => Place {
            byte: 0,
            within: false,
        },
        1.. => forward(text, usize::try_from(start - 1).ok()?)?,
        _ => backward(text, usize::try_from(start.checked_neg()?).ok()?)?,
    };
    let mut rest = text.get(from.byte..)?;
    // A length too long for a `usize` is beyond every text.
    let mut length = length.map(|length| usize::try_from(length.max(0)).unwrap_or(usize::MAX));
    if length == Some(0) {
        return None;
    }
    if from.within {
        let mut chars = rest.chars();
        chars.next();
        rest = chars.as_str();
        length = length.map(|length| length - 1);
    }
    let end = Place {
        byte: rest.len(),
        within: false,
    };
    let to = length
        .and_then(|length| forward(rest, length))
        .unwrap_or(end);
    let whole = rest.get(..to.byte)?;
    if !from.within && !to.within {
        return Some(Cow::Borrowed(whole));
    }
    let half = |within| if within { "?" } else { "" };
    Some(Cow::Owned(
        [half(from.within), whole, half(to.within)].concat(),
    ))
}

/// The place `units` behind the start, `None` beyond the end.
fn forward(text: &str, units: usize) -> Option<Place> {
    // As long as characters are ASCII, units are bytes.
    let ascii = text.bytes().take(units).take_while(u8::is_ascii).count();
    let mut left = units - ascii;
    for (at, c) in text.get(ascii..)?.char_indices() {
        if left < c.len_utf16() {
            return Some(Place {
                byte: ascii + at,
                within: left > 0,
            });
        }
        left -= c.len_utf16();
    }
    (left == 0).then_some(Place {
        byte: text.len(),
        within: false,
    })
}

/// The place `units` before the end, `None` beyond the start.
fn backward(text: &str, units: usize) -> Option<Place> {
    let mut left = units;
    for (at, c) in text.char_indices().rev() {
        if left <= c.len_utf16() {
            return Some(Place {
                byte: at,
                within: left < c.len_utf16(),
            });
        }
        left -= c.len_utf16();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_part_is_borrowed() {
        assert!(matches!(
            substr("中文字符", 2, Some(2)),
            Cow::Borrowed("文字")
        ));
    }

    #[test]
    fn zero_is_the_first_place() {
        assert_eq!(substr("abc", 0, Some(2)), "ab");
        assert_eq!(substr("abc", 0, None), "abc");
    }

    #[test]
    fn a_start_beyond_either_end_gives_nothing() {
        assert_eq!(substr("abc", 4, None), "");
        assert_eq!(substr("abc", -4, Some(9)), "");
        assert_eq!(substr("", -1, None), "");
        assert_eq!(substr("abc", i64::MAX, Some(i64::MAX)), "");
        assert_eq!(substr("abc", i64::MIN, Some(1)), "");
    }

    #[test]
    fn of_a_character_that_is_cut_a_question_mark_remains() {
        assert_eq!(substr("x🙂y", 3, None), "?y");
        assert_eq!(substr("x🙂y", 1, Some(2)), "x?");
        assert_eq!(substr("x🙂y", -2, Some(1)), "?");
        assert_eq!(substr("x🙂y", 3, Some(2)), "?y");
        assert_eq!(substr("🙂🙂", 2, Some(2)), "??");
    }

    /// As `UDFSubstr` goes about it.
    fn by_units(text: &str, start: i64, length: Option<i64>) -> String {
        let units: Vec<u16> = text.encode_utf16().collect();
        let size = i64::try_from(units.len()).unwrap_or(i64::MAX);
        if length.is_some_and(|length| length <= 0) || start.abs() > size {
            return String::new();
        }
        let first = match start {
            1.. => start - 1,
            0 => 0,
            _ => size + start,
        };
        let last = length.map_or(size, |length| size.min(first + length));
        let at = |place| usize::try_from(place).unwrap_or_default();
        char::decode_utf16(
            units
                .get(at(first)..at(last))
                .unwrap_or_default()
                .iter()
                .copied(),
        )
        .map(|c| c.unwrap_or('?'))
        .collect()
    }

    proptest! {
        #[test]
        fn equals_the_reference(text in "[a中🙂]{0,6}", start in -8_i64..9, length in proptest::option::of(-2_i64..9)) {
            prop_assert_eq!(substr(&text, start, length), by_units(&text, start, length));
        }
    }
}
