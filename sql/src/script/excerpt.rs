//! One line of a script, cut round its mark, and the carets under it.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// Widest excerpt, in terminal columns.
const MAX_WIDTH: usize = 100;
/// Columns kept before a mark that alone is wider than an excerpt.
const MIN_LEAD: usize = 10;
const TAB: &str = "    ";
const CUT: &str = "…";

/// A line and the line below it, equally wide up to the mark's end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The line or the part of it round the mark, tabs expanded, nothing in it that moves the cursor.
    pub text: String,
    /// Spaces, then one caret for each terminal column of the mark.
    pub carets: String,
}

/// Cuts `line` round `mark` (bytes of the line; an empty mark is a point).
///
/// Works on the surroundings of the mark alone, so a line of any length costs the same.
pub(super) fn excerpt(line: &str, mark: Range<usize>) -> Excerpt {
    let start = line.floor_char_boundary(mark.start);
    let end = line.ceil_char_boundary(mark.end).max(start);
    let (before, rest) = line.split_at_checked(start).unwrap_or((line, ""));
    let (marked, after) = rest.split_at_checked(end - start).unwrap_or((rest, ""));

    let marked_width = width_up_to(marked, MAX_WIDTH);
    let right_width = marked_width + width_up_to(after, MAX_WIDTH - marked_width);
    let lead = ((MAX_WIDTH - marked_width) / 2)
        .max(MIN_LEAD)
        .max(MAX_WIDTH - right_width);
    let (before, cut_left) = last_columns(before, lead);
    let before_width = width_up_to(before, MAX_WIDTH);
    let (marked, cut_mark) = first_columns(marked, MAX_WIDTH - before_width);
    let marked_width = width_up_to(marked, MAX_WIDTH);
    let room = if cut_mark {
        0
    } else {
        MAX_WIDTH - before_width - marked_width
    };
    let (after, cut_right) = first_columns(after, room);

    let mut text = String::new();
    let mut indent = before_width;
    if cut_left {
        text.push_str(CUT);
        indent += 1;
    }
    for c in before.chars().chain(marked.chars()).chain(after.chars()) {
        push_visible(&mut text, c);
    }
    if cut_mark || cut_right {
        text.push_str(CUT);
    }
    let carets = " ".repeat(indent) + &"^".repeat(marked_width.max(1));
    Excerpt { text, carets }
}

/// Appends `c` as a terminal may print it: tabs as spaces, control and direction characters replaced.
pub(super) fn push_visible(text: &mut String, c: char) {
    match c {
        '\t' => text.push_str(TAB),
        c if is_unprintable(c) => text.push(char::REPLACEMENT_CHARACTER),
        c => text.push(c),
    }
}

/// Control characters and those that reorder the text after them, which could forge what a terminal shows.
fn is_unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn columns(c: char) -> usize {
    match c {
        '\t' => TAB.len(),
        c if is_unprintable(c) => 1,
        c => c.width().unwrap_or(0),
    }
}

/// The width of `text`, counted no further than `limit`.
fn width_up_to(text: &str, limit: usize) -> usize {
    let mut width = 0;
    for c in text.chars() {
        width += columns(c);
        if width >= limit {
            return limit;
        }
    }
    width
}

/// The longest beginning of at most `limit` columns, and whether something was cut off.
fn first_columns(text: &str, limit: usize) -> (&str, bool) {
    let mut width = 0;
    for (at, c) in text.char_indices() {
        width += columns(c);
        if width > limit {
            return (text.get(..at).unwrap_or_default(), true);
        }
    }
    (text, false)
}

