//! Floating-point numbers as Java prints them: `1.0`, `1.0E10`, `4.9E-324`, `NaN`.

use std::fmt::{Debug, UpperExp};

/// A number as `Double.toString` prints it: the shortest digits that read back as the same number, at least one behind the
/// point; plain from 0.001 up to 10,000,000, else with an exponent.
///
/// **Reference**: `java.lang.Double.toString` of Java 8, which Hive runs on: whole numbers keep all digits that their bits are
/// worth. Of other numbers it prints a digit more now and then.
///
/// ```
/// use maidian_udfs::kernel::java_double;
///
/// assert_eq!(java_double::text(100_000.0), "100000.0");
/// assert_eq!(java_double::text(1e7), "1.0E7");
/// ```
pub fn text(number: f64) -> String {
    shortest(number)
}

/// A number as `Float.toString` prints it, by the same rules as [`text`].
///
/// ```
/// assert_eq!(maidian_udfs::kernel::java_double::float_text(0.1), "0.1");
/// ```
pub fn float_text(number: f32) -> String {
    shortest(number)
}

/// How many bits of a number count.
trait Precision {
    const SIGNIFICANT_BITS: u32;
}

impl Precision for f64 {
    const SIGNIFICANT_BITS: u32 = 53;
}

impl Precision for f32 {
    const SIGNIFICANT_BITS: u32 = 24;
}

/// All digits of a whole number of seven digits and more, below 2 to the power of 63: Java prints those that its bits are worth,
/// which are more than it takes to tell the number from its neighbours.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole and below 2 to the power of 63"
)]
fn whole_digits(magnitude: f64, significant_bits: u32) -> Option<String> {
    if !(1e7..9.2e18).contains(&magnitude) || magnitude.fract() != 0.0 {
        return None;
    }
    let whole = magnitude as u64;
    let exponent = whole.ilog2();
    // Of the bits behind the significant ones, three and a bit make a digit that says nothing.
    let surplus = exponent.saturating_sub(significant_bits + 1);
    let dropped = if surplus > 1 {
        2_u64.checked_pow(surplus)?.ilog10()
    } else {
        0
    };
    let power = 10_u64.checked_pow(dropped)?;
    let (kept, rest) = (whole / power, whole % power);
    let rounded = if dropped > 0 && rest >= power / 2 {
        kept + 1
    } else {
        kept
    };
    Some(format!("{rounded}{}", "0".repeat(dropped as usize)))
}

/// The digits of a whole number with an exponent: `123` is `1.23E2`.
fn scientific(digits: &str) -> String {
    let exponent = digits.len() - 1;
    let significant = digits.trim_end_matches('0');
    let (first, rest) = significant.split_at_checked(1).unwrap_or((significant, ""));
    let rest = if rest.is_empty() { "0" } else { rest };
    format!("{first}.{rest}E{exponent}")
}

fn shortest<T: Copy + Debug + UpperExp + Into<f64> + Precision>(number: T) -> String {
    let value: f64 = number.into();
    if value.is_nan() {
        return "NaN".to_owned();
    }
    if value.is_infinite() {
        let sign = if value > 0.0 { "" } else { "-" };
        return format!("{sign}Infinity");
    }
    let magnitude = value.abs();
    if let Some(digits) = whole_digits(magnitude, T::SIGNIFICANT_BITS) {
        let sign = if value < 0.0 { "-" } else { "" };
        return format!("{sign}{}", scientific(&digits));
    }
    if magnitude == 0.0 || (1e-3..1e7).contains(&magnitude) {
        return format!("{number:?}");
    }
    let shortest = format!("{number:E}");
    if shortest.contains('.') {
        return shortest;
    }
    // Java prints at least two digits, and of one digit the nearest two: 4.9E-324, not 5.0E-324.
    format!("{number:.1E}")
}

#[cfg(test)]
mod tests {
    use super::{float_text, text};

    // Expected texts: the documentation of `Double.toString` and answers of Hive to CAST(… AS STRING).
    #[test]
    fn doubles_read_as_in_java() {
        for (number, expected) in [
            (1.0, "1.0"),
            (1e10, "1.0E10"),
            (1e7, "1.0E7"),
            (0.001, "0.001"),
            (0.0001, "1.0E-4"),
            (1000.0, "1000.0"),
            (9_999_999.0, "9999999.0"),
            (123_456.789, "123456.789"),
            (0.1, "0.1"),
            (100.25, "100.25"),
            (2e-5, "2.0E-5"),
            (f64::MIN_POSITIVE, "2.2250738585072014E-308"),
            (33.333_333_333_333_336, "33.333333333333336"),
            (5e-324, "4.9E-324"),
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (-1.5, "-1.5"),
            (12_345_678.9, "1.23456789E7"),
            (0.012_34, "0.01234"),
            (1e23, "1.0E23"),
            (f64::MAX, "1.7976931348623157E308"),
            (f64::NAN, "NaN"),
            (f64::INFINITY, "Infinity"),
            (f64::NEG_INFINITY, "-Infinity"),
        ] {
            assert_eq!(text(number), expected);
        }
    }

    #[test]
    fn floats_have_their_own_shortest_digits() {
        for (number, expected) in [
            (0.1, "0.1"),
            (1.0, "1.0"),
            (0.001, "0.001"),
            (16_777_216.0, "1.6777216E7"),
            (123_456_789.0, "1.23456792E8"),
            (1.4e-45, "1.4E-45"),
            (-2.5, "-2.5"),
        ] {
            assert_eq!(float_text(number), expected);
        }
    }
}
