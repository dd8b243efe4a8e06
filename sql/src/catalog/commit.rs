//! Finished inserts and how they become the table's data, also when the process that wrote them was killed.
//!
//! An insert collects its files in `<table>/_staging_<pid>_<n>/`. When all are complete it takes the table's lock,
//! writes [`COMMIT_FILE`] there and applies it: old partitions are renamed into the staging folder, new ones out of it.
//! From the commit file on, whoever opens the table next, to read or to write, finishes the work: every step can be
//! repeated, and says by what is still in the staging folder how far it came.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::CatalogError;
use super::definition_file::write_whole;
use super::listing::entries;

/// How the names of staging folders start; readers pass over them.
pub const STAGING_PREFIX: &str = "_staging_";
/// The file in a staging folder that its living owner holds locked.
pub const OWNER_FILE: &str = ".owner";
/// The file in a staging folder that makes it part of the table.
pub const COMMIT_FILE: &str = ".commit.json";
/// The folder in a staging folder for what was replaced.
const REPLACED: &str = ".replaced";
/// The file in a table's folder that writers lock.
const LOCK_FILE: &str = ".lock";

/// What an insert changes, in steps that are done one after the other. Paths are relative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commit {
    /// The steps, one a partition.
    pub steps: Vec<Step>,
}

/// One replacement: first all of `remove` go, then all of `add` come.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Step {
    /// Files and folders of the table that go.
    pub remove: Vec<String>,
    /// Files and folders of the staging folder that come.
    pub add: Vec<Move>,
}

/// A rename out of the staging folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// The path in the staging folder.
    pub from: String,
    /// The path in the table.
    pub to: String,
}

/// The lock of a table's folder, given back when dropped.
#[derive(Debug)]
pub struct TableLock {
    root: PathBuf,
    _file: File,
}

impl TableLock {
    /// Waits for the sole right to change the table in `root` (created if it is missing), then finishes or clears
    /// away what dead processes left.
    pub fn exclusive(root: &Path) -> Result<Self, CatalogError> {
        let lock = Self::exclusive_unrecovered(root)?;
        for staging in staging_folders(root)? {
            if committed(&staging) {
                roll_forward(root, &staging)?;
            } else if !owner_lives(&staging)? {
                remove(&staging)?;
            }
        }
        Ok(lock)
    }

    fn exclusive_unrecovered(root: &Path) -> Result<Self, CatalogError> {
        fs::create_dir_all(root).map_err(CatalogError::io("create folder", root))?;
        let path = root.join(LOCK_FILE);
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(CatalogError::io("open", &path))?;
        file.lock().map_err(CatalogError::io("lock", &path))?;
        Ok(Self {
            root: root.to_path_buf(),
            _file: file,
        })
    }

    /// Waits until nobody changes the table in `root`, finishes what a dead process committed, and keeps writers from
    /// swapping while the guard lives. `None` where nothing was ever inserted, or where the folder may only be read.
    pub fn shared(root: &Path) -> Result<Option<Self>, CatalogError> {
        let path = root.join(LOCK_FILE);
        loop {
            let file = match File::open(&path) {
                Ok(file) => file,
                Err(error)
                    if matches!(
                        error.kind(),
                        io::ErrorKind::NotFound
                            | io::ErrorKind::NotADirectory
                            | io::ErrorKind::PermissionDenied
                    ) =>
                {
                    return Ok(None);
                }
                Err(error) => return Err(CatalogError::io("open", &path)(error)),
            };
            file.lock_shared()
                .map_err(CatalogError::io("lock", &path))?;
            // Commits are written and applied under the sole lock: one that is seen now has lost its owner.
            if !staging_folders(root)?
                .iter()
                .any(|staging| committed(staging))
            {
                return Ok(Some(Self {
                    root: root.to_path_buf(),
                    _file: file,
                }));
            }
            drop(file);
            let _sole = Self::exclusive_unrecovered(root)?;
            for staging in staging_folders(root)?
                .iter()
                .filter(|staging| committed(staging))
            {
                roll_forward(root, staging)?;
            }
        }
    }

