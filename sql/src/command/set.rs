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
/// `SET hivevar:dt = 2024-11-25` assigns `2024-11-25` to `hivevar:dt`.
pub(super) fn set_statement(text: &str) -> Option<Setting> {
    let text = text.trim();
    let (word, rest) = text.split_at_checked(3)?;
    if !word.eq_ignore_ascii_case("set") || rest.starts_with(|next: char| !next.is_whitespace()) {
        return None;
    }
    let rest = rest.trim();
    // `-v` adds Hive's own settings, of which there are none here.
    if rest.is_empty() || rest == "-v" {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_all_that_follows() {
        let assign = |name: &str, value: &str| {
            Some(Setting::Assign {
                name: name.to_owned(),
                value: value.to_owned(),
            })
        };
        assert_eq!(
            set_statement("SET hivevar:dt = 2024-11-25"),
            assign("hivevar:dt", "2024-11-25")
        );
        assert_eq!(set_statement("set x=a=b"), assign("x", "a=b"));
        assert_eq!(set_statement("set x="), assign("x", ""));
    }

    #[test]
    fn names_alone_are_shown() {
        assert_eq!(set_statement("set x"), Some(Setting::Show("x".to_owned())));
        assert_eq!(set_statement("SET"), Some(Setting::All));
        assert_eq!(set_statement("SET -v"), Some(Setting::All));
    }

    #[test]
    fn other_statements_are_none() {
        assert_eq!(set_statement("select 1"), None);
        assert_eq!(set_statement("settle x"), None);
    }
}