/// The longest end of at most `limit` columns, and whether something was cut off.
fn last_columns(text: &str, limit: usize) -> (&str, bool) {
    let mut width = 0;
    for (at, c) in text.char_indices().rev() {
        width += columns(c);
        if width > limit {
            return (text.get(at + c.len_utf8()..).unwrap_or_default(), true);
        }
    }
    (text, false)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn of(line: &str, marked: &str) -> (String, String) {
        let start = line.find(marked).unwrap();
        let Excerpt { text, carets } = excerpt(line, start..start + marked.len());
        (text, carets)
    }

    /// Columns of the carets, counted in the excerpt's characters of width one.
    fn under_carets(text: &str, carets: &str) -> String {
        let indent = carets.find('^').unwrap();
        text.chars()
            .skip(indent)
            .take(carets.len() - indent)
            .collect()
    }

    #[test]
    fn short_line_is_whole() {
        let (text, carets) = of("from ham.nope where 1", "ham.nope");
        assert_eq!(text, "from ham.nope where 1");
        assert_eq!(carets, "     ^^^^^^^^");
    }

    #[test]
    fn a_point_gets_one_caret_also_behind_the_line() {
        assert_eq!(excerpt("abc", 1..1).carets, " ^");
        assert_eq!(excerpt("abc", 3..3).carets, "   ^");
        assert_eq!(excerpt("", 0..0).carets, "^");
        assert_eq!(excerpt("abc", 90..99).carets, "   ^");
    }

    #[test]
    fn chinese_is_two_columns_wide() {
        let (text, carets) = of("select '省份' as 名称", "名称");
        assert_eq!(text, "select '省份' as 名称");
        // 7 + quote + 4 + quote + " as " = 17 columns before, 4 marked.
        assert_eq!(carets, format!("{}^^^^", " ".repeat(17)));
    }

    #[test]
    fn tabs_are_four_spaces_in_both_lines() {
        let (text, carets) = of("\tx\ty", "y");
        assert_eq!(text, "    x    y");
        assert_eq!(carets, "         ^");
    }

    #[test]
    fn nothing_moves_the_cursor() {
        let (text, carets) = of("a\u{1b}[31m\r\u{202E}b", "b");
        assert!(!text.contains(['\u{1b}', '\r', '\u{202E}']), "{text:?}");
        assert_eq!(under_carets(&text, &carets), "b");
    }

    #[test]
    fn long_line_is_cut_on_both_sides() {
        let line = format!("{}MARK{}", "a,".repeat(400), ",b".repeat(400));
        let (text, carets) = of(&line, "MARK");
        assert!(text.starts_with('…') && text.ends_with('…'));
        assert_eq!(text.chars().count(), MAX_WIDTH + 2);
        assert_eq!(under_carets(&text, &carets), "MARK");
    }

    #[test]
    fn beginning_and_end_of_a_long_line_show_as_much_as_fits() {
        let line = format!("MARK{}", "x".repeat(500));
        let (text, carets) = of(&line, "MARK");
        assert!(text.starts_with("MARK") && text.ends_with('…'));
        assert_eq!(text.chars().count(), MAX_WIDTH + 1);
        assert_eq!(carets, "^^^^");

        let line = format!("{}MARK", "x".repeat(500));
        let (text, carets) = of(&line, "MARK");
        assert!(text.starts_with('…') && text.ends_with("MARK"));
        assert_eq!(text.chars().count(), MAX_WIDTH + 1);
        assert_eq!(under_carets(&text, &carets), "MARK");
    }

    #[test]
    fn long_mark_keeps_its_beginning_and_some_text_before_it() {
        let line = format!("{}{}", "x".repeat(50), "M".repeat(300));
        let (text, carets) = of(&line, &"M".repeat(300));
        assert!(text.starts_with("…xxxxxxxxxxM") && text.ends_with("M…"));
        assert_eq!(
            under_carets(&text, &carets),
            "M".repeat(MAX_WIDTH - MIN_LEAD)
        );
    }

    #[test]
    fn wide_characters_never_exceed_the_width() {
        let line = "省".repeat(300) + "x" + &"市".repeat(300);
        let (text, carets) = of(&line, "x");
        assert!(text.chars().map(columns).sum::<usize>() <= MAX_WIDTH + 2);
        let before: usize = text.chars().take_while(|c| *c != 'x').map(columns).sum();
        assert_eq!(carets.find('^'), Some(before));
    }
}
