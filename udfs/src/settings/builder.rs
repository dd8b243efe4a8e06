//! Settings, made step by step.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Parts, Settings};
use crate::Error;
use crate::data::ip_database::IpDatabases;
use crate::data::keys::{FILE_VARIABLE, KeyRing};
use crate::data::ua_rules::UaRules;
use crate::kernel::event_time::Zone;
use crate::kernel::xdb::Family;

const IP_V4_VARIABLE: &str = "MAIDIAN_IP_V4";
const IP_V6_VARIABLE: &str = "MAIDIAN_IP_V6";
const UA_RULES_VARIABLE: &str = "MAIDIAN_UA_RULES";
const ZONE_VARIABLE: &str = "MAIDIAN_TIME_ZONE";

/// Makes [`Settings`]. What is not set stays as in [`Settings::default`].
#[derive(Debug, Clone, Default)]
pub struct SettingsBuilder {
    ip_v4: Option<PathBuf>,
    ip_v6: Option<PathBuf>,
    ua_rules: Option<PathBuf>,
    keys: KeyRing,
    key_file: Option<PathBuf>,
    zone: Option<Zone>,
}

impl SettingsBuilder {
    /// Starts from the environment: `MAIDIAN_IP_V4`, `MAIDIAN_IP_V6` and `MAIDIAN_UA_RULES` name files,
    /// `MAIDIAN_KEY_X` holds the key `x`, `MAIDIAN_KEY_FILE` names a key file, `MAIDIAN_TIME_ZONE` is the zone. An
    /// empty variable counts as unset. What is set later wins.
    ///
    /// **Errors**: a malformed key, an unknown zone; the variable is named. Files are read by [`Self::build`].
    pub fn from_env() -> Result<Self, Error> {
        Self::from_variables(std::env::vars_os())
    }

    pub(super) fn from_variables(
        variables: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> Result<Self, Error> {
        let mut builder = Self::default();
        let mut texts = Vec::new();
        for (name, value) in variables {
            let Some(name) = name.to_str().filter(|_| !value.is_empty()) else {
                continue;
            };
            match name {
                IP_V4_VARIABLE => builder = builder.ip_v4(value),
                IP_V6_VARIABLE => builder = builder.ip_v6(value),
                UA_RULES_VARIABLE => builder = builder.ua_rules(value),
                FILE_VARIABLE => builder = builder.key_file(value),
                ZONE_VARIABLE => {
                    let zone = value
                        .to_string_lossy()
                        .parse()
                        .map_err(|source| Error::Zone {
                            variable: ZONE_VARIABLE,
                            source,
                        })?;
                    builder = builder.zone(zone);
                }
                // Only keys are left; those that are no text can't be one.
                _ => texts.extend(
                    value
                        .into_string()
                        .ok()
                        .map(|value| (name.to_owned(), value)),
                ),
            }
        }
        Ok(builder.keys(KeyRing::from_env(texts)?))
    }

    /// Takes a file of ip2region (`.xdb`) for IPv4 addresses.
    #[must_use]
    pub fn ip_v4(mut self, path: impl Into<PathBuf>) -> Self {
        self.ip_v4 = Some(path.into());
        self
    }

    /// Takes a file of ip2region (`.xdb`) for IPv6 addresses.
    #[must_use]
    pub fn ip_v6(mut self, path: impl Into<PathBuf>) -> Self {
        self.ip_v6 = Some(path.into());
        self
    }

    /// Takes a file of user agent rules: uap-core's `regexes.yaml`, or the same as JSON.
    #[must_use]
    pub fn ua_rules(mut self, path: impl Into<PathBuf>) -> Self {
        self.ua_rules = Some(path.into());
        self
    }

    /// Takes these keys, in place of any others but those of a key file.
    #[must_use]
    pub fn keys(mut self, keys: KeyRing) -> Self {
        self.keys = keys;
        self
    }

    /// Takes the keys of a key file too. Where both have a key of one name, [`Self::keys`] wins.
    #[must_use]
    pub fn key_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.key_file = Some(path.into());
        self
    }

    /// Takes this zone for event times, whatever the session's is.
    #[must_use]
    pub fn zone(mut self, zone: Zone) -> Self {
        self.zone = Some(zone);
        self
    }

    /// The settings. Reads and checks the files that were named; the data inside the library stays packed until a
    /// row needs it.
    ///
    /// **Errors**: a file that is missing, unreadable or damaged, an address database of the other family, a key
    /// file that others than its owner can access. All name the path.
    pub fn build(self) -> Result<Settings, Error> {
        let mut ip_databases = IpDatabases::builtin();
        for (family, path) in [(Family::V4, self.ip_v4), (Family::V6, self.ip_v6)] {
            if let Some(path) = path {
                ip_databases = ip_databases.with_file(family, path)?;
            }
        }
        let ua_rules = match self.ua_rules {
            Some(path) => UaRules::open(path)?,
            None => UaRules::builtin(),
        };
        let keys = match self.key_file {
            Some(path) => self.keys.with_file(&path)?,
            None => self.keys,
        };
        Ok(Settings(Arc::new(Parts {
            ip_databases,
            ua_rules,
            keys,
            zone: self.zone,
        })))
    }
}
