use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::kernel::xdb::{Family, XdbError};

/// Why a file can't be used as a database.
#[derive(Debug, Error)]
pub enum IpDatabaseError {
    /// The file can't be read.
    #[error("can't read {}, named as the {family} database: {source}", path.display())]
    Read {
        /// The family it was named for.
        family: Family,
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is damaged or no xdb file.
    #[error("{}, named as the {family} database, is no sound xdb file of ip2region: {source}", path.display())]
    Format {
        /// The family it was named for.
        family: Family,
        /// The file.
        path: PathBuf,
        /// What is wrong with it, and where.
        source: XdbError,
    },
    /// The file is sound but holds addresses of the other family.
    #[error("{}, named as the {expected} database, holds {found} addresses", path.display())]
    Family {
        /// The family it was named for.
        expected: Family,
        /// The family it holds.
        found: Family,
        /// The file.
        path: PathBuf,
    },
}
