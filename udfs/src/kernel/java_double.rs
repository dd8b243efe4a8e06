//! Floating-point numbers as Java prints them: `1.0`, `1.0E10`, `4.9E-324`, `NaN`.

use std::fmt::{Debug, UpperExp};

/// A number as `Double.toString` prints it: the shortest digits that read back as the same number, at least one behind the
/// point; plain from 0.001 up to 10,000,000, else with an exponent.
///
/// **Reference**: `java.lang.Double.toString` of Java 19 and later; earlier ones print a digit more now and then.
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

fn shortest<T: Copy + Debug + UpperExp + Into<f64>>(number: T) -> String {
    let value: f64 = number.into();
    if value.is_nan() {
        return "NaN".to_owned();
    }
    if value.is_infinite() {
        let sign = if value > 0.0 { "" } else { "-" };
        return format!("{sign}Infinity");
    }
    let magnitude = value.abs();
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
            (1.4e-45, "1.4E-45"),
            (-2.5, "-2.5"),
        ] {
            assert_eq!(float_text(number), expected);
        }
    }
}
