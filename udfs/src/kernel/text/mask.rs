//! `mask` and its kin: letters and digits that are not to be seen.

/// What characters of a text become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mask {
    /// What upper case letters become; `None`: they stay.
    pub upper: Option<char>,
    /// What lower case letters become.
    pub lower: Option<char>,
    /// What digits become.
    pub digit: Option<char>,
    /// What all other characters become.
    pub other: Option<char>,
}

impl Default for Mask {
    fn default() -> Self {
        Self {
            upper: Some('X'),
            lower: Some('x'),
            digit: Some('n'),
            other: None,
        }
    }
}

/// Which characters of a text are masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Range {
    /// All.
    All,
    /// So many at the beginning.
    First(usize),
    /// So many at the end.
    Last(usize),
    /// All but so many at the beginning.
    AllButFirst(usize),
    /// All but so many at the end.
    AllButLast(usize),
}

impl Range {
    fn holds(self, place: usize, length: usize) -> bool {
        match self {
            Self::All => true,
            Self::First(count) => place < count,
            Self::Last(count) => place + count >= length,
            Self::AllButFirst(count) => place >= count,
            Self::AllButLast(count) => place + count < length,
        }
    }
}

impl Mask {
    /// `text` with the characters of a range masked.
    ///
    /// **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFMask` and its kin.
    ///
    /// ```
    /// use maidian_udfs::kernel::text::{Mask, Range};
    ///
    /// assert_eq!(Mask::default().apply("Abc-123", Range::First(2)), "Xxc-123");
    /// ```
    pub fn apply(&self, text: &str, range: Range) -> String {
        let length = text.chars().count();
        text.chars()
            .enumerate()
            .map(|(place, c)| {
                if range.holds(place, length) {
                    self.masked(c)
                } else {
                    c
                }
            })
            .collect()
    }

    fn masked(&self, c: char) -> char {
        let by = if c.is_uppercase() {
            self.upper
        } else if c.is_lowercase() {
            self.lower
        } else if c.is_ascii_digit() {
            self.digit
        } else {
            self.other
        };
        by.unwrap_or(c)
    }
}

/// `number` with the digits of a range made 1; a number too large for 64 bits wraps round.
///
/// ```
/// use maidian_udfs::kernel::text::{Range, mask_digits};
///
/// assert_eq!(mask_digits(-12_345, Range::First(2)), -11_345);
/// ```
pub fn mask_digits(number: i64, range: Range) -> i64 {
    let digits = number.unsigned_abs().to_string();
    let length = digits.len();
    let masked = digits
        .bytes()
        .enumerate()
        .fold(0_i64, |masked, (place, digit)| {
            let digit = match digit {
                _ if number == 0 => 0,
                _ if range.holds(place, length) => 1,
                digit => i64::from(digit - b'0'),
            };
            masked.wrapping_mul(10).wrapping_add(digit)
        });
    if number < 0 {
        masked.wrapping_neg()
    } else {
        masked
    }
}

#[cfg(test)]
mod tests {
    use super::{Mask, Range, mask_digits};

    // Answers of Hive 2.3.10.
    #[test]
    fn digits_of_numbers() {
        assert_eq!(mask_digits(0, Range::All), 0);
        assert_eq!(mask_digits(-7, Range::All), -1);
        assert_eq!(mask_digits(100, Range::First(2)), 110);
        assert_eq!(mask_digits(2_147_483_647, Range::Last(2)), 2_147_483_611);
        assert_eq!(mask_digits(100, Range::AllButLast(1)), 110);
        assert_eq!(
            mask_digits(i64::MAX, Range::Last(2)),
            -9_223_372_036_854_775_805
        );
    }

    #[test]
    fn ranges() {
        let mask = Mask::default();
        assert_eq!(mask.apply("Abc-123 中", Range::All), "Xxx-nnn 中");
        assert_eq!(mask.apply("Abc-123", Range::Last(2)), "Abc-1nn");
        assert_eq!(mask.apply("Abc-123", Range::AllButFirst(2)), "Abx-nnn");
        assert_eq!(mask.apply("Abc-123", Range::AllButLast(2)), "Xxx-n23");
        assert_eq!(mask.apply("ab", Range::First(9)), "xx");
    }
}
