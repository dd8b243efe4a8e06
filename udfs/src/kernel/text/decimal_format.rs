//! `format_number` by a pattern such as `#,##0.00`.

use super::decimal_pattern::{Pattern, PatternError};
use super::format_number::{exact, fixed_decimal};

/// A pattern of `java.text.DecimalFormat`, in English and with halves rounded to the even digit.
///
/// **Reference**: `java.text.DecimalFormat` of Java 8.
///
/// ```
/// use maidian_udfs::kernel::text::DecimalFormat;
///
/// let format = DecimalFormat::new("$#,##0.00;($#,##0.00)")?;
/// assert_eq!(format.double(-1234.5), "($1,234.50)");
/// # Ok::<(), maidian_udfs::kernel::text::PatternError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecimalFormat(Pattern);

impl DecimalFormat {
    /// Reads a pattern.
    ///
    /// **Errors**: a pattern that Java refuses, and the empty one.
    pub fn new(pattern: &str) -> Result<Self, PatternError> {
        Pattern::new(pattern).map(Self)
    }

    /// A double in this format.
    pub fn double(&self, number: f64) -> String {
        if number.is_nan() {
            return "NaN".to_owned();
        }
        let is_negative = number.is_sign_negative();
        let magnitude = number.abs() * f64::from(self.0.multiplier);
        if magnitude.is_infinite() {
            return self.0.affixed(is_negative, "∞");
        }
        let shown = self.shown(
            |places| exact(magnitude, places),
            || format!("{magnitude:.*e}", self.significant_places()),
        );
        self.0.affixed(is_negative, &shown)
    }

    /// A decimal number in this format, `unscaled` with `scale` digits behind the point.
    pub fn decimal(&self, unscaled: i128, scale: usize) -> String {
        let magnitude = unscaled
            .unsigned_abs()
            .saturating_mul(self.0.multiplier.into());
        let shown = self.shown(
            |places| fixed_decimal(magnitude, scale, places),
            || {
                // A power of ten is shown of as many digits as a double has.
                let number = fixed_decimal(magnitude, scale, scale).parse::<f64>();
                format!(
                    "{:.*e}",
                    self.significant_places(),
                    number.unwrap_or_default()
                )
            },
        );
        self.0.affixed(unscaled < 0, &shown)
    }

    fn significant_places(&self) -> usize {
        (self.0.whole.most + self.0.fraction.most).saturating_sub(1)
    }

    /// Digits by the pattern, of a number that is plain with so many digits behind the point, or as `d.ddde±d`.
    fn shown(&self, fixed: impl Fn(usize) -> String, scientific: impl Fn() -> String) -> String {
        match self.0.exponent {
            Some(digits) => self.scientific(&scientific(), digits),
            None => self.plain(&fixed(self.0.fraction.most)),
        }
    }

    fn plain(&self, fixed: &str) -> String {
        let (whole, fraction) = fixed.split_once('.').unwrap_or((fixed, ""));
        let kept = fraction
            .trim_end_matches('0')
            .len()
            .max(self.0.fraction.least);
        let fraction = fraction.get(..kept).unwrap_or(fraction);
        let whole = whole.trim_start_matches('0');
        let mut whole = format!("{whole:0>width$}", width = self.0.whole.least);
        if whole.is_empty() && fraction.is_empty() {
            whole.push('0');
        }
        let mut shown = String::new();
        for (place, digit) in whole.chars().enumerate() {
            let left = whole.len() - place;
            if place > 0 && self.0.group > 0 && left % self.0.group == 0 {
                shown.push(',');
            }
            shown.push(digit);
        }
        if !fraction.is_empty() || self.0.always_point {
            shown.push('.');
        }
        shown + fraction
    }

    /// Digits and a power of ten, which is a multiple of the most digits before the point where there may be several.
    fn scientific(&self, number: &str, exponent_digits: usize) -> String {
        let (mantissa, exponent) = number.split_once('e').unwrap_or((number, "0"));
        let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
        let digits = digits.trim_end_matches('0');
        let is_zero = digits.is_empty();
        // How many digits stand before the point of `0.digits`.
        let point = if is_zero {
            0
        } else {
            exponent.parse::<i64>().unwrap_or_default() + 1
        };
        let as_i64 = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let (least, most) = (as_i64(self.0.whole.least), as_i64(self.0.whole.most));
        let (power, least_whole) = if most > 1 && most > least {
            ((point - 1).div_euclid(most) * most, 1)
        } else {
            (point - least, least)
        };
        let whole = usize::try_from(if is_zero { least_whole } else { point - power });
        let whole = whole.unwrap_or_default();
        let least_digits = (self.0.whole.least + self.0.fraction.least).max(whole);
        let total = digits.len().max(least_digits);
        let mut shown = String::new();
        for place in 0..total {
            if place == whole {
                shown.push('.');
            }
            shown.push(
                digits
                    .as_bytes()
                    .get(place)
                    .map_or('0', |digit| char::from(*digit)),
            );
        }
        let power = if is_zero { 0 } else { power };
        let sign = if power < 0 { "-" } else { "" };
        format!("{shown}E{sign}{:0>exponent_digits$}", power.unsigned_abs())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

    use super::DecimalFormat;

    fn double(pattern: &str, number: f64) -> String {
        DecimalFormat::new(pattern).unwrap().double(number)
    }

    fn decimal(pattern: &str, unscaled: i128, scale: usize) -> String {
        DecimalFormat::new(pattern)
            .unwrap()
            .decimal(unscaled, scale)
    }

    // Answers of Hive 2.3.10.
    #[test]
    fn as_hive() {
        assert_eq!(double("#,###.00", 1_234_567.891), "1,234,567.89");
        assert_eq!(decimal("0000000.000", 12345, 1), "0001234.500");
        assert_eq!(decimal("0.0%", 256, 3), "25.6%");
        assert_eq!(decimal("#,##0", 12345, 1), "1,234");
        assert_eq!(decimal("#,##0", 12355, 1), "1,236");
        assert_eq!(decimal("0", 5, 1), "0");
        assert_eq!(decimal("000", 12, 0), "012");
        assert_eq!(decimal("#'#'", 12, 0), "12#");
        assert_eq!(decimal("abc", 123, 1), "abc12");
        assert_eq!(decimal("abc", -25, 1), "-abc2");
        assert_eq!(decimal("#,##,###", 1_234_567, 0), "1,234,567");
        assert_eq!(decimal("####,####", 123_456_789, 0), "1,2345,6789");
        assert_eq!(decimal("#.##", 5, 3), "0");
        assert_eq!(decimal("#.00", 0, 0), ".00");
        assert_eq!(decimal("0.00", -1, 3), "-0.00");
        assert_eq!(decimal("‰0", 1, 0), "‰1000");
        assert_eq!(decimal("0.00 元", 123, 1), "12.30 元");
        assert_eq!(decimal("¤0.00", 123, 1), "$12.30");
        assert_eq!(double("##,###.##", f64::INFINITY), "∞");
        assert_eq!(double("0.0", f64::NAN), "NaN");
    }

    #[test]
    fn powers_of_ten() {
        assert_eq!(decimal("0.###E0", 1_234_567, 0), "1.235E6");
        assert_eq!(decimal("##0.#####E0", 12345, 0), "12.345E3");
    }

    #[test]
    fn patterns_that_are_none() {
        for pattern in ["", "#.##.#", "0#", "0#.0", "#,", "0x0", "'a"] {
            assert!(DecimalFormat::new(pattern).is_err(), "{pattern}");
        }
    }
}
