//! Means of decimals, as integers of their last digit.

/// `sum / count` with `digits` more digits than the sum has, rounded half away from zero; `None` of nothing, and where it
/// takes more than 128 bits.
///
/// **Reference**: `org.apache.hadoop.hive.common.type.HiveDecimal.divide`.
///
/// ```
/// use maidian_udfs::kernel::decimal_mean::mean;
///
/// // 0.05 / 3 to six digits: 0.016667.
/// assert_eq!(mean(5, 3, 4), Some(16_667));
/// ```
pub fn mean(sum: i128, count: i64, digits: u32) -> Option<i128> {
    let count = i128::from(count);
    let (mut mean, mut rest) = (sum.checked_div(count)?, sum.checked_rem(count)?);
    for _ in 0..digits {
        rest = rest.checked_mul(10)?;
        mean = mean.checked_mul(10)?.checked_add(rest / count)?;
        rest %= count;
    }
    let up = rest.checked_mul(2)?.abs() >= count;
    mean.checked_add(if up { rest.signum() } else { 0 })
}

/// Whether a number has at most so many digits.
///
/// ```
/// assert!(maidian_udfs::kernel::decimal_mean::fits(-999, 3));
/// assert!(!maidian_udfs::kernel::decimal_mean::fits(1000, 3));
/// ```
pub fn fits(number: i128, precision: u8) -> bool {
    10_u128
        .checked_pow(u32::from(precision))
        .is_none_or(|limit| number.unsigned_abs() < limit)
}

#[cfg(test)]
mod tests {
    use super::mean;

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!(mean(1, 2, 0), Some(1));
        assert_eq!(mean(-1, 2, 0), Some(-1));
        assert_eq!(mean(1, 3, 0), Some(0));
        assert_eq!(mean(-5, 3, 0), Some(-2));
        assert_eq!(mean(700, 3, 4), Some(2_333_333));
    }

    #[test]
    fn nothing_has_no_mean() {
        assert_eq!(mean(0, 0, 4), None);
        assert_eq!(mean(i128::MAX, 1, 4), None);
    }
}
