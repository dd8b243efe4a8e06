//! `\Q…\E`: what stands between is taken as it is.

/// The characters of a pattern with its quotations written as escapes.
///
/// As in Java, a quotation that is not closed runs to the end, and `\\Q` is a backslash and a Q. A quantifier behind a
/// quotation belongs to its last character.
pub(super) fn unquote(pattern: &str) -> Vec<char> {
    if !pattern.contains(r"\Q") {
        return pattern.chars().collect();
    }
    let mut plain = Vec::with_capacity(pattern.len() * 2);
    let mut rest = pattern;
    while let Some((quoted, behind)) = next_quotation(rest, &mut plain) {
        for (position, c) in quoted.chars().enumerate() {
            match c {
                // Else it could become the next digit of an escape in front of the quotation.
                '0'..='9' if position == 0 => plain.extend(['\\', 'x', '3', c]),
                _ if c.is_ascii() && !c.is_ascii_alphanumeric() => plain.extend(['\\', c]),
                _ => plain.push(c),
            }
        }
        rest = behind;
    }
    plain
}

/// Copies what comes before the next quotation; gives its body and what comes behind it.
fn next_quotation<'a>(text: &'a str, plain: &mut Vec<char>) -> Option<(&'a str, &'a str)> {
    let mut chars = text.char_indices();
    while let Some((_, c)) = chars.next() {
        if c != '\\' {
            plain.push(c);
            continue;
        }
        match chars.next() {
            Some((at, 'Q')) => {
                let body = text.get(at + 1..)?;
                return Some(body.split_once(r"\E").unwrap_or((body, "")));
            }
            Some((_, escaped)) => plain.extend(['\\', escaped]),
            None => plain.push('\\'),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::unquote;

    fn text(pattern: &str) -> String {
        unquote(pattern).into_iter().collect()
    }

    #[test]
    fn quoted_punctuation_is_escaped() {
        assert_eq!(text(r"a\Q.+\Eb+"), r"a\.\+b+");
    }

    #[test]
    fn an_escaped_backslash_before_q_quotes_nothing() {
        assert_eq!(text(r"\\Qa.\\E"), r"\\Qa.\\E");
    }

    #[test]
    fn a_quotation_without_end_runs_to_the_end() {
        assert_eq!(text(r"\Qa.\b"), r"a\.\\b");
        assert_eq!(text(r"x\Q"), "x");
    }

    #[test]
    fn a_digit_does_not_continue_an_escape_before_the_quotation() {
        assert_eq!(text(r"\01\Q12\E"), r"\01\x312");
    }

    #[test]
    fn several_quotations() {
        assert_eq!(text(r"\Q[\E|\Q]\E"), r"\[|\]");
    }
}
