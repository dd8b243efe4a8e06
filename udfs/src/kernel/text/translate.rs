//! `translate`: characters by other characters.

use std::borrow::Cow;

/// Which characters are replaced by which, or dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation(Vec<(char, Option<char>)>);

impl Translation {
    /// The characters of `from` are replaced by those of `to` at the same place, and dropped where `to` is shorter. Of a
    /// character that comes twice in `from` the first place counts.
    pub fn new(from: &str, to: &str) -> Self {
        let mut to = to.chars();
        let mut pairs: Vec<(char, Option<char>)> = Vec::new();
        for c in from.chars() {
            let by = to.next();
            if pairs.iter().all(|(known, _)| *known != c) {
                pairs.push((c, by));
            }
        }
        Self(pairs)
    }

    /// `text` with its characters replaced; borrowed where there is none to replace.
    ///
    /// **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFTranslate`.
    ///
    /// ```
    /// use maidian_udfs::kernel::text::Translation;
    ///
    /// assert_eq!(Translation::new("adz", "19").apply("abcda"), "1bc91");
    /// ```
    pub fn apply<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let pair = |c: char| self.0.iter().find(|(from, _)| *from == c);
        if text.chars().all(|c| pair(c).is_none()) {
            return Cow::Borrowed(text);
        }
        text.chars()
            .filter_map(|c| pair(c).map_or(Some(c), |(_, by)| *by))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Translation;

    // Answers of Hive 2.3.10.
    #[test]
    fn as_hive() {
        assert_eq!(Translation::new("abc", "").apply("abc"), "");
        assert_eq!(Translation::new("", "x").apply("abc"), "abc");
        assert_eq!(Translation::new("🙂", "x").apply("a🙂b"), "axb");
    }

    #[test]
    fn the_first_of_two_places_counts() {
        assert_eq!(Translation::new("aa", "xy").apply("a"), "x");
    }
}
