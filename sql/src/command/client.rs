//! What Hive's client reads itself, before its parser: SET, ADD JAR, `!command` and the like.

use super::set::{Setting, set_statement};

/// A statement for the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClientCommand {
    /// SET.
    Set(Setting),
    /// `RESET`, or `RESET name`.
    Reset(Vec<String>),
    /// Nothing is to be done, and this says why.
    Notice(String),
    /// It is not supported: what, and what to do.
    Refused {
        /// What is not supported.
        message: String,
        /// What to do.
        hint: String,
    },
}

/// Reads a statement for the client, `None` where the text is another statement.
///
/// ```
/// use maidian::command::{ClientCommand, client_command};
/// assert!(matches!(client_command("ADD JAR hdfs:///lib/udf.jar"), Some(ClientCommand::Notice(_))));
/// assert!(matches!(client_command("!ls"), Some(ClientCommand::Refused { .. })));
/// assert_eq!(client_command("select 1"), None);
/// ```
pub fn client_command(text: &str) -> Option<ClientCommand> {
    let text = text.trim();
    if let Some(setting) = set_statement(text) {
        return Some(ClientCommand::Set(setting));
    }
    if text.starts_with('!') {
        return Some(refused(
            "commands of the shell are",
            "run it outside of the script",
        ));
    }
    let mut words = text.split_whitespace();
    let first = words.next()?.to_lowercase();
    let second = words.next().unwrap_or_default().to_lowercase();
    let is_resource = matches!(
        second.as_str(),
        "jar" | "jars" | "file" | "files" | "archive" | "archives"
    );
    Some(match first.as_str() {
        "reset" => {
            ClientCommand::Reset(text.split_whitespace().skip(1).map(str::to_owned).collect())
        }
        "add" | "delete" | "list" if is_resource => ClientCommand::Notice(format!(
            "{} {} has no effect: the functions are built in",
            first.to_uppercase(),
            second.to_uppercase()
        )),
        "reload" if matches!(second.as_str(), "" | "function" | "functions") => {
            ClientCommand::Notice(
                "RELOAD FUNCTION has no effect: the functions are built in".to_owned(),
            )
        }
        "dfs" => refused(
            "dfs is",
            "use the shell's own commands outside of the script",
        ),
        "source" => refused(
            "SOURCE is",
            "name both files: `maidian run a.sql b.sql`, or `maidian sql -f a.sql -f b.sql`",
        ),
        "compile" => refused("COMPILE is", "the functions are built in"),
        _ => return None,
    })
}

fn refused(what: &str, hint: &str) -> ClientCommand {
    ClientCommand::Refused {
        message: format!("{what} not supported in scripts"),
        hint: hint.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn resources_are_notices_and_deletes_of_rows_are_not() {
        assert!(matches!(
            client_command("add jar /x.jar"),
            Some(ClientCommand::Notice(_))
        ));
        assert_eq!(client_command("delete from t"), None);
        assert_eq!(client_command("reset_all"), None);
    }

    #[test]
    fn reset_takes_names() {
        assert_eq!(
            client_command("RESET a.b c"),
            Some(ClientCommand::Reset(vec!["a.b".into(), "c".into()]))
        );
        assert_eq!(client_command("reset"), Some(ClientCommand::Reset(vec![])));
    }

    #[test]
    fn the_shell_is_refused() {
        for text in ["!sh x", "dfs -ls /", "source a.sql"] {
            assert!(
                matches!(client_command(text), Some(ClientCommand::Refused { .. })),
                "{text}"
            );
        }
    }
}
