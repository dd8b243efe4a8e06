//! Whole numbers.

/// The whole number that a text begins with: digits, with a sign, and a fraction that is cut off.
///
/// **NULLs**: `None` for anything else: blanks, an exponent, a number of more than 64 bits.
/// **Reference**: Hive's `LazyLong.parseLong`, which `CAST(text AS BIGINT)` calls.
///
/// ```
/// use maidian_udfs::kernel::number::parse_integer;
///
/// assert_eq!(parse_integer("-12.9"), Some(-12));
/// assert_eq!(parse_integer(" 12"), None);
/// ```
pub fn parse_integer(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    // A sign or a point alone is no number; with more characters the digits decide.
    if bytes.len() <= 2 && !bytes.iter().any(u8::is_ascii_digit) {
        return None;
    }
    let (is_negative, digits) = match bytes.split_first()? {
        (b'-', rest) => (true, rest),
        (b'+', rest) => (false, rest),
        _ => (false, bytes),
    };
    let (whole, fraction) = match digits.iter().position(|byte| *byte == b'.') {
        Some(point) => (digits.get(..point)?, digits.get(point + 1..)?),
        None => (digits, &[][..]),
    };
    if !fraction.iter().all(u8::is_ascii_digit) {
        return None;
    }
    // Counted down, since there is one negative number more.
    let negated = whole.iter().try_fold(0_i64, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| i64::from(byte - b'0'))?;
        number.checked_mul(10)?.checked_sub(digit)
    })?;
    if is_negative {
        Some(negated)
    } else {
        negated.checked_neg()
    }
}

#[cfg(test)]
mod tests {
    use super::parse_integer;

    // Answers of Hive 2.3.10 to CAST('…' AS BIGINT).
    #[test]
    fn whole_numbers() {
        for (text, expected) in [
            ("12", Some(12)),
            ("+5", Some(5)),
            ("-0", Some(0)),
            ("007", Some(7)),
            ("1.9", Some(1)),
            ("12345678901.5", Some(12_345_678_901)),
            (".5", Some(0)),
            ("-.5", Some(0)),
            ("1.", Some(1)),
            ("9223372036854775807", Some(i64::MAX)),
            ("-9223372036854775808", Some(i64::MIN)),
        ] {
            assert_eq!(parse_integer(text), expected, "{text}");
        }
    }

    #[test]
    fn everything_else_is_none() {
        for text in [
            "",
            " ",
            ".",
            "-",
            "+",
            "-.",
            "--1",
            " 12",
            "12 ",
            "\t12",
            "1e3",
            "1L",
            "1d",
            "0x1F",
            "abc",
            "1.5e3",
            "1 2",
            "1.2.3",
            "9223372036854775808",
            "-9223372036854775809",
            "NaN",
            "１２",
        ] {
            assert_eq!(parse_integer(text), None, "{text}");
        }
    }
}
