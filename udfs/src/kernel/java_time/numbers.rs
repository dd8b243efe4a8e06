//! Seconds as numbers with fractions.

use super::MICROS;

/// Microseconds of seconds as a double, by the digits that it is shown with; `None` where they do not fit.
///
/// **Source**: `org.apache.hadoop.hive.ql.util.TimestampUtils.doubleToTimestamp`.
///
/// ```
/// use maidian_udfs::kernel::java_time::seconds_of_double;
///
/// assert_eq!(seconds_of_double(1_615_774_272.6), Some(1_615_774_272_600_000));
/// assert_eq!(seconds_of_double(-1.5), Some(-1_500_000));
/// assert_eq!(seconds_of_double(f64::NAN), None);
/// ```
pub fn seconds_of_double(seconds: f64) -> Option<i64> {
    if !seconds.is_finite() {
        return None;
    }
    let shown = seconds.abs().to_string();
    let (whole, decimals) = shown.split_once('.').unwrap_or((&shown, ""));
    let nanos: String = decimals
        .chars()
        .chain("000000000".chars())
        .take(9)
        .collect();
    let nanos = whole.parse::<i128>().ok()? * 1_000_000_000 + nanos.parse::<i128>().ok()?;
    micros(if seconds < 0.0 { -nanos } else { nanos })
}

/// Microseconds of seconds as an unscaled decimal; `None` where they do not fit.
///
/// **Source**: `org.apache.hadoop.hive.ql.util.TimestampUtils.decimalToTimestamp`.
///
/// ```
/// use maidian_udfs::kernel::java_time::seconds_of_decimal;
///
/// assert_eq!(seconds_of_decimal(-15, 1), Some(-1_500_000));
/// ```
pub fn seconds_of_decimal(unscaled: i128, scale: i8) -> Option<i64> {
    let power = |exponent: u32| 10_i128.checked_pow(exponent);
    let nanos = match u32::try_from(scale) {
        Ok(scale) if scale > 9 => unscaled / power(scale - 9)?,
        Ok(scale) => unscaled.checked_mul(power(9 - scale)?)?,
        Err(_) => unscaled.checked_mul(power(9 + u32::from(scale.unsigned_abs()))?)?,
    };
    micros(nanos)
}

fn micros(nanos: i128) -> Option<i64> {
    let nanos_of_micro = 1_000_000_000 / i128::from(MICROS);
    i64::try_from(nanos.div_euclid(nanos_of_micro)).ok()
}

#[cfg(test)]
mod tests {
    use super::{seconds_of_decimal, seconds_of_double};

    #[test]
    fn doubles_are_taken_by_their_digits() {
        assert_eq!(seconds_of_double(0.1), Some(100_000));
        assert_eq!(seconds_of_double(1e-7), Some(0));
        assert_eq!(seconds_of_double(-1e-7), Some(-1));
        assert_eq!(seconds_of_double(1e12), Some(1_000_000_000_000_000_000));
        for none in [1e300, f64::INFINITY, f64::NAN, 1e13] {
            assert_eq!(seconds_of_double(none), None, "{none}");
        }
    }

    #[test]
    fn decimals_are_exact() {
        assert_eq!(seconds_of_decimal(1_234_567_891, 10), Some(123_456));
        assert_eq!(
            seconds_of_decimal(16_157_742_725, 1),
            Some(1_615_774_272_500_000)
        );
        assert_eq!(seconds_of_decimal(i128::MAX, 0), None);
    }
}
