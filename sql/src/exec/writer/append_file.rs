//! A file that is open only while it is written to.
//!
//! An insert over hundreds of partitions writes to more files than a process may hold open.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::PathBuf;

use crate::exec::insert_error::InsertError;

/// A new file that bytes are appended to.
#[derive(Debug)]
pub(super) struct AppendFile {
    path: PathBuf,
    file: Option<File>,
    created: bool,
    size: u64,
}

impl AppendFile {
    /// A file at `path`, created by the first write; it must not exist then.
    pub(super) fn new(path: PathBuf) -> Self {
        Self {
            path,
            file: None,
            created: false,
            size: 0,
        }
    }

    /// Closes the file until the next write.
    pub(super) fn release(&mut self) {
        self.file = None;
    }

    /// Bytes written so far.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// Makes the file durable; its size.
    pub(super) fn complete(mut self) -> Result<u64, InsertError> {
        let synced = self.open().and_then(|file| file.sync_all());
        synced.map_err(|cause| self.error(&cause))?;
        Ok(self.size)
    }

    /// `cause` as an error that names the file.
    pub(super) fn error(&self, cause: &io::Error) -> InsertError {
        InsertError::Write {
            path: self.path.clone(),
            cause: cause.to_string(),
        }
    }

    fn open(&mut self) -> io::Result<&mut File> {
        let file = if let Some(file) = self.file.take() {
            file
        } else {
            let mut options = OpenOptions::new();
            options.append(true).create_new(!self.created);
            options.open(&self.path)?
        };
        self.created = true;
        Ok(self.file.insert(file))
    }
}

impl Write for AppendFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.open()?.write(bytes)?;
        self.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn writing_goes_on_after_a_release() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f");
        let mut file = AppendFile::new(path.clone());
        file.write_all(b"one,").unwrap();
        file.release();
        file.write_all(b"two").unwrap();
        assert_eq!(file.complete().unwrap(), 7);
        assert_eq!(std::fs::read(path).unwrap(), b"one,two");
    }

    #[test]
    fn an_existing_file_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f");
        std::fs::write(&path, "old").unwrap();
        assert!(AppendFile::new(path.clone()).write_all(b"new").is_err());
        assert_eq!(std::fs::read(path).unwrap(), b"old");
    }
}
