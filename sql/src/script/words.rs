//! Finding words in a statement: in what the parser reads, not in comments and texts.

use std::ops::Range;

use super::Statement;
use super::scan::{Kind, Scanner};

impl Statement {
    /// Where `word` first stands in [`Statement::text`] as a whole word, whatever its case: in code or as a quoted name, not
    /// inside a comment or a text.
    pub fn find_word(&self, word: &str) -> Option<Range<usize>> {
        self.find(word, |kind, quote| {
            matches!(kind, Kind::Code | Kind::Blank) || quote == '`'
        })
    }

    /// Where `text` first stands inside a text of the statement as a whole word, whatever its case.
    pub fn find_in_texts(&self, text: &str) -> Option<Range<usize>> {
        self.find(text, |kind, quote| kind == Kind::Quoted && quote != '`')
    }

    /// Looks into the stretches that `looks_into` wants; the others stand there as what is no part of any word.
    fn find(&self, word: &str, looks_into: impl Fn(Kind, char) -> bool) -> Option<Range<usize>> {
        let text = self.text();
        let mut shown = String::with_capacity(text.len());
        for stretch in Scanner::new(text).map_while(Result::ok) {
            let part = text.get(stretch.range).unwrap_or_default();
            let quote = part.chars().next().unwrap_or_default();
            if looks_into(stretch.kind, quote) {
                shown.push_str(part);
            } else {
                shown.extend(std::iter::repeat_n('\0', part.len()));
            }
        }
        find_whole(&shown, word)
    }
}

/// Where `word` stands in `text` with no letter, digit or `_` beside it.
fn find_whole(text: &str, word: &str) -> Option<Range<usize>> {
    if word.is_empty() {
        return None;
    }
    let is_part = |ch: char| ch.is_alphanumeric() || ch == '_';
    text.char_indices()
        .map(|(start, _)| start)
        .find_map(|start| {
            let end = start.checked_add(word.len())?;
            let found = text.get(start..end)?.eq_ignore_ascii_case(word)
                && !text.get(..start)?.ends_with(is_part)
                && !text.get(end..)?.starts_with(is_part);
            found.then_some(start..end)
        })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use crate::script::{Source, Statement, Variables, split, substitute};

    fn statement(text: &str) -> Statement {
        let raw = split(&Source::new("a", text)).unwrap().remove(0);
        substitute(&raw, &Variables::default()).unwrap()
    }

    #[test]
    fn comments_and_texts_are_passed_over() {
        let text = "select 'x' /* x */, xx -- x\n, \"x\", x from t";
        let found = statement(text).find_word("X").unwrap();
        assert_eq!(&text[found.start - 2..found.end + 5], ", x from");
        assert_eq!(statement("select 'x' -- x").find_word("x"), None);
        assert_eq!(
            statement("select 'a.x y'").find_in_texts("a.x"),
            Some(8..11)
        );
        assert_eq!(statement("select x").find_in_texts("x"), None);
    }

    #[test]
    fn quoted_names_are_names() {
        assert_eq!(statement("select `x` from t").find_word("x"), Some(8..9));
        assert_eq!(statement("select 省, 省份").find_word("省份"), Some(12..18));
        assert_eq!(statement("select a").find_word(""), None);
        assert_eq!(
            statement("select 'a b' order by x").find_word("order by"),
            Some(13..21)
        );
    }
}
