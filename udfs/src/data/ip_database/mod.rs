//! The databases behind `ip_region` and `ip_udf`: the bundled ones, or files named by the user.

mod description;
mod error;

use std::fs;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use crate::kernel::region::{Layout, Region};
use crate::kernel::xdb::{Family, Reader, XdbError};

pub use description::Description;
pub use error::IpDatabaseError;

/// Where the bundled databases come from.
const EDITION: &str = "ip2region, PyPI xdb-location 0.1.39";

const V4: Bundled = Bundled {
    packed: include_bytes!("../../../data/ip2region_v4.xdb.zst"),
    family: Family::V4,
    version: 3,
    created: 1_757_125_456,
    segments: 720_464,
    size: 11_042_429,
    layout: Layout::FourFields,
};

const V6: Bundled = Bundled {
    packed: include_bytes!("../../../data/ip2region_v6.xdb.zst"),
    family: Family::V6,
    version: 3,
    created: 1_760_676_064,
    segments: 872_739,
    size: 36_258_341,
    layout: Layout::FourFields,
};

// A test opens both, so `None` does not happen; it would mean that the family has no database.
static V4_DATABASE: LazyLock<Option<Database>> = LazyLock::new(|| V4.open());
static V6_DATABASE: LazyLock<Option<Database>> = LazyLock::new(|| V6.open());

/// The databases for both families of addresses. Cloning is cheap and shares them.
///
/// The bundled databases are decompressed once a process, each when the first address of its family is looked up
/// (IPv4: 11 MB, IPv6: 36 MB). A file of the user's is read and checked when it is named.
///
/// ```
/// use maidian_udfs::data::ip_database::IpDatabases;
///
/// let databases = IpDatabases::builtin();
/// let region = databases.region("1.0.1.1".parse()?).unwrap_or_default();
/// assert_eq!(region.parts(), [Some("中国"), Some("福建省"), Some("福州市"), Some("电信")]);
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct IpDatabases {
    v4: Option<UserFile>,
    v6: Option<UserFile>,
}

impl IpDatabases {
    /// The databases inside the library. Costs nothing until an address is looked up.
    pub fn builtin() -> Self {
        Self::default()
    }

    /// Takes a file (`.xdb`, not compressed) in place of the database of one family.
    ///
    /// **Errors**: a file that is missing, unreadable, damaged, or for the other family.
    pub fn with_file(
        mut self,
        family: Family,
        path: impl Into<PathBuf>,
    ) -> Result<Self, IpDatabaseError> {
        let file = Some(UserFile::open(family, path.into())?);
        match family {
            Family::V4 => self.v4 = file,
            Family::V6 => self.v6 = file,
        }
        Ok(self)
    }

    /// Where an address is; `None` when the database of its family does not have it.
    pub fn region(&self, address: IpAddr) -> Option<Region<'_>> {
        self.find(address).map(Found::region)
    }

    /// [`Self::region`], not yet taken apart.
    pub fn find(&self, address: IpAddr) -> Option<Found<'_>> {
        let (file, bundled) = match address {
            IpAddr::V4(_) => (&self.v4, &V4_DATABASE),
            IpAddr::V6(_) => (&self.v6, &V6_DATABASE),
        };
        match file {
            Some(file) => file.database.find(address),
            None => bundled.as_ref()?.find(address),
        }
    }

    /// Which database of a family is in use. Does not load the bundled ones.
    pub fn describe(&self, family: Family) -> Description {
        let (file, bundled) = match family {
            Family::V4 => (&self.v4, V4),
            Family::V6 => (&self.v6, V6),
        };
        file.as_ref()
            .map_or_else(|| bundled.describe(), UserFile::describe)
    }
}

/// The region text that a database has for an address.
///
/// A database holds a text once for all addresses that have it, some thousands for millions of addresses: its
/// [place](Self::place) tells it from all others without a look at its letters.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    text: &'a str,
    layout: Layout,
}

impl<'a> Found<'a> {
    /// Where in memory the text begins, and its length. Two texts with the same place are the same.
    pub fn place(self) -> (usize, usize) {
        (self.text.as_ptr().addr(), self.text.len())
    }

    /// The parts of the text.
    pub fn region(self) -> Region<'a> {
        self.layout.parse(self.text)
    }
}

#[derive(Debug)]
struct Database {
    reader: Reader,
    layout: Layout,
}

impl Database {
    fn open(bytes: Vec<u8>) -> Result<Self, XdbError> {
        let reader = Reader::open(bytes)?;
        let layout = Layout::of(reader.regions());
        Ok(Self { reader, layout })
    }

    fn find(&self, address: IpAddr) -> Option<Found<'_>> {
        let text = self.reader.lookup(address)?;
        Some(Found {
            text,
            layout: self.layout,
        })
    }

    fn describe(&self, file: Option<PathBuf>) -> Description {
        Description {
            file,
            family: self.reader.family(),
            version: self.reader.version(),
            created: self.reader.created(),
            segments: self.reader.segments(),
            size: self.reader.size(),
            layout: self.layout,
        }
    }
}

#[derive(Debug, Clone)]
struct UserFile {
    path: Arc<Path>,
    database: Arc<Database>,
}

impl UserFile {
    fn open(family: Family, path: PathBuf) -> Result<Self, IpDatabaseError> {
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(source) => {
                return Err(IpDatabaseError::Read {
                    family,
                    path,
                    source,
                });
            }
        };
        let database = match Database::open(bytes) {
            Ok(database) => database,
            Err(source) => {
                return Err(IpDatabaseError::Format {
                    family,
                    path,
                    source,
                });
            }
        };
        let found = database.reader.family();
        if found != family {
            return Err(IpDatabaseError::Family {
                expected: family,
                found,
                path,
            });
        }
        Ok(Self {
            path: path.into(),
            database: Arc::new(database),
        })
    }

    fn describe(&self) -> Description {
        self.database.describe(Some(self.path.to_path_buf()))
    }
}

/// A database inside the library, and what is known about it without decompressing it.
struct Bundled {
    packed: &'static [u8],
    family: Family,
    version: u16,
    created: u32,
    segments: usize,
    size: usize,
    layout: Layout,
}

impl Bundled {
    fn open(&self) -> Option<Database> {
        Database::open(zstd::bulk::decompress(self.packed, self.size).ok()?).ok()
    }

    fn describe(&self) -> Description {
        let &Self {
            family,
            version,
            created,
            segments,
            size,
            layout,
            ..
        } = self;
        Description {
            file: None,
            family,
            version,
            created,
            segments,
            size,
            layout,
        }
    }
}

#[cfg(test)]
mod tests;
