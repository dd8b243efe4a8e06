//! Decimal numbers of at most 38 digits.

/// The most digits that a decimal may have.
const MAX_DIGITS: u32 = 38;

/// The greatest power of ten that a text may name.
const MAX_EXPONENT: i64 = 99;

/// A decimal number: `unscaled` divided by ten to the power of `scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// The digits with their sign.
    pub unscaled: i128,
    /// How many of them are behind the point.
    pub scale: u32,
}

/// Ten to a power, `None` past 38.
pub fn pow10(exponent: u32) -> Option<i128> {
    10_i128.checked_pow(exponent)
}

/// `unscaled` digits with `scale` behind the point, rounded half up to `target` behind the point.
///
/// **NULLs**: `None` where the result has more than 38 digits.
pub fn round_to_scale(unscaled: i128, scale: u32, target: u32) -> Option<i128> {
    let rescaled = if target >= scale {
        unscaled.checked_mul(pow10(target - scale)?)?
    } else {
        let Some(divisor) = pow10(scale - target) else {
            return Some(0);
        };
        let (quotient, rest) = (unscaled / divisor, unscaled % divisor);
        // Half of an odd number does not occur: the divisor is a power of ten.
        if rest.unsigned_abs() >= divisor.unsigned_abs() / 2 {
            quotient + rest.signum()
        } else {
            quotient
        }
    };
    (rescaled.unsigned_abs() < pow10(MAX_DIGITS)?.unsigned_abs()).then_some(rescaled)
}

/// A number as `HiveDecimal.create` reads it: blanks round it, a sign, digits with or without a point, an exponent. Digits
/// past the 38th behind the point are rounded half up.
///
/// **NULLs**: `None` for anything else, and for more than 38 digits before the point.
///
/// ```
/// use maidian_udfs::kernel::number::{Decimal, parse_decimal};
///
/// assert_eq!(parse_decimal(" 1.50 "), Some(Decimal { unscaled: 150, scale: 2 }));
/// ```
pub fn parse_decimal(text: &str) -> Option<Decimal> {
    let text = text.trim_matches(' ');
    let (is_negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (digits, exponent) = match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => (
            digits,
            exponent
                .parse::<i64>()
                .ok()
                .filter(|exponent| exponent.abs() <= MAX_EXPONENT)?,
        ),
        None => (text, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty()
        || !whole
            .bytes()
            .chain(fraction.bytes())
            .all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    let all = format!("{whole}{fraction}");
    let leading = all.len() - all.trim_start_matches('0').len();
    let significant = all.get(leading..)?;
    let scale = i64::try_from(fraction.len()).ok()? - exponent;
    let magnitude = rounded(significant, scale)?;
    Some(Decimal {
        unscaled: if is_negative {
            -magnitude.unscaled
        } else {
            magnitude.unscaled
        },
        scale: magnitude.scale,
    })
}

/// Digits of which the last `scale` stand behind the point, rounded until they fit.
fn rounded(digits: &str, scale: i64) -> Option<Decimal> {
    let most = i64::from(MAX_DIGITS);
    let length = i64::try_from(digits.len()).ok()?;
    if length == 0 {
        return Some(Decimal {
            unscaled: 0,
            scale: u32::try_from(scale.clamp(0, most)).ok()?,
        });
    }
    // Behind the point there may be 38 digits, and 38 in all.
    let surplus = (length - most).max(scale - most).max(0);
    if surplus > scale.max(0) {
        return None;
    }
    if surplus > length {
        return Some(Decimal {
            unscaled: 0,
            scale: MAX_DIGITS,
        });
    }
    let kept = digits.get(..usize::try_from(length - surplus).ok()?)?;
    let next = digits.as_bytes().get(kept.len()).copied().unwrap_or(b'0');
    let mut unscaled: i128 = if kept.is_empty() {
        0
    } else {
        kept.parse().ok()?
    };
    if next >= b'5' {
        unscaled += 1;
    }
    let scale = scale - surplus;
    if scale < 0 {
        let factor = pow10(u32::try_from(-scale).ok()?)?;
        let unscaled = unscaled.checked_mul(factor)?;
        return (unscaled < pow10(MAX_DIGITS)?).then_some(Decimal { unscaled, scale: 0 });
    }
    Some(Decimal {
        unscaled,
        scale: u32::try_from(scale).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::{Decimal, parse_decimal, round_to_scale};

    #[expect(
        clippy::unnecessary_wraps,
        reason = "to be compared with what the parser gives"
    )]
    fn decimal(unscaled: i128, scale: u32) -> Option<Decimal> {
        Some(Decimal { unscaled, scale })
    }

    #[test]
    fn numbers() {
        assert_eq!(parse_decimal("1.005"), decimal(1005, 3));
        assert_eq!(parse_decimal("-0.5"), decimal(-5, 1));
        assert_eq!(parse_decimal("1e3"), decimal(1000, 0));
        assert_eq!(parse_decimal("1.5E-2"), decimal(15, 3));
        assert_eq!(parse_decimal("5."), decimal(5, 0));
        assert_eq!(parse_decimal("0"), decimal(0, 0));
        assert_eq!(
            parse_decimal(&"9".repeat(38)),
            decimal(10_i128.pow(38) - 1, 0)
        );
    }

    #[test]
    fn everything_else_is_none() {
        for text in [
            "",
            ".",
            "abc",
            "1d",
            "0x1",
            "NaN",
            "1e",
            "1 2",
            &"9".repeat(39),
        ] {
            assert_eq!(parse_decimal(text), None, "{text}");
        }
    }

    #[test]
    fn digits_past_the_38th_are_rounded() {
        let text = format!("0.{}5", "1".repeat(38));
        let ones = "1".repeat(38).parse::<i128>().unwrap_or_default();
        assert_eq!(parse_decimal(&text), decimal(ones + 1, 38));
    }

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!(round_to_scale(1005, 3, 2), Some(101));
        assert_eq!(round_to_scale(-25, 1, 0), Some(-3));
        assert_eq!(round_to_scale(24, 1, 0), Some(2));
        assert_eq!(round_to_scale(15, 1, 3), Some(1500));
        assert_eq!(round_to_scale(10_i128.pow(37), 0, 2), None);
    }
}
