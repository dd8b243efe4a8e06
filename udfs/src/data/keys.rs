//! Named keys, from the environment and from a key file.

mod error;
mod file;
mod material;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::kernel::cipher::{Cipher, Mode};

pub use error::KeyError;

/// The key that a function uses where the query names none.
pub const DEFAULT_KEY: &str = "mobile";

/// The published key of the samples and of generated data. It protects nothing.
pub const TEST_KEY: &str = "maidian-test-key";

/// Environment variables that begin like this hold a key each, but for [`FILE_VARIABLE`].
const VARIABLE_PREFIX: &str = "MAIDIAN_KEY_";

/// The environment variable that names the key file.
pub const FILE_VARIABLE: &str = "MAIDIAN_KEY_FILE";

/// Keys by name, ready to use.
///
/// Names are lower-case letters, digits and `_`; `file` is none, as its variable names the key file. A key is given
/// as text, `hex:…` or `base64:…` and is 16, 24 or 32 bytes (AES-128, AES-192, AES-256).
///
/// Where several sources have a key of one name, [`with_key`](Self::with_key) wins over the environment and that
/// over the key file, in whatever order they are read. Neither the ring nor any of its errors prints a key.
///
/// ```
/// use maidian_udfs::data::keys::{KeyRing, TEST_KEY};
/// use maidian_udfs::kernel::cipher::Mode;
///
/// let keys = KeyRing::empty().with_key("mobile", TEST_KEY, Mode::Ecb)?;
/// assert!(keys.get("mobile").is_ok());
/// assert_eq!(
///     keys.get("other").unwrap_err().to_string(),
///     "key 'other' is not configured: set MAIDIAN_KEY_OTHER or add [keys.other] to the file named by --key-file \
///      or MAIDIAN_KEY_FILE",
/// );
/// # Ok::<(), maidian_udfs::data::keys::KeyError>(())
/// ```
#[derive(Clone, Default)]
pub struct KeyRing {
    keys: BTreeMap<String, (Source, Arc<Cipher>)>,
    stand_in: Option<Arc<Cipher>>,
}

/// Where a key comes from; the greater wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    File,
    Environment,
    Given,
}

impl KeyRing {
    /// No keys.
    pub fn empty() -> Self {
        Self::default()
    }

    /// The keys of an environment: `MAIDIAN_KEY_X` is the key `x`, in ECB mode.
    ///
    /// **Input**: names and values of variables; all others are passed over, and so is an empty value.
    /// **Errors**: a name or value that is none of a key; the variable is named.
    pub fn from_env(
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, KeyError> {
        let mut ring = Self::empty();
        for (variable, value) in variables {
            let Some(name) = variable.strip_prefix(VARIABLE_PREFIX) else {
                continue;
            };
            if variable == FILE_VARIABLE || value.is_empty() {
                continue;
            }
            let name = name.to_ascii_lowercase();
            let value = Zeroizing::new(value);
            ring.add(Source::Environment, &variable, &name, &value, Mode::Ecb)?;
        }
        Ok(ring)
    }

    /// Adds the keys of a key file.
    ///
    /// **Input**: a TOML file that only its owner can access, with one table for each key:
    /// `[keys.mobile]`, `key = "hex:…"`, and `mode = "ecb"` (the default) or `"cbc"`.
    /// **Errors**: a file that is missing, unreadable, or that group or others can access; text that is not TOML; an
    /// unknown field; a key that is none. All name the path, and the key where it is one key's fault.
    pub fn with_file(mut self, path: &Path) -> Result<Self, KeyError> {
        for (name, entry) in file::read(path)? {
            let place = format!("{} in {}", file::place(&name), path.display());
            self.add(Source::File, &place, &name, &entry.key, entry.mode)?;
        }
        Ok(self)
    }

    /// Adds a key given by the program itself, over any other of that name.
    ///
    /// **Input**: `key` as text, `hex:…` or `base64:…`.
    /// **Errors**: a name or key that is none.
    pub fn with_key(mut self, name: &str, key: &str, mode: Mode) -> Result<Self, KeyError> {
        self.add(Source::Given, "the given key", name, key, mode)?;
        Ok(self)
    }

    /// Lets [`TEST_KEY`] stand in for every key that is not configured: for plans that are never run.
    ///
    /// **Errors**: none in practice; the published key is one.
    pub fn with_stand_in(mut self) -> Result<Self, KeyError> {
        let cipher = Cipher::new(TEST_KEY.as_bytes(), Mode::Ecb);
        let cipher = cipher.map_err(|length| KeyError::Length {
            place: "the test key".to_owned(),
            length,
        })?;
        self.stand_in = Some(Arc::new(cipher));
        Ok(self)
    }

    /// The cipher of a key.
    ///
    /// **Errors**: no such key; the message says how to configure it.
    pub fn get(&self, name: &str) -> Result<Arc<Cipher>, KeyError> {
        let configured = self.keys.get(name).map(|(_, cipher)| cipher);
        match configured.or(self.stand_in.as_ref()) {
            _ if !is_name(name) => Err(KeyError::Name {
                place: "the query".to_owned(),
            }),
            Some(cipher) => Ok(Arc::clone(cipher)),
            None => Err(KeyError::NotConfigured {
                name: name.to_owned(),
            }),
        }
    }

    /// The names of the keys, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.keys.keys().map(String::as_str)
    }

    fn add(
        &mut self,
        source: Source,
        place: &str,
        name: &str,
        key: &str,
        mode: Mode,
    ) -> Result<(), KeyError> {
        if !is_name(name) {
            return Err(KeyError::Name {
                place: place.to_owned(),
            });
        }
        let bytes = material::parse(key).map_err(|encoding| KeyError::Encoding {
            place: place.to_owned(),
            encoding,
        })?;
        let cipher = Cipher::new(&bytes, mode).map_err(|length| KeyError::Length {
            place: place.to_owned(),
            length,
        })?;
        let found = (source, Arc::new(cipher));
        match self.keys.entry(name.to_owned()) {
            Entry::Vacant(place) => {
                place.insert(found);
            }
            Entry::Occupied(mut place) => {
                if place.get().0 <= source {
                    place.insert(found);
                }
            }
        }
        Ok(())
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyRing ")?;
        f.debug_set().entries(self.names()).finish()
    }
}

/// Whether a key may be called that.
fn is_name(name: &str) -> bool {
    let allowed = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_');
    !name.is_empty() && name != "file" && name.bytes().all(allowed)
}
