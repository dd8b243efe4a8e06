//! `instr`, `locate`: where a text stands in another.

use memchr::memmem::Finder;

/// A text to look for, prepared for many texts.
#[derive(Debug, Clone)]
pub struct Needle(Finder<'static>);

impl Needle {
    /// Prepares a search for `part`.
    pub fn new(part: &str) -> Self {
        Self(Finder::new(part.as_bytes()).into_owned())
    }

    /// The place of the first occurrence in `text`, in characters from 1; 0 where there is none.
    ///
    /// The empty text stands at 1 in every text. A text beyond 2,147,483,647 characters is counted that far.
    ///
    /// **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFInstr`.
    ///
    /// ```
    /// use maidian_udfs::kernel::text::Needle;
    ///
    /// assert_eq!(Needle::new("文").position("中文"), 2);
    /// assert_eq!(Needle::new("x").position("中文"), 0);
    /// ```
    pub fn position(&self, text: &str) -> i32 {
        let before = self
            .0
            .find(text.as_bytes())
            .and_then(|found| text.get(..found));
        before.map_or(0, |before| {
            i32::try_from(before.chars().count() + 1).unwrap_or(i32::MAX)
        })
    }

    /// [`position`](Self::position) of the first occurrence that does not begin before `start`, a place in UTF-16 units from 1.
    ///
    /// 0 also for a start that is not positive. The empty text stands at 1 wherever the search
    /// starts, up to as many places as the text has bytes.
    ///
    /// **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFLocate`.
    ///
    /// ```
    /// use maidian_udfs::kernel::text::Needle;
    ///
    /// assert_eq!(Needle::new("b").position_from("abcb", 3), 4);
    /// assert_eq!(Needle::new("b").position_from("abcb", 0), 0);
    /// ```
    pub fn position_from(&self, text: &str, start: i64) -> i32 {
        if start < 1 {
            return 0;
        }
        if self.0.needle().is_empty() {
            return i32::from(usize::try_from(start - 1).is_ok_and(|start| start <= text.len()));
        }
        let mut units = 1;
        let mut from = text.len();
        for (at, c) in text.char_indices() {
            if units >= start {
                from = at;
                break;
            }
            units += i64::try_from(c.len_utf16()).unwrap_or(1);
        }
        let (before, rest) = text.split_at(from);
        match self.position(rest) {
            0 => 0,
            place => i32::try_from(before.chars().count())
                .unwrap_or(i32::MAX)
                .saturating_add(place),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Needle;

    #[test]
    fn characters_are_counted_and_not_units_or_bytes() {
        assert_eq!(Needle::new("y").position("x🙂y"), 3);
        assert_eq!(Needle::new("a").position("éa"), 2);
    }

    #[test]
    fn the_first_of_several_counts() {
        assert_eq!(Needle::new("X").position("aXbX"), 2);
    }

    // Answers of Hive 2.3.10.
    #[test]
    fn a_search_may_start_later() {
        assert_eq!(Needle::new("b").position_from("abcb", 2), 2);
        assert_eq!(Needle::new("").position_from("abc", 1), 1);
        assert_eq!(Needle::new("").position_from("", 1), 1);
        assert_eq!(Needle::new("y").position_from("x🙂y", 3), 3);
        assert_eq!(Needle::new("a").position_from("abc", 9), 0);
        assert_eq!(Needle::new("").position_from("abc", 4), 1);
        assert_eq!(Needle::new("").position_from("abc", 9), 0);
    }

    #[test]
    fn case_counts() {
        assert_eq!(Needle::new("b").position("ABC"), 0);
    }

    #[test]
    fn the_empty_text_is_found_at_the_start() {
        assert_eq!(Needle::new("").position("abc"), 1);
        assert_eq!(Needle::new("").position(""), 1);
        assert_eq!(Needle::new("a").position(""), 0);
    }
}
