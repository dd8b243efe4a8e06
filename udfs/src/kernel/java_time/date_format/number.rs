//! Whole numbers as `java.text.NumberFormat` reads them: as far as they go.

/// Noughts of the scripts of the Basic Multilingual Plane; nine digits follow each. Java reads all of them.
const NOUGHTS: [u32; 37] = [
    0x0030, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6,
    0x0D66, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80,
    0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0,
    0xFF10,
];

/// A decimal digit of any script, as `Character.digit` knows it.
pub(in crate::kernel::java_time) fn digit(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c.to_digit(10).and_then(|digit| u8::try_from(digit).ok());
    }
    let code = u32::from(c);
    let nought = NOUGHTS
        .iter()
        .find(|nought| (**nought..**nought + 10).contains(&code))?;
    u8::try_from(code - nought).ok()
}

/// The number at the beginning of a text and its length in bytes: a sign `-`, digits, an exponent. Java makes an `int` of it,
/// cutting off what does not fit.
pub(super) fn parse(text: &str) -> Option<(i32, usize)> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (magnitude, length) = digits_of(digits)?;
    let end = text.len() - digits.len() + length;
    let rest = digits.get(length..).unwrap_or_default();
    if let Some((exponent, more)) = rest.strip_prefix('E').and_then(parse) {
        let number = scaled(digits.get(..length)?, exponent)?;
        let number = if negative { -number } else { number };
        return Some((int_of_double(number), end + 1 + more));
    }
    Some((int(magnitude, negative), end))
}

/// Digits at the beginning as a number, which stops growing beyond 64 bits, and their length in bytes.
#[inline]
fn digits_of(text: &str) -> Option<(u64, usize)> {
    let mut number = 0_u64;
    let mut length = 0;
    for c in text.chars() {
        let Some(digit) = digit(c) else { break };
        number = number.saturating_mul(10).saturating_add(u64::from(digit));
        length += c.len_utf8();
    }
    (length > 0).then_some((number, length))
}

fn int(magnitude: u64, negative: bool) -> i32 {
    match i64::try_from(magnitude) {
        Ok(number) => low_bits(if negative { -number } else { number }),
        // A number beyond 64 bits is a double in Java.
        Err(_) if negative => i32::MIN,
        Err(_) => i32::MAX,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "Java's intValue of a long")]
fn low_bits(number: i64) -> i32 {
    number as i32
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "Java's narrowing of a double"
)]
fn int_of_double(number: f64) -> i32 {
    let is_long = number.fract() == 0.0 && number.abs() < 9.2e18;
    if is_long {
        low_bits(number as i64)
    } else {
        number as i32
    }
}

fn scaled(digits: &str, exponent: i32) -> Option<f64> {
    let digits: String = digits
        .chars()
        .filter_map(digit)
        .map(|digit| char::from(b'0' + digit))
        .collect();
    format!("{digits}e{exponent}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn numbers_end_where_digits_end() {
        assert_eq!(parse("2021-03"), Some((2021, 4)));
        assert_eq!(parse("007x"), Some((7, 3)));
        assert_eq!(parse("-12"), Some((-12, 3)));
        assert_eq!(parse("1.9"), Some((1, 1)));
        assert_eq!(parse("１２月"), Some((12, 6)));
    }

    #[test]
    fn no_digits_are_no_number() {
        for text in ["", "-", "x", "+1", " 1", "月"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn large_numbers_and_exponents_are_cut_as_in_java() {
        assert_eq!(parse("4294967298"), Some((2, 10)));
        assert_eq!(parse("99999999999999999999"), Some((i32::MAX, 20)));
        assert_eq!(parse("12E2"), Some((1200, 4)));
        assert_eq!(parse("15E-1"), Some((1, 5)));
        assert_eq!(parse("12E"), Some((12, 2)));
        assert_eq!(parse("12e2"), Some((12, 2)));
    }
}
