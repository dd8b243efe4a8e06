//! Definition files: `<db>.db/.catalog/<table>.json`.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::process;

use serde::{Deserialize, Serialize};

use super::{CatalogError, TableDefinition};

/// The layout of the file. A later layout gets the next number, so that an older program refuses it by name.
const VERSION: u32 = 1;

#[derive(Deserialize)]
struct Version {
    version: u32,
}

#[derive(Serialize)]
struct Versioned<'a> {
    version: u32,
    #[serde(flatten)]
    table: &'a TableDefinition,
}

/// Reads the definition in `path`; `None` if there is no such file.
///
/// Errors: an unreadable or damaged file, or one of a later version; `table` is its name in the message.
pub(super) fn read(path: &Path, table: &str) -> Result<Option<TableDefinition>, CatalogError> {
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(CatalogError::io("read", path)(error)),
    };
    let damaged = |reason: String| CatalogError::DamagedDefinition {
        table: table.to_owned(),
        path: path.to_path_buf(),
        reason,
    };
    let Version { version } = serde_json::from_slice(&text).map_err(|e| damaged(e.to_string()))?;
    if version != VERSION {
        return Err(damaged(format!(
            "its version is {version}, known is {VERSION}"
        )));
    }
    let definition: TableDefinition =
        serde_json::from_slice(&text).map_err(|e| damaged(e.to_string()))?;
    if definition.full_name() != table {
        return Err(damaged(format!("it defines '{}'", definition.full_name())));
    }
    definition
        .normalized()
        .map(Some)
        .map_err(|e| damaged(e.to_string()))
}

/// Writes the definition to `path`, complete or not at all.
pub(super) fn write(path: &Path, table: &TableDefinition) -> Result<(), CatalogError> {
    let text = serde_json::to_vec_pretty(&Versioned {
        version: VERSION,
        table,
    })
    .map_err(|e| CatalogError::io("write", path)(e.into()))?;
    write_whole(path, &text)
}

/// Writes `bytes` to a new file beside `path`, makes it durable and renames it to `path`.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), CatalogError> {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.tmp", process::id()));
    let temporary = path.with_file_name(name);
    let written = File::create(&temporary).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, path)?;
        path.parent()
            .map_or(Ok(()), |folder| File::open(folder)?.sync_all())
    });
    written.map_err(|cause| {
        // The message below tells what failed; a leftover beside it does no harm.
        let _ = fs::remove_file(&temporary);
        CatalogError::io("write", path)(cause)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::catalog::{Column, HiveType, TableFormat};

    fn table() -> TableDefinition {
        let columns = vec![Column::new("a", HiveType::Int)];
        TableDefinition::new("ham", "t", columns, TableFormat::JsonFile)
    }

    #[test]
    fn missing_file_is_no_table() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(&folder.path().join("t.json"), "ham.t").unwrap(), None);
    }

    #[test]
    fn written_definition_is_read_back_and_no_other_file_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.json");
        write(&path, &table()).unwrap();
        assert_eq!(read(&path, "ham.t").unwrap(), Some(table()));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn damage_names_the_file_and_the_fault() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.json");
        for (text, reason) in [
            ("", "EOF"),
            (r#"{"version":1,"database":"ham"}"#, "missing field"),
            (r#"{"version":2}"#, "its version is 2"),
            (
                r#"{"version":1,"database":"ham","name":"u","kind":"managed","format":"parquet",
                    "columns":[{"name":"a","type":"int"}]}"#,
                "it defines 'ham.u'",
            ),
            (
                r#"{"version":1,"database":"ham","name":"t","kind":"managed","format":"parquet",
                    "columns":[{"name":"a","type":"imt"}]}"#,
                "no type 'imt'",
            ),
        ] {
            fs::write(&path, text).unwrap();
            let error = read(&path, "ham.t").unwrap_err().to_string();
            assert!(
                error.contains(reason) && error.contains("t.json"),
                "{error}"
            );
        }
    }
}
