//! Floating-point numbers as Java prints them: `1.0`, `1.0E10`, `4.9E-324`, `NaN`.

mod digits;
mod natural;

use digits::{Binary, Digits, digits};

/// A number as `Double.toString` prints it: digits that read back as the same number, at least one behind the point; plain from
/// 0.001 up to 10,000,000, else with an exponent.
///
/// **Reference**: `java.lang.Double.toString` before Java 19, which Hive runs on: whole numbers keep all digits that their bits
/// are worth, and of others there is a digit more now and then than it takes.
///
/// ```
/// use maidian_udfs::kernel::java_double;
///
/// assert_eq!(java_double::text(100_000.0), "100000.0");
/// assert_eq!(java_double::text(1e7), "1.0E7");
/// ```
pub fn text(number: f64) -> String {
    shown(number)
}

/// A number as `Float.toString` prints it, by the same rules as [`text`].
///
/// ```
/// assert_eq!(maidian_udfs::kernel::java_double::float_text(0.1), "0.1");
/// ```
pub fn float_text(number: f32) -> String {
    shown(number)
}

/// How many bits of a number count.
trait Precision {
    const SIGNIFICANT_BITS: u32;

    /// The bits of a number that is neither zero nor infinite nor none.
    fn binary(self) -> Binary;
}

impl Precision for f64 {
    const SIGNIFICANT_BITS: u32 = 53;

    fn binary(self) -> Binary {
        let bits = self.to_bits();
        let exponent = i32::try_from(bits >> 52 & 0x7ff).unwrap_or_default();
        normal(bits & 0x000f_ffff_ffff_ffff, exponent, 1023, 53)
    }
}

impl Precision for f32 {
    const SIGNIFICANT_BITS: u32 = 24;

    fn binary(self) -> Binary {
        let bits = self.to_bits();
        let exponent = (bits >> 23 & 0xff).cast_signed();
        normal(u64::from(bits & 0x007f_ffff) << 29, exponent, 127, 24)
    }
}

/// The bits of a number with its first bit at place 52.
fn normal(fraction: u64, exponent: i32, bias: i32, significant: i32) -> Binary {
    if exponent > 0 {
        return Binary {
            fraction: fraction | 1 << 52,
            exponent: exponent - bias,
            significant,
        };
    }
    let shift = fraction.leading_zeros().saturating_sub(11);
    let lost = shift.cast_signed();
    Binary {
        fraction: fraction << shift,
        exponent: 1 - lost - bias,
        significant: significant - lost,
    }
}

/// All digits of a whole number of seven digits and more, below 2 to the power of 63: Java prints those that its bits are worth,
/// which are more than it takes to tell the number from its neighbours.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole and below 2 to the power of 63"
)]
fn whole_digits(magnitude: f64, significant_bits: u32) -> Option<String> {
    if !(1e7..9_223_372_036_854_775_808.0).contains(&magnitude) || magnitude.fract() != 0.0 {
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

fn shown<T: Copy + Into<f64> + Precision>(number: T) -> String {
    let value: f64 = number.into();
    if value.is_nan() {
        return "NaN".to_owned();
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    if value.is_infinite() {
        return format!("{sign}Infinity");
    }
    let magnitude = value.abs();
    if magnitude < 1e7 && magnitude.fract() == 0.0 {
        return format!("{sign}{magnitude:.1}");
    }
    if let Some(digits) = whole_digits(magnitude, T::SIGNIFICANT_BITS) {
        return format!("{sign}{}", scientific(&digits));
    }
    let Digits { digits, point } = digits(number.binary());
    let digits: String = digits
        .iter()
        .map(|digit| char::from(b'0' + digit))
        .collect();
    let places = usize::try_from(point.unsigned_abs()).unwrap_or_default();
    match point {
        1..8 => {
            let whole = digits.get(..places).unwrap_or(&digits);
            let fraction = digits.get(places..).filter(|rest| !rest.is_empty());
            format!("{sign}{whole:0<places$}.{}", fraction.unwrap_or("0"))
        }
        -2..1 => format!("{sign}0.{}{digits}", "0".repeat(places)),
        _ => {
            let (first, rest) = digits.split_at_checked(1).unwrap_or((&digits, ""));
            let rest = if rest.is_empty() { "0" } else { rest };
            format!("{sign}{first}.{rest}E{}", point - 1)
        }
    }
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
            (1e23, "9.999999999999999E22"),
            (2e23, "1.9999999999999998E23"),
            (f64::MAX, "1.7976931348623157E308"),
            (8.41e21, "8.409999999999999E21"),
            (2e-3, "0.002"),
            (9_223_372_036_731_319_300.0, "9.2233720367313193E18"),
            (1.844_674_407_370_955_2e19, "1.8446744073709552E19"),
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
