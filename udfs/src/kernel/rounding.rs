//! `round`, `bround`: numbers to so many digits.

/// What becomes of a half.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// Away from zero.
    Up,
    /// To the even digit.
    Even,
}

/// A double to `places` digits behind the point, in front of it where negative; of what it prints as, not of what it is, so
/// that `1.005` becomes `1.01`.
///
/// **Output**: 0.0 for -0.4; not a number and infinity as they are.
/// **Reference**: `org.apache.hadoop.hive.ql.udf.generic.RoundUtils`.
///
/// ```
/// use maidian_udfs::kernel::rounding::{Half, round_double};
///
/// assert_eq!(round_double(1.005, 2, Half::Up), 1.01);
/// assert_eq!(round_double(2.5, 0, Half::Even), 2.0);
/// ```
pub fn round_double(number: f64, places: i32, half: Half) -> f64 {
    if !number.is_finite() || number == 0.0 {
        // There is no negative zero among decimal numbers.
        return if number == 0.0 { 0.0 } else { number };
    }
    // The shortest digits that read back as the same number: d.ddd and the place of the first.
    let shortest = format!("{:e}", number.abs());
    let Some((digits, exponent)) = shortest.split_once('e') else {
        return number;
    };
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let Ok(exponent) = exponent.parse::<i64>() else {
        return number;
    };
    let kept = exponent + 1 + i64::from(places);
    let Ok(length) = i64::try_from(digits.len()) else {
        return number;
    };
    if kept >= length {
        return number;
    }
    if kept < 0 {
        return 0.0;
    }
    let (head, tail) = digits.split_at(usize::try_from(kept).unwrap_or_default());
    let mut whole = head.parse::<u64>().unwrap_or_default();
    if is_up(whole.into(), tail, half) {
        whole += 1;
    }
    let rounded: f64 = format!("{whole}e{}", -i64::from(places))
        .parse()
        .unwrap_or(number);
    if number < 0.0 && whole > 0 {
        -rounded
    } else {
        rounded
    }
}

fn is_up(kept: u128, dropped: &str, half: Half) -> bool {
    match dropped.as_bytes().split_first() {
        Some((b'5', rest)) => {
            half == Half::Up || kept % 2 == 1 || rest.iter().any(|digit| *digit != b'0')
        }
        Some((first, _)) => *first > b'5',
        None => false,
    }
}

/// A whole number divided by ten to the power of `places`, rounded.
///
/// ```
/// use maidian_udfs::kernel::rounding::{Half, drop_digits};
///
/// assert_eq!(drop_digits(1_250, 2, Half::Up), 13);
/// assert_eq!(drop_digits(-250, 2, Half::Even), -2);
/// ```
pub fn drop_digits(number: i128, places: u32, half: Half) -> i128 {
    let Some(divisor) = 10_i128.checked_pow(places) else {
        return 0;
    };
    let (quotient, rest) = (number / divisor, (number % divisor).abs());
    let away = match (rest * 2).cmp(&divisor) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => places > 0 && (half == Half::Up || quotient % 2 != 0),
    };
    if away {
        quotient + number.signum()
    } else {
        quotient
    }
}

/// A whole number rounded to a place in front of the point, as `round(1250, -2)`; what does not fit 64 bits wraps around.
///
/// ```
/// use maidian_udfs::kernel::rounding::{Half, round_integer};
///
/// assert_eq!(round_integer(1_250, -2, Half::Up), 1_300);
/// assert_eq!(round_integer(1_250, 2, Half::Up), 1_250);
/// ```
pub fn round_integer(number: i64, places: i32, half: Half) -> i64 {
    if places >= 0 {
        return number;
    }
    let dropped = places.unsigned_abs();
    let Some(unit) = 10_i128.checked_pow(dropped).filter(|_| dropped < 20) else {
        return 0;
    };
    #[expect(clippy::cast_possible_truncation, reason = "as BigDecimal.longValue")]
    let rounded = (drop_digits(number.into(), dropped, half) * unit) as i64;
    rounded
}

#[cfg(test)]
mod tests {
    use super::{Half, drop_digits, round_double, round_integer};

    fn assert_rounded(number: f64, places: i32, half: Half, expected: f64) {
        let rounded = round_double(number, places, half);
        assert_eq!(
            rounded.to_bits(),
            expected.to_bits(),
            "{number} to {places}: {rounded}"
        );
    }

    // Answers of Hive 2.3.10.
    #[test]
    fn halves_go_up() {
        for (number, places, expected) in [
            (1.005, 2, 1.01),
            (2.5, 0, 3.0),
            (2.675, 2, 2.68),
            (1.55, 1, 1.6),
            (0.285, 2, 0.29),
            (1.0 / 3.0, 4, 0.3333),
            (0.5, 0, 1.0),
            (-0.5, 0, -1.0),
            (-0.4, 0, 0.0),
            (-1.5, 0, -2.0),
            (1234.567, -2, 1200.0),
        ] {
            assert_rounded(number, places, Half::Up, expected);
        }
    }

    #[test]
    fn halves_become_even() {
        for (number, expected) in [
            (0.5, 0.0),
            (1.5, 2.0),
            (2.5, 2.0),
            (2.51, 3.0),
            (-2.5, -2.0),
        ] {
            assert_rounded(number, 0, Half::Even, expected);
        }
    }

    #[test]
    fn numbers_at_the_ends() {
        assert_rounded(1e300, 2, Half::Up, 1e300);
        assert_rounded(5e-324, 2, Half::Up, 0.0);
        assert_rounded(99.5, -2, Half::Up, 100.0);
        assert_rounded(45.0, -2, Half::Up, 0.0);
        assert_rounded(55.0, -2, Half::Up, 100.0);
        assert_rounded(-0.0, 2, Half::Up, 0.0);
        assert_rounded(f64::INFINITY, 2, Half::Up, f64::INFINITY);
        assert!(round_double(f64::NAN, 2, Half::Up).is_nan());
        assert_rounded(1.5, i32::MIN, Half::Up, 0.0);
        assert_rounded(1.5, i32::MAX, Half::Up, 1.5);
    }

    #[test]
    fn whole_numbers() {
        assert_eq!(round_integer(-1_250, -2, Half::Up), -1_300);
        assert_eq!(round_integer(1_250, -2, Half::Even), 1_200);
        assert_eq!(
            round_integer(i64::MAX, -19, Half::Up),
            -8_446_744_073_709_551_616
        );
        assert_eq!(round_integer(5, -40, Half::Up), 0);
        assert_eq!(drop_digits(5, 0, Half::Even), 5);
        assert_eq!(drop_digits(i128::MAX, 39, Half::Up), 0);
    }
}
