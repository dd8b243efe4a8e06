//! The files of a run. They appear under their names when all of them are complete, so a run that
//! fails or is stopped leaves none, and a folder that is written over keeps what it had until then.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::GenerateError;

/// Writes lines into files `events-00000.jsonl`, `events-00001.jsonl` … of a folder.
#[derive(Debug)]
pub struct Writer {
    folder: PathBuf,
    open: Option<File>,
    /// Temporary and final names of all files so far.
    files: Vec<(PathBuf, PathBuf)>,
    finished: bool,
}

impl Writer {
    /// Creates the folder where it is missing. One that holds anything is an error, unless it may
    /// be overwritten; then the events files in it are replaced, and other files stay.
    pub fn open(folder: &Path, overwrite: bool) -> Result<Self, GenerateError> {
        fs::create_dir_all(folder).map_err(|source| io_error(folder, source))?;
        if !overwrite {
            for name in names(folder)? {
                if !is_temporary(&name) {
                    return Err(GenerateError::NotEmpty {
                        path: folder.to_owned(),
                    });
                }
            }
        }
        Ok(Self {
            folder: folder.to_owned(),
            open: None,
            files: Vec::new(),
            finished: false,
        })
    }

    /// Begins the next file.
    pub fn next_file(&mut self) -> Result<(), GenerateError> {
        let name = format!("events-{:05}.jsonl", self.files.len());
        let temporary = self.folder.join(format!(".{name}.tmp"));
        let file = File::create(&temporary).map_err(|source| io_error(&temporary, source))?;
        self.files.push((temporary, self.folder.join(name)));
        self.open = Some(file);
        Ok(())
    }

    /// Appends lines to the file begun last.
    pub fn write(&mut self, lines: &str) -> Result<(), GenerateError> {
        let (Some(file), Some((temporary, _))) = (&mut self.open, self.files.last()) else {
            return Ok(());
        };
        file.write_all(lines.as_bytes())
            .map_err(|source| io_error(temporary, source))
    }

    /// Gives all files their names, removes events files of an earlier run, and says how many files
    /// there are.
    pub fn finish(mut self) -> Result<u64, GenerateError> {
        self.open = None;
        for (temporary, name) in &self.files {
            fs::rename(temporary, name).map_err(|source| io_error(name, source))?;
        }
        self.finished = true;
        for name in names(&self.folder)? {
            let path = self.folder.join(&name);
            let ours = self.files.iter().any(|(_, written)| *written == path);
            if is_temporary(&name) || (is_events(&name) && !ours) {
                fs::remove_file(&path).map_err(|source| io_error(&path, source))?;
            }
        }
        Ok(self.files.len() as u64)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if !self.finished {
            for (temporary, _) in &self.files {
                // The error that ended the run is the one to report.
                let _ = fs::remove_file(temporary);
            }
        }
    }
}

fn names(folder: &Path) -> Result<Vec<String>, GenerateError> {
    let entries = fs::read_dir(folder).map_err(|source| io_error(folder, source))?;
    entries
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<_>>()
        .map_err(|source| io_error(folder, source))
}

fn is_events(name: &str) -> bool {
    let number = name
        .strip_prefix("events-")
        .and_then(|rest| rest.strip_suffix(".jsonl"));
    number.is_some_and(|n| n.len() >= 5 && n.bytes().all(|b| b.is_ascii_digit()))
}

fn is_temporary(name: &str) -> bool {
    let inner = name
        .strip_prefix('.')
        .and_then(|rest| rest.strip_suffix(".tmp"));
    inner.is_some_and(is_events)
}

fn io_error(path: &Path, source: io::Error) -> GenerateError {
    GenerateError::Io {
        path: path.to_owned(),
        source,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]
    use super::*;

    fn write(folder: &Path, overwrite: bool, files: &[&str]) -> Result<u64, GenerateError> {
        let mut writer = Writer::open(folder, overwrite)?;
        for lines in files {
            writer.next_file()?;
            writer.write(lines)?;
        }
        writer.finish()
    }

    fn listed(folder: &Path) -> Vec<String> {
        let mut names = names(folder).unwrap();
        names.sort();
        names
    }

    #[test]
    fn files_are_numbered() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        assert_eq!(write(&deep, false, &["1\n", "2\n"]).unwrap(), 2);
        assert_eq!(listed(&deep), ["events-00000.jsonl", "events-00001.jsonl"]);
        assert_eq!(
            fs::read_to_string(deep.join("events-00001.jsonl")).unwrap(),
            "2\n"
        );
    }

    #[test]
    fn a_folder_with_anything_in_it_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("notes.txt"), "").unwrap();
        let error = write(folder.path(), false, &["1\n"]).unwrap_err();
        assert!(matches!(error, GenerateError::NotEmpty { .. }), "{error}");
        assert_eq!(listed(folder.path()), ["notes.txt"]);
    }

    #[test]
    fn leftovers_of_a_stopped_run_are_no_obstacle() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".events-00007.jsonl.tmp"), "x").unwrap();
        write(folder.path(), false, &["1\n"]).unwrap();
        assert_eq!(listed(folder.path()), ["events-00000.jsonl"]);
    }

    #[test]
    fn overwriting_replaces_events_and_spares_the_rest() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), false, &["1\n", "2\n"]).unwrap();
        fs::write(folder.path().join("notes.txt"), "").unwrap();
        write(folder.path(), true, &["3\n"]).unwrap();
        assert_eq!(listed(folder.path()), ["events-00000.jsonl", "notes.txt"]);
    }

    #[test]
    fn a_run_that_does_not_finish_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::open(folder.path(), false).unwrap();
        writer.next_file().unwrap();
        writer.write("1\n").unwrap();
        drop(writer);
        assert_eq!(listed(folder.path()), [""; 0]);
    }

    #[test]
    fn a_file_in_place_of_the_folder_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, "").unwrap();
        let error = write(&path, true, &[]).unwrap_err().to_string();
        assert!(error.contains("file"), "{error}");
    }
}
