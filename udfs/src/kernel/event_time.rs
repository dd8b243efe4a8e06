//! Event times: milliseconds since the epoch as local date and time.

mod clock;
pub(super) mod zone;

pub use clock::Clock;
pub use zone::{DEFAULT_ZONE, Zone, ZoneError};

/// The first number that is milliseconds; anything smaller has at most ten digits and is seconds.
const FIRST_MILLIS: i64 = 10_000_000_000;

/// Milliseconds since the epoch of an event time given as a number.
///
/// **Input**: seconds where the number has ten digits or fewer, else milliseconds.
/// **Output**: milliseconds since 1970-01-01 UTC.
/// **None**: a negative number.
///
/// ```
/// use maidian_udfs::kernel::event_time::to_millis;
///
/// assert_eq!(to_millis(1_700_000_000), Some(1_700_000_000_000));
/// assert_eq!(to_millis(1_700_000_000_123), Some(1_700_000_000_123));
/// ```
pub fn to_millis(number: i64) -> Option<i64> {
    match number {
        ..0 => None,
        0..FIRST_MILLIS => Some(number * 1000),
        FIRST_MILLIS.. => Some(number),
    }
}

/// Milliseconds since the epoch of an event time given as text.
///
/// **Input**: decimal digits, with ASCII blanks around them or not; the number is taken as by [`to_millis`], so
/// leading zeros do not count as digits.
/// **Output**: milliseconds since 1970-01-01 UTC.
/// **None**: anything else: a sign, a fraction, an exponent, blanks between digits, no digits, a number beyond
/// 64 bits.
///
/// ```
/// use maidian_udfs::kernel::event_time::parse_millis;
///
/// assert_eq!(parse_millis(" 1700000000 "), Some(1_700_000_000_000));
/// assert_eq!(parse_millis("1.7e9"), None);
/// ```
pub fn parse_millis(text: &str) -> Option<i64> {
    let digits = text.trim_ascii();
    // `i64::from_str` takes a leading `+` as well.
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    to_millis(digits.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::{parse_millis, to_millis};
    use proptest::prelude::*;

    #[test]
    fn ten_digits_or_fewer_are_seconds() {
        assert_eq!(to_millis(0), Some(0));
        assert_eq!(to_millis(1), Some(1000));
        assert_eq!(to_millis(9_999_999_999), Some(9_999_999_999_000));
        assert_eq!(to_millis(10_000_000_000), Some(10_000_000_000));
        assert_eq!(to_millis(i64::MAX), Some(i64::MAX));
    }

    #[test]
    fn negative_number_is_none() {
        assert_eq!(to_millis(-1), None);
        assert_eq!(to_millis(i64::MIN), None);
    }

    #[test]
    fn text_is_the_number_it_spells() {
        assert_eq!(parse_millis("1700000000123"), Some(1_700_000_000_123));
        assert_eq!(parse_millis("\t1700000000\r\n"), Some(1_700_000_000_000));
        assert_eq!(parse_millis("01700000000"), Some(1_700_000_000_000));
        assert_eq!(parse_millis("0"), Some(0));
    }

    #[test]
    fn text_that_is_no_plain_number_is_none() {
        for text in [
            "",
            " ",
            "abc",
            "-1",
            "+1",
            "- 1",
            "1.0",
            "1e9",
            "1 2",
            "0x10",
            "12a",
            "１２",
            "\u{A0}1",
            "9223372036854775808",
            "99999999999999999999999",
        ] {
            assert_eq!(parse_millis(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn text_and_number_agree(number in 0..i64::MAX) {
            prop_assert_eq!(parse_millis(&number.to_string()), to_millis(number));
        }

        #[test]
        fn never_panics(text in any::<String>()) {
            parse_millis(&text);
        }
    }
}
