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

#[cfg(test)]
mod tests {
    use super::{Mask, Range};

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
