//! `initcap`: words with a capital first letter.

/// A text in lower case, the first character of every word in title case.
///
/// Words are what stands between white space; what begins with something that has no case stays in lower case.
///
/// **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFInitCap`.
///
/// ```
/// use maidian_udfs::kernel::text::initcap;
///
/// assert_eq!(initcap("hELLO wORLD-x"), "Hello World-x");
/// ```
pub fn initcap(text: &str) -> String {
    let mut begins = true;
    text.to_lowercase()
        .chars()
        .map(|c| {
            let shown = if begins { title_case(c) } else { c };
            begins = is_java_white_space(c);
            shown
        })
        .collect()
}

/// `Character.toTitleCase`: one character for one, where upper case may be several.
fn title_case(c: char) -> char {
    match c {
        // The digraphs have a form of their own between lower and upper case.
        'ǆ' => 'ǅ',
        'ǉ' => 'ǈ',
        'ǌ' => 'ǋ',
        'ǳ' => 'ǲ',
        // Georgian has upper case, but no title case.
        '\u{10d0}'..='\u{10ff}' => c,
        // Java looks at UTF-16 units, of which two have no case.
        '\u{1_0000}'.. => c,
        _ => {
            let mut upper = c.to_uppercase();
            match (upper.next(), upper.next()) {
                (Some(upper), None) => upper,
                _ => c,
            }
        }
    }
}

/// `Character.isWhitespace`: Unicode's separators but the blanks that do not break, and some control characters.
pub(super) fn is_java_white_space(c: char) -> bool {
    match c {
        '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{85}' => false,
        '\u{1c}'..='\u{1f}' => true,
        _ => c.is_whitespace(),
    }
}

#[cfg(test)]
mod tests {
    use super::initcap;

    // Answers of Hive 2.3.10.
    #[test]
    fn words_stand_between_white_space() {
        assert_eq!(initcap("hello-world foo_bar"), "Hello-world Foo_bar");
        assert_eq!(initcap("  a  b"), "  A  B");
        assert_eq!(initcap("a\tb\nc"), "A\tB\nC");
        assert_eq!(initcap("1a b2c"), "1a B2c");
        assert_eq!(initcap("o'neil"), "O'neil");
    }

    #[test]
    fn one_character_becomes_one() {
        assert_eq!(initcap("éa b"), "Éa B");
        assert_eq!(initcap("ß ǆ"), "ß ǅ");
        assert_eq!(initcap(""), "");
    }
}
