//! The key file.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

use toml::{Table, Value};
use zeroize::Zeroizing;

use super::error::KeyError;
use crate::kernel::cipher::Mode;

/// One table `[keys.NAME]`.
pub(super) struct Entry {
    pub(super) key: Zeroizing<String>,
    pub(super) mode: Mode,
}

/// Reads all keys of a key file.
pub(super) fn read(path: &Path) -> Result<Vec<(String, Entry)>, KeyError> {
    let text = read_text(path)?;
    // The messages of the TOML crate quote the offending line or value, which may be a key: only the place is told.
    let table: Table = toml::from_str(&text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let (line, column) = line_and_column(&text, at);
        KeyError::Syntax {
            path: path.to_owned(),
            line,
            column,
        }
    })?;
    let shape = |place: &str, expected| KeyError::Shape {
        path: path.to_owned(),
        place: place.to_owned(),
        expected,
    };
    let mut entries = Vec::new();
    for (name, value) in table {
        let Value::Table(keys) = value else {
            return Err(shape("top level", "tables [keys.NAME] only"));
        };
        if name != "keys" {
            return Err(shape("top level", "tables [keys.NAME] only"));
        }
        for (name, value) in keys {
            let entry = entry(value).map_err(|expected| shape(&place(&name), expected))?;
            entries.push((name, entry));
        }
    }
    Ok(entries)
}

/// How errors call a table: by its name if that is one, and else not, as it may be a key in the wrong place.
pub(super) fn place(name: &str) -> String {
    if super::is_name(name) {
        format!("[keys.{name}]")
    } else {
        "[keys]".to_owned()
    }
}

/// A key from its table; what was expected where that is something else.
fn entry(value: Value) -> Result<Entry, &'static str> {
    let Value::Table(fields) = value else {
        return Err("a table with the fields `key` and `mode`");
    };
    let mut key = None;
    let mut mode = Mode::default();
    for (field, value) in fields {
        match (field.as_str(), value) {
            ("key", Value::String(text)) => key = Some(Zeroizing::new(text)),
            ("key", _) => return Err("`key` to be a string"),
            ("mode", Value::String(name)) if name == "ecb" => mode = Mode::Ecb,
            ("mode", Value::String(name)) if name == "cbc" => mode = Mode::Cbc,
            ("mode", _) => return Err("`mode` to be \"ecb\" or \"cbc\""),
            _ => return Err("no other fields than `key` and `mode`"),
        }
    }
    let key = key.ok_or("a field `key`")?;
    Ok(Entry { key, mode })
}

/// The text of a key file that only its owner can access.
fn read_text(path: &Path) -> Result<Zeroizing<String>, KeyError> {
    let unreadable = |source: io::Error| KeyError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let mut file = File::open(path).map_err(unreadable)?;
    // Asked of the open file, so that it is the one that is read.
    let metadata = file.metadata().map_err(unreadable)?;
    check_access(path, &metadata)?;
    // With room for all of it, no reallocation leaves a copy behind that is not wiped.
    let length = usize::try_from(metadata.len()).unwrap_or_default();
    let mut text = Zeroizing::new(String::with_capacity(length + 1));
    file.read_to_string(&mut text).map_err(unreadable)?;
    Ok(text)
}

#[cfg(unix)]
fn check_access(path: &Path, metadata: &Metadata) -> Result<(), KeyError> {
    use std::os::unix::fs::PermissionsExt;

    let mode = metadata.permissions().mode() & 0o7777;
    if metadata.is_file() && mode & 0o077 != 0 {
        return Err(KeyError::Exposed {
            path: path.to_owned(),
            mode,
        });
    }
    Ok(())
}

/// Elsewhere files have no mode to check.
#[cfg(not(unix))]
fn check_access(_path: &Path, _metadata: &Metadata) -> Result<(), KeyError> {
    Ok(())
}

/// Line and character of a byte offset, both from 1.
fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before
        .get(line_start..)
        .map_or(0, |line| line.chars().count());
    (before.matches('\n').count() + 1, column + 1)
}
