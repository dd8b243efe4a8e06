//! `format_number`: a number with commas between thousands.

/// The most digits behind the point that `DecimalFormat` shows.
const MAX_PLACES: usize = 340;

/// Digits that a number is shown with: its sign, what stands before the point and what stands behind it.
///
/// **Input**: the number as plain digits with the wanted number of places, such as `-1234567.50`.
/// **Output**: `-1,234,567.50`.
/// **Reference**: `java.text.DecimalFormat` with the pattern `#,###,###,###,###,###,##0.00…`.
///
/// ```
/// use maidian_udfs::kernel::text::with_commas;
///
/// assert_eq!(with_commas("1234567.50"), "1,234,567.50");
/// ```
pub fn with_commas(plain: &str) -> String {
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", plain),
    };
    let (whole, fraction) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut shown = String::with_capacity(plain.len() + whole.len() / 3 + 1);
    shown.push_str(sign);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown.push_str(fraction);
    shown
}

/// A double with commas and `places` digits behind the point, halves rounded to the even digit.
///
/// **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFFormatNumber`.
///
/// ```
/// use maidian_udfs::kernel::text::format_double;
///
/// assert_eq!(format_double(-1234.567, 2), "-1,234.57");
/// ```
pub fn format_double(number: f64, places: usize) -> String {
    let places = places.min(MAX_PLACES);
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "∞" } else { "-∞" }.to_owned();
    }
    with_commas(&exact(number, places))
}

/// A finite double with `places` digits behind the point, halves of what it is exactly rounded to the even digit.
pub(super) fn exact(number: f64, places: usize) -> String {
    format!("{number:.places$}")
}

/// A decimal number, `unscaled` with `scale` digits behind the point, as [`format_double`].
///
/// ```
/// use maidian_udfs::kernel::text::format_decimal;
///
/// assert_eq!(format_decimal(1_005, 3, 2), "1.00");
/// ```
pub fn format_decimal(unscaled: i128, scale: usize, places: usize) -> String {
    let shown = fixed_decimal(unscaled.unsigned_abs(), scale, places);
    let sign = if unscaled < 0 { "-" } else { "" };
    with_commas(&format!("{sign}{shown}"))
}

/// A decimal number with `places` digits behind the point, halves rounded to the even digit.
pub(super) fn fixed_decimal(magnitude: u128, scale: usize, places: usize) -> String {
    let places = places.min(MAX_PLACES);
    let digits = format!("{magnitude:0>width$}", width = scale + 1);
    let point = digits.len() - scale;
    let (whole, fraction) = digits.split_at(point);
    let mut shown = String::from(whole);
    let kept = fraction.get(..places).unwrap_or(fraction);
    shown.push_str(kept);
    if rounds_up(&shown, fraction.get(kept.len()..).unwrap_or_default()) {
        shown = incremented(&shown);
    }
    shown.extend(std::iter::repeat_n('0', places - kept.len()));
    let whole = shown.len() - places;
    if places > 0 {
        shown.insert(whole, '.');
    }
    shown
}

/// Whether digits that are dropped are more than half, or half behind an odd digit.
fn rounds_up(kept: &str, dropped: &str) -> bool {
    let Some(rest) = dropped.strip_prefix('5') else {
        return dropped > "5";
    };
    let is_odd = kept.bytes().next_back().is_some_and(|digit| digit % 2 == 1);
    is_odd || rest.bytes().any(|digit| digit != b'0')
}

/// The next larger number of digits.
fn incremented(digits: &str) -> String {
    let kept = digits.trim_end_matches('9');
    let nines = digits.len() - kept.len();
    let mut next = match kept.chars().next_back() {
        None => String::from("1"),
        Some(last) => {
            let mut next = kept.get(..kept.len() - 1).unwrap_or_default().to_owned();
            next.push(char::from_u32(u32::from(last) + 1).unwrap_or(last));
            next
        }
    };
    next.extend(std::iter::repeat_n('0', nines));
    next
}

#[cfg(test)]
mod tests {
    use super::{format_decimal, format_double};

    // Answers of Hive 2.3.10.
    #[test]
    fn as_hive() {
        assert_eq!(format_decimal(123_322, 1, 0), "12,332");
        assert_eq!(format_decimal(-1_234_567, 3, 2), "-1,234.57");
        assert_eq!(format_decimal(1_234_567, 0, 2), "1,234,567.00");
        assert_eq!(format_decimal(0, 0, 2), "0.00");
        assert_eq!(format_decimal(1_005, 3, 2), "1.00");
        assert_eq!(format_double(1_234_567.891, 2), "1,234,567.89");
    }

    #[test]
    fn halves_become_even() {
        assert_eq!(format_decimal(15, 1, 0), "2");
        assert_eq!(format_decimal(25, 1, 0), "2");
        assert_eq!(format_decimal(251, 2, 0), "3");
        assert_eq!(format_decimal(9_995, 1, 0), "1,000");
        assert_eq!(format_double(0.5, 0), "0");
        assert_eq!(format_double(1.5, 0), "2");
    }

    #[test]
    fn numbers_that_are_none() {
        assert_eq!(format_double(f64::NAN, 2), "NaN");
        assert_eq!(format_double(f64::NEG_INFINITY, 2), "-∞");
    }
}
