//! Hive's string literals: what stands between the quotes becomes the text that it means.

/// Resolves the escapes of a literal's body, as Hive's `BaseSemanticAnalyzer.unescapeSQLString` does.
///
/// `\0 \b \n \r \t \Z` are control characters, `\'`, `\"` and `\\` themselves, `\%` and `\_` keep their backslash (they are
/// for LIKE), `\uXXXX` is a UTF-16 unit, `\ooo` with a first digit of 0 or 1 is a byte in octal, any other `\x` is `x`.
/// A doubled quote is the end of one literal and the start of the next: it adds nothing.
///
/// ```
/// use maidian::literal::unescape;
/// assert_eq!(unescape(r"a\tb\\d+ \% \d \u4e2d \101", '\''), "a\tb\\d+ \\% d 中 A");
/// assert_eq!(unescape("it''s", '\''), "its");
/// ```
pub fn unescape(body: &str, quote: char) -> String {
    let mut text = String::with_capacity(body.len());
    // Surrogate pairs are written as two escapes, so units are collected until other text comes.
    let mut units: Vec<u16> = Vec::new();
    let mut rest = body;
    while let Some(ch) = rest.chars().next() {
        rest = rest.get(ch.len_utf8()..).unwrap_or_default();
        if ch == '\\' {
            if let Some((unit, after)) = unicode(rest) {
                units.push(unit);
                rest = after;
                continue;
            }
            flush(&mut units, &mut text);
            if let Some((escaped, after)) = octal(rest) {
                text.push(escaped);
                rest = after;
                continue;
            }
            match rest.chars().next() {
                None => text.push('\\'),
                Some(escaped) => {
                    rest = rest.get(escaped.len_utf8()..).unwrap_or_default();
                    match escaped {
                        '0' => text.push('\0'),
                        'b' => text.push('\u{8}'),
                        'n' => text.push('\n'),
                        'r' => text.push('\r'),
                        't' => text.push('\t'),
                        'Z' => text.push('\u{1a}'),
                        '%' => text.push_str("\\%"),
                        '_' => text.push_str("\\_"),
                        other => text.push(other),
                    }
                }
            }
        } else {
            flush(&mut units, &mut text);
            if ch == quote {
                rest = rest.strip_prefix(quote).unwrap_or(rest);
            } else {
                text.push(ch);
            }
        }
    }
    flush(&mut units, &mut text);
    text
}

fn flush(units: &mut Vec<u16>, text: &mut String) {
    text.push_str(&String::from_utf16_lossy(units));
    units.clear();
}

fn unicode(rest: &str) -> Option<(u16, &str)> {
    let digits = rest.strip_prefix('u')?.get(..4)?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    Some((u16::from_str_radix(digits, 16).ok()?, rest.get(5..)?))
}

fn octal(rest: &str) -> Option<(char, &str)> {
    let digits = rest.get(..3)?;
    let octal =
        digits.starts_with(['0', '1']) && digits.bytes().all(|byte| (b'0'..=b'7').contains(&byte));
    if !octal {
        return None;
    }
    Some((
        char::from(u8::from_str_radix(digits, 8).ok()?),
        rest.get(3..)?,
    ))
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn control_characters() {
        assert_eq!(unescape(r"\0\b\n\r\t\Z", '\''), "\0\u{8}\n\r\t\u{1a}");
    }

    #[test]
    fn escapes_that_hive_does_not_know_lose_their_backslash() {
        assert_eq!(unescape(r"\a\f\v\e\x41\d", '\''), "afvex41d");
    }

    #[test]
    fn wildcards_keep_their_backslash() {
        assert_eq!(unescape(r"100\% a\_b", '\''), r"100\% a\_b");
    }

    #[test]
    fn a_regular_expression_written_for_hive() {
        assert_eq!(unescape(r"^210315_QYCS_\\d+$", '\''), r"^210315_QYCS_\d+$");
    }

    #[test]
    fn surrogate_pairs_are_one_character() {
        assert_eq!(unescape(r"\ud83d\ude00", '\''), "😀");
    }

    #[test]
    fn octal_needs_three_digits_and_at_most_177() {
        assert_eq!(unescape(r"\101\001\18\200", '\''), "A\u{1}18200");
    }

    #[test]
    fn the_other_quote_is_text() {
        assert_eq!(unescape(r#"a"b\"c"#, '\''), r#"a"b"c"#);
        assert_eq!(unescape("it''s", '"'), "it''s");
    }

    #[test]
    fn a_backslash_at_the_end_stays() {
        assert_eq!(unescape("a\\", '\''), "a\\");
    }
}
