use std::fmt;
use std::path::PathBuf;

use chrono::DateTime;

use super::EDITION;
use crate::kernel::region::Layout;
use crate::kernel::xdb::Family;

/// What is known about a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// The user's file; `None` for the bundled database.
    pub file: Option<PathBuf>,
    /// The addresses it holds.
    pub family: Family,
    /// The version of its structure: 2 or 3.
    pub version: u16,
    /// When it was made, in seconds since 1970 UTC.
    pub created: u32,
    /// How many segments it has.
    pub segments: usize,
    /// Its length in bytes, not compressed.
    pub size: usize,
    /// What the fields of its region texts mean.
    pub layout: Layout,
}

impl Description {
    /// The day it was made (UTC), as `2025-09-06`.
    pub fn date(&self) -> String {
        DateTime::from_timestamp(self.created.into(), 0)
            .map_or_else(String::new, |time| time.format("%Y-%m-%d").to_string())
    }
}

impl fmt::Display for Description {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            family,
            version,
            segments,
            size,
            ..
        } = self;
        match file {
            Some(path) => write!(f, "{family}: {}", path.display())?,
            None => write!(f, "{family}: built-in ({EDITION})")?,
        }
        let date = self.date();
        write!(
            f,
            ", made {date}, {segments} segments, {size} bytes, xdb version {version}"
        )
    }
}
