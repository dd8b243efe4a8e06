//! `conv`: numbers from one number system to another.

/// The number of a text in the base `from`, in the base `to`: without a sign, or with one for a negative `to`.
///
/// **Input**: digits, a `-` in front; what follows the first character that is no digit of the base does not count. Bases are 2
/// to 36.
/// **Output**: digits in upper case; 18446744073709551615 for numbers that are larger.
/// **NULLs**: `None` for other bases, an empty text, and more than 64 digits, on which Hive fails.
/// **Reference**: `org.apache.hadoop.hive.ql.udf.UDFConv`.
///
/// ```
/// use maidian_udfs::kernel::codec::conv;
///
/// assert_eq!(conv("255", 10, 16).as_deref(), Some("FF"));
/// assert_eq!(conv("-10", 16, -10).as_deref(), Some("-16"));
/// ```
pub fn conv(text: &str, from: i64, to: i64) -> Option<String> {
    let bases = 2..=36;
    let radix = i64::try_from(to.unsigned_abs()).ok()?;
    if !bases.contains(&from) || !bases.contains(&radix) || text.is_empty() {
        return None;
    }
    let (digits, mut is_negative) = match text.strip_prefix('-') {
        Some(digits) => (digits, true),
        None => (text, false),
    };
    if digits.len() > 64 {
        return None;
    }
    let mut number = read(digits, from);
    if is_negative && to > 0 {
        number = if number < 0 { -1 } else { -number };
    }
    if to < 0 && number < 0 {
        number = number.wrapping_neg();
        is_negative = true;
    }
    let mut shown = write(number, radix);
    if is_negative && to < 0 {
        shown.insert(0, '-');
    }
    Some(shown)
}

/// The bits of an unsigned number; -1 where it is too large.
fn read(digits: &str, radix: i64) -> i64 {
    let bound = divide(-1 - radix, radix);
    let mut number = 0_i64;
    for digit in digits.bytes() {
        let base = u32::try_from(radix).unwrap_or(2);
        let Some(digit) = char::from(digit).to_digit(base).map(i64::from) else {
            break;
        };
        // Compared with a sign, as Hive does it: numbers past half of the range go unchecked.
        if number >= bound && divide(-1 - digit, radix) < number {
            return -1;
        }
        number = number.wrapping_mul(radix).wrapping_add(digit);
    }
    number
}

/// The digits of the unsigned number that has these bits.
fn write(number: i64, radix: i64) -> String {
    let mut digits = Vec::new();
    let mut rest = number;
    while rest != 0 {
        let quotient = divide(rest, radix);
        let digit = rest.wrapping_sub(quotient.wrapping_mul(radix));
        let digit = u32::try_from(digit)
            .ok()
            .and_then(|digit| char::from_digit(digit, 36));
        // Hive divides some numbers of more than 63 bits wrong, which leaves no digit but a nought byte.
        digits.push(digit.unwrap_or('\0').to_ascii_uppercase());
        rest = quotient;
        if digits.len() == 64 {
            break;
        }
    }
    if digits.is_empty() {
        digits.push('0');
    }
    digits.iter().rev().collect()
}

/// Hive's division of an unsigned number, its mistakes included.
fn divide(bits: i64, by: i64) -> i64 {
    if bits >= 0 {
        return bits / by;
    }
    bits / by + 2 * (i64::MAX / by) + 2 / by + (bits % by + 2 * (i64::MAX % by) + 2 % by) / by
}

#[cfg(test)]
mod tests {
    use super::conv;

    // Answers of Hive 2.3.10.
    #[test]
    fn as_hive() {
        for (text, from, to, expected) in [
            ("100", 2, 10, Some("4")),
            ("-10", 10, 16, Some("FFFFFFFFFFFFFFF6")),
            ("zz", 36, 10, Some("1295")),
            ("9", 8, 10, Some("0")),
            ("-1", 10, -10, Some("-1")),
            ("-10", 16, -10, Some("-16")),
            ("18446744073709551616", 10, 16, Some("FFFFFFFFFFFFFFFF")),
            ("1G", 16, 10, Some("1")),
            ("10", 1, 10, None),
            ("", 10, 16, None),
        ] {
            assert_eq!(conv(text, from, to).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn bases_and_lengths_that_do_not_work() {
        assert_eq!(conv("1", 10, 37), None);
        assert_eq!(conv("1", 10, i64::MIN), None);
        assert_eq!(conv(&"1".repeat(65), 2, 10), None);
        assert_eq!(conv("-", 10, 16).as_deref(), Some("0"));
        assert_eq!(conv("abc", 10, 16).as_deref(), Some("0"));
        assert_eq!(conv("中", 10, 16).as_deref(), Some("0"));
    }
}
