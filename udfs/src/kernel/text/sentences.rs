//! `sentences`: a text as sentences of words.

/// The sentences of a text, each as its words; what stands between words is dropped.
///
/// Sentences end behind `.`, `!`, `?` and their like in other scripts, with the quotes, brackets and blanks that follow;
/// behind a point only where no lower case letter comes next. Words are letters and digits, and points, commas and
/// apostrophes between them. Java's dictionaries, which also cut Thai into words, are not followed.
///
/// **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFSentences`.
///
/// ```
/// use maidian_udfs::kernel::text::sentences;
///
/// assert_eq!(sentences("Hello there! I am."), [vec!["Hello", "there"], vec!["I", "am"]]);
/// ```
pub fn sentences(text: &str) -> Vec<Vec<&str>> {
    let mut found = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (sentence, after) = rest.split_at(sentence_end(rest));
        found.push(words(sentence));
        rest = after;
    }
    found
}

/// Where the first sentence of a text ends.
fn sentence_end(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((_, c)) = chars.next() {
        if c == '\n' || c == '\u{2029}' {
            return chars.peek().map_or(text.len(), |(at, _)| *at);
        }
        let is_point = matches!(c, '.' | '．');
        if !is_point && !matches!(c, '!' | '?' | '。' | '！' | '？') {
            continue;
        }
        let mut has_blank = false;
        while let Some((_, next)) = chars.peek() {
            has_blank |= next.is_whitespace();
            if !next.is_whitespace() && !is_closing(*next) || has_blank && is_closing(*next) {
                break;
            }
            chars.next();
        }
        let ends = match chars.peek() {
            None => true,
            Some((_, next)) => !is_point || has_blank && !next.is_lowercase(),
        };
        if ends {
            return chars.peek().map_or(text.len(), |(at, _)| *at);
        }
    }
    text.len()
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '"' | '\'' | ')' | ']' | '}' | '”' | '’' | '」' | '』' | '）'
    )
}

fn words(sentence: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = None;
    let mut chars = sentence.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let is_inside =
            c.is_alphanumeric() || start.is_some() && (c == '_' || joins(before, c, next));
        match (is_inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.extend(sentence.get(from..at));
                start = None;
            }
            _ => {}
        }
        before = c;
    }
    if let Some(from) = start {
        words.extend(sentence.get(from..));
    }
    words
}

/// Whether a mark between two characters belongs to their word.
fn joins(before: char, mark: char, next: char) -> bool {
    match mark {
        '\'' | '.' | '’' => {
            before.is_alphabetic() && next.is_alphabetic()
                || mark != '’' && before.is_numeric() && next.is_numeric()
        }
        ',' => before.is_numeric() && next.is_numeric(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn english() {
        assert_eq!(
            sentences("Hello there! How are you?"),
            [vec!["Hello", "there"], vec!["How", "are", "you"]]
        );
        assert_eq!(
            sentences("It's 3.5, e.g. now. \"Yes.\" End"),
            [vec!["It's", "3.5", "e.g", "now"], vec!["Yes"], vec!["End"]]
        );
    }

    #[test]
    fn nothing_to_say() {
        assert_eq!(sentences(""), Vec::<Vec<&str>>::new());
        assert_eq!(sentences("..."), [Vec::<&str>::new()]);
    }
}
