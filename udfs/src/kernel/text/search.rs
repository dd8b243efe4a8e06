//! `instr`: where a text stands in another.

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
