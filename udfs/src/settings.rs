//! The data, keys and zone that functions work with.

mod builder;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::{Arc, LazyLock};

use crate::Error;
use crate::data::ip_database::IpDatabases;
use crate::data::keys::KeyRing;
use crate::data::ua_rules::UaRules;
use crate::kernel::event_time::Zone;
use crate::kernel::xdb::Family;

pub use builder::SettingsBuilder;

/// What the functions work with: address databases, user agent rules, keys and a time zone. Cloning is cheap and
/// shares all of it.
///
/// The default is the data inside the library, which is loaded when a row first needs it, and no keys.
///
/// ```
/// use maidian_udfs::Settings;
/// use maidian_udfs::data::keys::{KeyRing, TEST_KEY};
/// use maidian_udfs::kernel::cipher::Mode;
///
/// let keys = KeyRing::empty().with_key("mobile", TEST_KEY, Mode::Ecb)?;
/// let settings = Settings::builder().keys(keys).zone("Asia/Shanghai".parse()?).build()?;
/// assert_eq!(settings.describe_data("mobile_decrypt"), ["keys: mobile"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Settings(Arc<Parts>);

struct Parts {
    ip_databases: IpDatabases,
    ua_rules: UaRules,
    keys: KeyRing,
    zone: Option<Zone>,
}

impl Settings {
    /// Settings to be made step by step.
    pub fn builder() -> SettingsBuilder {
        SettingsBuilder::default()
    }

    /// The settings of the process' environment; see [`SettingsBuilder::from_env`].
    ///
    /// **Errors**: a named file that can't be used, a malformed key, an unknown zone.
    pub fn from_env() -> Result<Self, Error> {
        SettingsBuilder::from_env()?.build()
    }

    /// The address databases.
    pub fn ip_databases(&self) -> &IpDatabases {
        &self.0.ip_databases
    }

    /// The user agent rules.
    pub fn ua_rules(&self) -> &UaRules {
        &self.0.ua_rules
    }

    /// The keys.
    pub fn keys(&self) -> &KeyRing {
        &self.0.keys
    }

    /// The zone that was set; `None` leaves it to the session.
    pub fn zone(&self) -> Option<Zone> {
        self.0.zone
    }

    /// Which data a function uses, a line each: where it is from and of what date. Does not load it. Empty for a
    /// function that needs none, and for a name that no function has.
    ///
    /// ```
    /// use maidian_udfs::Settings;
    ///
    /// let lines = Settings::default().describe_data("ip_region");
    /// assert!(lines[0].starts_with("IPv4: built-in (ip2region"), "{}", lines[0]);
    /// assert!(Settings::default().describe_data("decode_url").is_empty());
    /// ```
    pub fn describe_data(&self, function: &str) -> Vec<String> {
        match function {
            "ip_region" | "ip_udf" => [Family::V4, Family::V6]
                .map(|family| self.ip_databases().describe(family).to_string())
                .into(),
            "ua_parse" | "ua_all" | "ua_all_udf" => vec![self.ua_rules().describe().to_string()],
            "mobile_decrypt" | "mobile_decrypt2" | "mobile_encrypt" | "aes2_function" => {
                let names: Vec<_> = self.keys().names().collect();
                vec![match names.as_slice() {
                    [] => "keys: none configured".to_owned(),
                    names => format!("keys: {}", names.join(", ")),
                }]
            }
            "stm_udf" | "dt_udf" | "hour_udf" => vec![match self.zone() {
                Some(zone) => format!("time zone: {zone}"),
                None => format!("time zone: the session's, else {}", Zone::default()),
            }],
            _ => Vec::new(),
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        static BUILT_IN: LazyLock<Settings> = LazyLock::new(|| {
            Settings(Arc::new(Parts {
                ip_databases: IpDatabases::builtin(),
                ua_rules: UaRules::builtin(),
                keys: KeyRing::empty(),
                zone: None,
            }))
        });
        BUILT_IN.clone()
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("keys", self.keys())
            .field("zone", &self.zone())
            .finish_non_exhaustive()
    }
}
