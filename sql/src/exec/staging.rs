//! The folder in which an INSERT collects its files before they become the table's.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::catalog::CatalogError;
use crate::catalog::commit::{Commit, OWNER_FILE, STAGING_PREFIX, TableLock, committed};

/// Numbers the staging folders of this process.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// A staging folder, removed when dropped unless it was committed.
///
/// Every task that writes into it holds it, so that a cancelled INSERT removes it when the last task has ended. A killed
/// process leaves it; the lock on its owner file is then free, and the next writer removes it.
#[derive(Debug)]
pub(crate) struct Staging {
    path: PathBuf,
    /// Locked as long as this lives.
    _owner: File,
    applied: AtomicBool,
}

impl Staging {
    /// A new staging folder in the table folder `root`. What dead processes left in `root` is finished or removed first.
    pub(crate) fn create(root: &Path) -> Result<Self, CatalogError> {
        // Under the lock nobody takes the folder without a locked owner file for a dead one.
        let _lock = TableLock::exclusive(root)?;
        let path = loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = root.join(format!("{STAGING_PREFIX}{}_{number}", process::id()));
            match fs::create_dir(&path) {
                Ok(()) => break path,
                // Of a process that had the same number and did not end well on a shared disk.
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(CatalogError::io("create folder", &path)(error)),
            }
        };
        let owner = path.join(OWNER_FILE);
        let file = File::create(&owner).map_err(CatalogError::io("create", &owner))?;
        file.lock().map_err(CatalogError::io("lock", &owner))?;
        Ok(Self {
            path,
            _owner: file,
            applied: AtomicBool::new(false),
        })
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Creates the folder of a partition; its path.
    pub(crate) fn create_folder(&self, partition: &str) -> Result<PathBuf, CatalogError> {
        let path = self.path.join(partition);
        fs::create_dir_all(&path).map_err(CatalogError::io("create folder", &path))?;
        Ok(path)
    }

    /// Makes the folder's files the table's; from the start of this on they are, whatever happens to the process.
    pub(crate) fn commit(&self, lock: &TableLock, commit: &Commit) -> Result<(), CatalogError> {
        lock.apply(&self.path, commit)?;
        self.applied.store(true, Ordering::Relaxed);
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // A commit that met an error is finished by the next one who opens the table.
        if !self.applied.load(Ordering::Relaxed) && !committed(&self.path) {
            // Left as it is on an error: the next writer tries again.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn folders(root: &Path) -> usize {
        let names = fs::read_dir(root)
            .unwrap()
            .map(|entry| entry.unwrap().file_name());
        names
            .filter(|name| name.to_str().unwrap().starts_with(STAGING_PREFIX))
            .count()
    }

    #[test]
    fn dropping_removes_the_folder() {
        let root = tempfile::tempdir().unwrap();
        let staging = Staging::create(root.path()).unwrap();
        staging.create_folder("dt=1/hour=2").unwrap();
        assert_eq!(folders(root.path()), 1);
        drop(staging);
        assert_eq!(folders(root.path()), 0);
    }

    #[test]
    fn a_living_insert_is_left_alone_and_a_dead_one_removed() {
        let root = tempfile::tempdir().unwrap();
        let living = Staging::create(root.path()).unwrap();
        let dead = root.path().join("_staging_1_0");
        fs::create_dir_all(dead.join("dt=1")).unwrap();
        fs::write(dead.join(OWNER_FILE), "").unwrap();
        let other = Staging::create(root.path()).unwrap();
        assert!(living.path().exists() && other.path().exists());
        assert!(!dead.exists());
    }
}
