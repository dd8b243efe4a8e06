//! Listings of a table's folder: partitions and files, always in the order of their paths.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::partition::value_of;
use super::{CatalogError, Column, TableDefinition};

/// A partition of a table: a folder at the depth of its partition columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partition {
    /// The folder relative to the table's, as on disk: `dt=2024-11-25/hour=17`.
    pub name: String,
    /// The folder.
    pub path: PathBuf,
    /// One value a partition column, unescaped; NULL for the default partition.
    pub values: Vec<Option<String>>,
}

/// A file that holds rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// The file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last written.
    pub modified: SystemTime,
}

/// Whether readers see a file or folder of this name: those that start with `_` or `.` are invisible.
pub(super) fn is_visible(name: &str) -> bool {
    !name.starts_with(['_', '.'])
}

/// The partitions under the table folder `root`. Folders that are none of `columns`' are passed over; a missing root
/// has none.
///
/// Errors: a folder that cannot be read.
pub fn list_partitions(root: &Path, columns: &[Column]) -> Result<Vec<Partition>, CatalogError> {
    let mut partitions = vec![Partition {
        name: String::new(),
        path: root.to_path_buf(),
        values: Vec::new(),
    }];
    for column in columns {
        let mut next = Vec::new();
        for outer in &partitions {
            for (name, path, metadata) in visible_entries(&outer.path)? {
                let Some(value) = value_of(&name, &column.name).filter(|_| metadata.is_dir())
                else {
                    continue;
                };
                let mut values = outer.values.clone();
                values.push((!value.is_empty()).then_some(value));
                let name = if outer.name.is_empty() {
                    name
                } else {
                    format!("{}/{name}", outer.name)
                };
                next.push(Partition { name, path, values });
            }
        }
        partitions = next;
    }
    Ok(partitions)
}

/// The partitions of a table whose folder is `root`: all that are there but those that were detached.
///
/// Errors: a folder that cannot be read.
pub fn table_partitions(
    root: &Path,
    definition: &TableDefinition,
) -> Result<Vec<Partition>, CatalogError> {
    let mut partitions = list_partitions(root, &definition.partition_columns)?;
    partitions.retain(|partition| !definition.detached.contains(&partition.name));
    Ok(partitions)
}

/// The visible files under `folder` at any depth, or `folder` itself if it is a file. A missing folder has none.
///
/// Errors: a folder that cannot be read.
pub fn list_files(folder: &Path) -> Result<Vec<DataFile>, CatalogError> {
    if let Ok(metadata) = fs::metadata(folder)
        && metadata.is_file()
    {
        return Ok(vec![data_file(folder.to_path_buf(), &metadata)?]);
    }
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for (_, path, metadata) in visible_entries(&folder)? {
            if metadata.is_dir() {
                folders.push(path);
            } else {
                files.push(data_file(path, &metadata)?);
            }
        }
    }
    files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn data_file(path: PathBuf, metadata: &Metadata) -> Result<DataFile, CatalogError> {
    let modified = metadata
        .modified()
        .map_err(CatalogError::io("read the time of", &path))?;
    Ok(DataFile {
        path,
        size: metadata.len(),
        modified,
    })
}

/// The names of the visible entries of a folder, sorted; none if it does not exist.
///
/// Errors: a folder that cannot be read.
pub fn list_visible_names(folder: &Path) -> Result<Vec<String>, CatalogError> {
    let names = entries(folder)?.into_iter().map(|(name, _)| name);
    Ok(names.filter(|name| is_visible(name)).collect())
}

/// The visible entries of a folder by name; none if it does not exist.
pub(super) fn visible_entries(
    folder: &Path,
) -> Result<Vec<(String, PathBuf, Metadata)>, CatalogError> {
    let mut visible = Vec::new();
    for (name, path) in entries(folder)? {
        if is_visible(&name) {
            // Links are followed: a table may be assembled from links.
            let metadata = fs::metadata(&path).map_err(CatalogError::io("read", &path))?;
            visible.push((name, path, metadata));
        }
    }
    Ok(visible)
}

/// All entries of a folder by name; none if it does not exist.
pub(super) fn entries(folder: &Path) -> Result<Vec<(String, PathBuf)>, CatalogError> {
    let unreadable = CatalogError::io("list", folder);
    let list = match fs::read_dir(folder) {
        Ok(list) => list,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unreadable(error)),
    };
    let mut entries = Vec::new();
    for entry in list {
        let path = entry.map_err(CatalogError::io("list", folder))?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let Some(name) = name.map(str::to_owned) else {
            return Err(CatalogError::NotUtf8 { path });
        };
        entries.push((name, path));
    }
    entries.sort_unstable();
    Ok(entries)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::catalog::HiveType;

    fn touch(root: &Path, name: &str) {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, name).unwrap();
    }

    fn columns() -> Vec<Column> {
        vec![
            Column::new("dt", HiveType::String),
            Column::new("hour", HiveType::String),
        ]
    }

    #[test]
    fn partitions_come_in_order_with_unescaped_values() {
        let root = tempfile::tempdir().unwrap();
        for name in ["dt=b/hour=01/f", "DT=a%3A/Hour=02/f", "dt=b/hour=00/f"] {
            touch(root.path(), name);
        }
        let found = list_partitions(root.path(), &columns()).unwrap();
        let names: Vec<_> = found.iter().map(|p| p.name.as_str()).collect();
        assert_eq!(names, ["DT=a%3A/Hour=02", "dt=b/hour=00", "dt=b/hour=01"]);
        assert_eq!(
            found[0].values,
            [Some("a:".to_owned()), Some("02".to_owned())]
        );
    }

    #[test]
    fn hidden_misplaced_and_foreign_entries_are_passed_over() {
        let root = tempfile::tempdir().unwrap();
        for name in [
            "_staging_1_0/dt=a/hour=1/f",
            ".hidden/f",
            "hour=1/dt=a/f",
            "dt=file",
            "dt=a/x=1/f",
            "dt=a/hour=1/f",
        ] {
            touch(root.path(), name);
        }
        let found = list_partitions(root.path(), &columns()).unwrap();
        assert_eq!(
            found.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(),
            ["dt=a/hour=1"]
        );
    }

    #[test]
    fn files_are_found_at_any_depth_but_hidden_ones_are_not() {
        let root = tempfile::tempdir().unwrap();
        for name in ["b", "a/c", "_x", ".y", "a/_z", "_s/f"] {
            touch(root.path(), name);
        }
        let found = list_files(root.path()).unwrap();
        let paths: Vec<_> = found.iter().map(|f| f.path.clone()).collect();
        assert_eq!(paths, [root.path().join("a/c"), root.path().join("b")]);
        assert_eq!(found[0].size, 3);
    }

    #[test]
    fn missing_folder_is_empty_and_a_file_is_itself() {
        let root = tempfile::tempdir().unwrap();
        let missing = root.path().join("none");
        assert_eq!(list_files(&missing).unwrap(), []);
        assert_eq!(list_partitions(&missing, &columns()).unwrap(), []);
        touch(root.path(), "_even_hidden");
        assert_eq!(
            list_files(&root.path().join("_even_hidden")).unwrap().len(),
            1
        );
    }
}
