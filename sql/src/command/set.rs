//! `SET`: Hive reads it before its parser does, since a value may be any text.

/// A SET statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// `SET;` shows all.
    All,
    /// `SET x;` shows one.
    Show(String),
    /// `SET x=y;`
    Assign {
        /// The name, with its namespace where it has one: `hivevar:dt`.
        name: String,
        /// The value: all that follows the first `=`.
        value: String,
    },
}

/// Reads a SET statement, `None` where the text is another statement.
///
/// ```
/// use maidian::command::{Setting, set_statement};
/// let setting = set_statement("SET hivevar:dt = 2024-11-25").unwrap();
/// assert_eq!(setting, Setting::Assign { name: "hivevar:dt".into(), value: "2024-11-25".into() });
/// assert_eq!(set_statement("select 1"), None);
/// ```
pub fn set_statement(text: &str) -> Option<Setting> {
    let text = text.trim();
    let (word, rest) = text.split_at_checked(3)?;
    if !word.eq_ignore_ascii_case("set") || rest.starts_with(|next: char| !next.is_whitespace()) {
        return None;
    }
    let rest = rest.trim();
    if rest.is_empty() {
        return Some(Setting::All);
    }
    Some(match rest.split_once('=') {
        Some((name, value)) => Setting::Assign {
            name: name.trim().to_owned(),
            value: value.trim().to_owned(),
        },
        None => Setting::Show(rest.to_owned()),
    })
}
