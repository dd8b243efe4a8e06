//! `String.split`.

use super::engine::JavaRegex;
use super::error::MatchError;

impl JavaRegex {
    /// Shows the pieces of a text between the matches, as `Pattern.split(text, limit)`.
    ///
    /// At most `limit` pieces, the last of which is the rest of the text; `None` is no limit, and empty pieces at the end are
    /// kept (Java's limit -1). An empty match at the start cuts nothing off. Without a match the whole text is the one piece.
    ///
    /// **Errors**: a search that took too many steps.
    pub fn split<'t>(
        &self,
        text: &'t str,
        limit: Option<usize>,
        mut piece: impl FnMut(&'t str),
    ) -> Result<(), MatchError> {
        let search = self.search(text)?;
        let most = limit.unwrap_or(usize::MAX);
        let (mut cut, mut pieces) = (0, 1);
        let mut from = Some(0);
        while let (Some(start), true) = (from, pieces < most) {
            let Some(span) = search.find(start)? else {
                break;
            };
            from = search.next_start(span);
            if span.1 == 0 {
                continue;
            }
            piece(text.get(cut..span.0).unwrap_or_default());
            cut = span.1;
            pieces += 1;
        }
        piece(text.get(cut..).unwrap_or_default());
        Ok(())
    }
}
