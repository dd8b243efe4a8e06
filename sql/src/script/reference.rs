//! `${…}`: where a variable is referred to.

use std::ops::Range;

const OPEN: &str = "${";

/// Whether a reference can hold that name.
///
/// Hive's pattern is `\$\{[^}$ ]+\}`. Quotes, semicolons and other white space are left out here as well: a name
/// with one of them is never meant, and quoting would depend on what a variable holds.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(ends_name)
}

fn ends_name(c: char) -> bool {
    matches!(c, '}' | '$' | '\'' | '"' | '`' | ';') || c.is_whitespace()
}

/// The length of the reference that `text` begins with, braces included.
pub(super) fn length_at_start(text: &str) -> Option<usize> {
    let name = text.strip_prefix(OPEN)?;
    let length = name.find(ends_name).filter(|length| *length > 0)?;
    name.get(length..)?
        .starts_with('}')
        .then_some(OPEN.len() + length + 1)
}

/// The first reference at or after `from`. Of nested ones the innermost is found, since a name holds no `$`.
pub(super) fn find(text: &str, from: usize) -> Option<Range<usize>> {
    openings(text, from).find_map(|start| {
        let length = length_at_start(text.get(start..)?)?;
        Some(start..start + length)
    })
}

/// Offsets of every `${` at or after `from`.
pub(super) fn openings(text: &str, from: usize) -> impl Iterator<Item = usize> {
    let tail = text.get(from..).unwrap_or_default();
    tail.match_indices(OPEN).map(move |(at, _)| from + at)
}

/// The part of `text` up to where a name must end.
pub(super) fn written_name(text: &str) -> &str {
    text.split(ends_name).next().unwrap_or_default()
}

/// The name inside a reference: `hivevar:dt` of `${hivevar:dt}`.
pub(super) fn name(reference: &str) -> &str {
    reference
        .strip_prefix(OPEN)
        .and_then(|name| name.strip_suffix('}'))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let mut references = Vec::new();
        let mut from = 0;
        while let Some(range) = find(text, from) {
            from = range.end;
            references.push(&text[range]);
        }
        references
    }

    #[test]
    fn references_are_found_in_order() {
        assert_eq!(
            found("a ${x} '${hivevar:y}'${z}"),
            ["${x}", "${hivevar:y}", "${z}"]
        );
    }

    #[test]
    fn innermost_is_found() {
        assert_eq!(found("${hivevar:a${b}}"), ["${b}"]);
    }

    #[test]
    fn names_may_hold_chinese_and_marks() {
        assert_eq!(found("${省份}${a.b-c_d:e}"), ["${省份}", "${a.b-c_d:e}"]);
    }

    #[test]
    fn what_is_no_reference() {
        for text in [
            "${}", "${ x}", "${x y}", "${x", "$x", "$ {x}", "'${','}'", "${a;b}", "${a\nb}", "$1",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn dollar_before_a_reference_is_text() {
        assert_eq!(found("$${x}"), ["${x}"]);
        assert_eq!(name("${x}"), "x");
    }
}
