//! Where the shell keeps what was typed.

use std::ffi::OsString;
use std::path::PathBuf;

/// `$XDG_STATE_HOME/maidian/history`, or the same below `~/.local/state`. The folder is made; `None` where that cannot be.
pub(super) fn history_file() -> Option<PathBuf> {
    let folder = folder(std::env::var_os("XDG_STATE_HOME"), std::env::var_os("HOME"))?;
    std::fs::create_dir_all(&folder).ok()?;
    Some(folder.join("history"))
}

fn folder(state_home: Option<OsString>, home: Option<OsString>) -> Option<PathBuf> {
    let is_given = |value: &OsString| !value.is_empty();
    let state = state_home.filter(is_given).map(PathBuf::from);
    let home = || {
        Some(
            PathBuf::from(home.filter(is_given)?)
                .join(".local")
                .join("state"),
        )
    };
    Some(state.or_else(home)?.join("maidian"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_folder_is_where_the_system_keeps_such() {
        let at = |state: Option<&str>, home: Option<&str>| {
            folder(state.map(OsString::from), home.map(OsString::from))
        };
        assert_eq!(
            at(Some("/s"), Some("/h")),
            Some(PathBuf::from("/s/maidian"))
        );
        assert_eq!(
            at(None, Some("/h")),
            Some(PathBuf::from("/h/.local/state/maidian"))
        );
        assert_eq!(at(None, None), None);
    }
}