    /// Makes `commit` durable in `staging` and applies it. Once this was called, the data in `staging` is the
    /// table's even if the process dies: only an error before the commit file is complete leaves the table as it was.
    pub fn apply(&self, staging: &Path, commit: &Commit) -> Result<(), CatalogError> {
        let path = staging.join(COMMIT_FILE);
        let text = serde_json::to_vec(commit)
            .map_err(|error| CatalogError::io("write", &path)(error.into()))?;
        write_whole(&path, &text)?;
        roll_forward(&self.root, staging)
    }
}

/// Whether the staging folder holds a commit.
pub(crate) fn committed(staging: &Path) -> bool {
    staging.join(COMMIT_FILE).exists()
}

fn staging_folders(root: &Path) -> Result<Vec<PathBuf>, CatalogError> {
    let found = entries(root)?.into_iter();
    Ok(found
        .filter(|(name, _)| name.starts_with(STAGING_PREFIX))
        .map(|(_, path)| path)
        .collect())
}

/// A living owner holds its file locked. The file is created and locked under the table's lock, so that under that lock
/// a folder without it belongs to a dead process.
fn owner_lives(staging: &Path) -> Result<bool, CatalogError> {
    let path = staging.join(OWNER_FILE);
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(CatalogError::io("open", &path)(error)),
    };
    match file.try_lock() {
        Ok(()) => Ok(false),
        Err(TryLockError::WouldBlock) => Ok(true),
        Err(TryLockError::Error(error)) => Err(CatalogError::io("lock", &path)(error)),
    }
}

/// Does what is left of a commit and removes its staging folder.
fn roll_forward(root: &Path, staging: &Path) -> Result<(), CatalogError> {
    let path = staging.join(COMMIT_FILE);
    let text = fs::read(&path).map_err(CatalogError::io("read", &path))?;
    let commit: Commit =
        serde_json::from_slice(&text).map_err(|error| CatalogError::DamagedCommit {
            path: path.clone(),
            reason: error.to_string(),
        })?;
    for step in &commit.steps {
        apply_step(root, staging, step)?;
    }
    fs::remove_file(&path).map_err(CatalogError::io("delete", &path))?;
    remove(staging)
}

fn apply_step(root: &Path, staging: &Path, step: &Step) -> Result<(), CatalogError> {
    // Additions follow the removals: while all of them wait, removals may be undone, and no removal can hit a new file.
    if step
        .add
        .iter()
        .all(|addition| exists(&staging.join(&addition.from)))
    {
        for name in &step.remove {
            let old = root.join(name);
            if exists(&old) {
                rename(&old, &free_name(&staging.join(REPLACED))?)?;
            }
        }
    }
    for addition in &step.add {
        let from = staging.join(&addition.from);
        if exists(&from) {
            let to = root.join(&addition.to);
            let parent = to.parent().unwrap_or(root);
            fs::create_dir_all(parent).map_err(CatalogError::io("create folder", parent))?;
            rename(&from, &to)?;
        }
    }
    Ok(())
}

fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn rename(from: &Path, to: &Path) -> Result<(), CatalogError> {
    fs::rename(from, to).map_err(CatalogError::io("move", from))
}

fn free_name(folder: &Path) -> Result<PathBuf, CatalogError> {
    fs::create_dir_all(folder).map_err(CatalogError::io("create folder", folder))?;
    let mut number = entries(folder)?.len();
    loop {
        let path = folder.join(number.to_string());
        if !exists(&path) {
            return Ok(path);
        }
        number += 1;
    }
}

fn remove(staging: &Path) -> Result<(), CatalogError> {
    fs::remove_dir_all(staging).map_err(CatalogError::io("delete folder", staging))
}
