//! Floating-point numbers.

/// A number as `Double.parseDouble` reads it: blanks round it, `NaN`, `Infinity`, a type letter (`1d`, `1.5F`), hexadecimal
/// (`0x1p3`).
///
/// **NULLs**: `None` for anything else. **Reference**: `java.lang.Double.valueOf`, which Hive's casts call.
///
/// ```
/// use maidian_udfs::kernel::number::parse_double;
///
/// assert_eq!(parse_double(" 1.5d "), Some(1.5));
/// assert_eq!(parse_double("1,5"), None);
/// ```
pub fn parse_double(text: &str) -> Option<f64> {
    let (is_negative, number) = number(text)?;
    let magnitude = match number {
        Number::Named(value) => value,
        Number::Decimal(digits) => digits.parse().ok()?,
        Number::Hexadecimal(digits) => hexadecimal(digits)?,
    };
    Some(if is_negative { -magnitude } else { magnitude })
}

/// A number as `Float.parseFloat` reads it, by the rules of [`parse_double`].
pub fn parse_float(text: &str) -> Option<f32> {
    let (is_negative, number) = number(text)?;
    #[expect(clippy::cast_possible_truncation, reason = "as Java narrows")]
    let magnitude = match number {
        Number::Named(value) => value as f32,
        Number::Decimal(digits) => digits.parse().ok()?,
        Number::Hexadecimal(digits) => hexadecimal(digits)? as f32,
    };
    Some(if is_negative { -magnitude } else { magnitude })
}

enum Number<'a> {
    Named(f64),
    Decimal(&'a str),
    Hexadecimal(&'a str),
}

fn number(text: &str) -> Option<(bool, Number<'_>)> {
    let text = text.trim_matches(|ch| ch <= ' ');
    let (is_negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    match text {
        "NaN" => return Some((is_negative, Number::Named(f64::NAN))),
        "Infinity" => return Some((is_negative, Number::Named(f64::INFINITY))),
        _ => {}
    }
    let text = text.strip_suffix(['d', 'D', 'f', 'F']).unwrap_or(text);
    if let Some(digits) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        return Some((is_negative, Number::Hexadecimal(digits)));
    }
    // Rust reads `inf`, `infinity` and `nan` too, which Java does not.
    let is_decimal = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-'))
        && text.starts_with(|ch: char| ch.is_ascii_digit() || ch == '.');
    is_decimal.then_some((is_negative, Number::Decimal(text)))
}

/// `1.8p3`: hexadecimal digits times a power of two. More than 16 digits are cut.
fn hexadecimal(text: &str) -> Option<f64> {
    let (digits, exponent) = text.split_once(['p', 'P'])?;
    let exponent: i32 = exponent.parse().ok()?;
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut mantissa = 0_u64;
    let mut scale = 0_i32;
    for (position, digit) in whole.chars().chain(fraction.chars()).enumerate() {
        let digit = u64::from(digit.to_digit(16)?);
        let is_fraction = position >= whole.len();
        if mantissa >> 60 == 0 {
            mantissa = mantissa << 4 | digit;
            scale -= if is_fraction { 4 } else { 0 };
        } else if !is_fraction {
            scale += 4;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "rounded as the result is")]
    Some(mantissa as f64 * 2_f64.powi(exponent.saturating_add(scale)))
}

#[cfg(test)]
mod tests {
    use super::{parse_double, parse_float};

    // Answers of Hive 2.3.10 to CAST('…' AS DOUBLE).
    #[test]
    fn numbers() {
        for (text, expected) in [
            ("1e10", 1e10),
            ("1d", 1.0),
            ("1.", 1.0),
            (".5", 0.5),
            ("0x1p3", 8.0),
            ("0x1.8p1", 3.0),
            ("1e400", f64::INFINITY),
            ("1e-400", 0.0),
            ("-Infinity", f64::NEG_INFINITY),
            ("1\n", 1.0),
            (" 12 ", 12.0),
            ("+5", 5.0),
            ("4.9E-324", 5e-324),
        ] {
            assert_eq!(parse_double(text), Some(expected), "{text}");
        }
        assert!(parse_double("NaN").is_some_and(f64::is_nan));
        assert!(parse_double("-0").is_some_and(f64::is_sign_negative));
    }

    #[test]
    fn everything_else_is_none() {
        for text in [
            "", " ", "abc", "nan", "inf", "infinity", "1,5", "1 1", "1L", "0x10", "１", "1e", ".",
            "+-1", "5a",
        ] {
            assert_eq!(parse_double(text), None, "{text}");
        }
    }

    #[test]
    fn floats_are_rounded_once() {
        assert_eq!(parse_float("0.1"), Some(0.1));
        assert_eq!(parse_float("16777217"), Some(16_777_216.0));
    }
}
