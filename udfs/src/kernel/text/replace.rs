//! `replace`: every occurrence of a text by another.

use std::borrow::Cow;

use memchr::memmem::Finder;

/// A text to look for and the one that takes its place, prepared for many texts.
#[derive(Debug, Clone)]
pub struct Substitution {
    search: Finder<'static>,
    replacement: Box<str>,
}

impl Substitution {
    /// Prepares the replacement of `search`, which is plain text, by `replacement`.
    pub fn new(search: &str, replacement: &str) -> Self {
        Self {
            search: Finder::new(search.as_bytes()).into_owned(),
            replacement: replacement.into(),
        }
    }

    /// `text` with every occurrence replaced, from left to right; borrowed where there is none.
    ///
    /// An empty search puts the replacement in front of every character and at the end.
    ///
    /// **Reference**: `org.apache.hadoop.hive.ql.udf.UDFReplace`, that is `String.replace`; with an empty search Java also cuts
    /// characters beyond U+FFFF in two, which is not followed.
    ///
    /// ```
    /// use maidian_udfs::kernel::text::Substitution;
    ///
    /// assert_eq!(Substitution::new("\n", "").apply("a\nb\n"), "ab");
    /// assert_eq!(Substitution::new("", "X").apply("abc"), "XaXbXcX");
    /// ```
    pub fn apply<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let by = &*self.replacement;
        if self.search.needle().is_empty() {
            let mut replaced = String::from(by);
            for c in text.chars() {
                replaced.push(c);
                replaced.push_str(by);
            }
            return Cow::Owned(replaced);
        }
        let mut found = self.search.find_iter(text.as_bytes()).peekable();
        if found.peek().is_none() {
            return Cow::Borrowed(text);
        }
        let mut replaced = String::with_capacity(text.len() + by.len());
        let mut copied = 0;
        for start in found {
            replaced.push_str(text.get(copied..start).unwrap_or_default());
            replaced.push_str(by);
            copied = start + self.search.needle().len();
        }
        replaced.push_str(text.get(copied..).unwrap_or_default());
        Cow::Owned(replaced)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_without_an_occurrence_is_borrowed() {
        assert!(matches!(
            Substitution::new("z", "X").apply("abc"),
            Cow::Borrowed("abc")
        ));
    }

    #[test]
    fn occurrences_do_not_overlap() {
        assert_eq!(Substitution::new("aa", "b").apply("aaa"), "ba");
    }

    #[test]
    fn nothing_is_a_pattern() {
        assert_eq!(Substitution::new(".", "$1").apply("a.b"), "a$1b");
    }

    #[test]
    fn the_replacement_is_not_searched_again() {
        assert_eq!(Substitution::new("a", "aa").apply("aa"), "aaaa");
    }

    #[test]
    fn an_empty_search_in_an_empty_text_gives_the_replacement() {
        assert_eq!(Substitution::new("", "X").apply(""), "X");
    }
}
