//! All files below a folder, to compare what was there with what is there.

use std::collections::BTreeMap;
use std::path::Path;

use crate::scratch::{Failure, failure};

/// The content of every file below `folder`, hidden ones included, by its path from there.
///
/// Errors: a file that cannot be read.
pub fn snapshot(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(current) = folders.pop() {
        for entry in std::fs::read_dir(&current).map_err(failure)? {
            let path = entry.map_err(failure)?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .map_err(failure)?
                    .to_string_lossy()
                    .into_owned();
                files.insert(name, std::fs::read(&path).map_err(failure)?);
            }
        }
    }
    Ok(files)
}
