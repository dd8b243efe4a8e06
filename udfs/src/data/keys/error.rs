//! What can be wrong with keys. No message holds a key or a line of a key file.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::kernel::cipher::KeyLengthError;

/// A key that cannot be used, and what to do about it.
#[derive(Debug, Error)]
pub enum KeyError {
    /// A function names a key that nobody configured.
    #[error(
        "key '{name}' is not configured: set MAIDIAN_KEY_{} or add [keys.{name}] to the file named by --key-file \
         or MAIDIAN_KEY_FILE",
        name.to_ascii_uppercase()
    )]
    NotConfigured {
        /// The name asked for.
        name: String,
    },
    /// A name that is none; it is not repeated, as it may be a key in the wrong place.
    #[error("{place}: a key is named by lower-case letters, digits and '_', and not 'file'")]
    Name {
        /// The variable, the table of the key file, or the query.
        place: String,
    },
    /// A key that is not what its prefix says.
    #[error("{place}: the key is not {encoding}")]
    Encoding {
        /// The variable or the table of the key file.
        place: String,
        /// The encoding that its prefix names.
        encoding: &'static str,
    },
    /// A key of another length.
    #[error("{place}: {length}")]
    Length {
        /// The variable or the table of the key file.
        place: String,
        /// The length.
        #[source]
        length: KeyLengthError,
    },
    /// A key file that is missing or cannot be read.
    #[error("cannot read key file {}: {source}", path.display())]
    Unreadable {
        /// The key file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A key file that others than its owner can access.
    #[error(
        "key file {path} can be accessed by group or others (mode {mode:04o}): run `chmod 600 {path}`",
        path = path.display()
    )]
    Exposed {
        /// The key file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// A key file that is not TOML.
    #[error("key file {}:{line}:{column}: not valid TOML", path.display())]
    Syntax {
        /// The key file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The character in the line, from 1.
        column: usize,
    },
    /// A key file that is TOML of another shape.
    #[error("key file {}: {place}: expected {expected}", path.display())]
    Shape {
        /// The key file.
        path: PathBuf,
        /// The table or field.
        place: String,
        /// What belongs there.
        expected: &'static str,
    },
}
