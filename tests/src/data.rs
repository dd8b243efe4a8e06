//! Data files of the tests, below `tests/data`.

use std::path::PathBuf;

use crate::scratch::{Failure, failure};

/// The path of a file or folder of this crate: `path("data/mobiles.tsv")`.
pub fn path(relative: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// A zstd-compressed text file of this crate.
///
/// Errors: the file cannot be read, or is no UTF-8.
pub fn compressed_text(relative: &str) -> Result<String, Failure> {
    let bytes = std::fs::read(path(relative)).map_err(failure)?;
    let text = zstd::decode_all(bytes.as_slice()).map_err(failure)?;
    String::from_utf8(text).map_err(failure)
}
