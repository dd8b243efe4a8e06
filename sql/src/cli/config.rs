//! The file of settings: what is in it holds where neither the environment nor an option says otherwise.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer};

use super::args::{Global, Variables, bytes};
use crate::script::{Diagnostic, Source};

/// The name of the file in the working folder.
const HERE: &str = "maidian.toml";

/// What a file says; all of it may be left out.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Config {
    warehouse: Option<PathBuf>,
    database: Option<String>,
    #[serde(default, deserialize_with = "threads")]
    threads: Option<u16>,
    #[serde(default, deserialize_with = "memory")]
    memory: Option<usize>,
    time_zone: Option<String>,
    key_file: Option<PathBuf>,
    ip_v4: Option<PathBuf>,
    ip_v6: Option<PathBuf>,
    ua_rules: Option<PathBuf>,
    log: Option<String>,
    #[serde(default)]
    hivevars: BTreeMap<String, Value>,
}

/// A variable's value, which may be written without quotes where it is a number.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "expected text, a whole number, true or false")]
enum Value {
    Text(String),
    Number(i64),
    Boolean(bool),
}

/// Bytes as a number, or as text with a unit.
#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "expected a number of bytes such as 1073741824, \"512M\" or \"4G\""
)]
enum Bytes {
    Number(usize),
    Text(String),
}

fn memory<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<usize>, D::Error> {
    match Bytes::deserialize(deserializer)? {
        Bytes::Number(number) => Ok(Some(number)),
        Bytes::Text(text) => bytes(&text).map(Some).map_err(serde::de::Error::custom),
    }
}

fn threads<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u16>, D::Error> {
    let number = i64::deserialize(deserializer)?;
    u16::try_from(number)
        .ok()
        .filter(|number| (1..=1024).contains(number))
        .map(Some)
        .ok_or_else(|| serde::de::Error::custom("expected a number from 1 to 1024"))
}

impl Config {
    /// Reads the file that `--config` or MAIDIAN_CONFIG names; without one, the user's and then the working folder's, of
    /// which the latter wins.
    ///
    /// Errors: a named file that cannot be read; a key that is no setting, a value that is none: with file and line.
    pub(super) fn load(global: &Global) -> Result<Self, Diagnostic> {
        if let Some(path) = &global.config {
            return Self::read(path);
        }
        let users = user_file(
            std::env::var_os("XDG_CONFIG_HOME"),
            std::env::var_os("HOME"),
        );
        let mut config = Self::default();
        for path in users.into_iter().chain([PathBuf::from(HERE)]) {
            if path.is_file() {
                config = Self::read(&path)?.over(config);
            }
        }
        Ok(config)
    }

    fn read(path: &Path) -> Result<Self, Diagnostic> {
        let source = Source::read(path)?;
        let mut config: Self = toml::from_str(source.text()).map_err(|error| {
            let diagnostic = Diagnostic::error(error.message());
            match error.span() {
                Some(span) => diagnostic.at(&source, span),
                None => diagnostic.cause(format!("in {}", path.display())),
            }
        })?;
        // A path in the file starts from the file's folder.
        let folder = path.parent().unwrap_or(Path::new(""));
        let paths = [
            &mut config.warehouse,
            &mut config.key_file,
            &mut config.ip_v4,
            &mut config.ip_v6,
            &mut config.ua_rules,
        ];
        for path in paths.into_iter().flatten() {
            *path = folder.join(&path);
        }
        Ok(config)
    }

    /// These settings, and those of `other` where these say nothing.
    fn over(self, other: Self) -> Self {
        let mut hivevars = other.hivevars;
        hivevars.extend(self.hivevars);
        Self {
            warehouse: self.warehouse.or(other.warehouse),
            database: self.database.or(other.database),
            threads: self.threads.or(other.threads),
            memory: self.memory.or(other.memory),
            time_zone: self.time_zone.or(other.time_zone),
            key_file: self.key_file.or(other.key_file),
            ip_v4: self.ip_v4.or(other.ip_v4),
            ip_v6: self.ip_v6.or(other.ip_v6),
            ua_rules: self.ua_rules.or(other.ua_rules),
            log: self.log.or(other.log),
            hivevars,
        }
    }

    /// Fills in what neither the environment nor an option has said.
    pub(super) fn complete(&self, global: &mut Global) {
        let paths = [
            (&mut global.warehouse, &self.warehouse),
            (&mut global.key_file, &self.key_file),
            (&mut global.ip_v4, &self.ip_v4),
            (&mut global.ip_v6, &self.ip_v6),
            (&mut global.ua_rules, &self.ua_rules),
        ];
        for (given, configured) in paths {
            if given.is_none() {
                given.clone_from(configured);
            }
        }
        for (given, configured) in [
            (&mut global.time_zone, &self.time_zone),
            (&mut global.log, &self.log),
        ] {
            if given.is_none() {
                given.clone_from(configured);
            }
        }
        global.threads = global.threads.or(self.threads);
        global.memory = global.memory.or(self.memory);
    }

    /// Puts the file's variables before those of the options, which then win.
    pub(super) fn complete_variables(&self, variables: &mut Variables) {
        if variables.database.is_none() {
            variables.database.clone_from(&self.database);
        }
        let own = self.hivevars.iter().map(|(name, value)| match value {
            Value::Text(text) => format!("{name}={text}"),
            Value::Number(number) => format!("{name}={number}"),
            Value::Boolean(value) => format!("{name}={value}"),
        });
        variables.hivevar.splice(0..0, own);
    }
}

/// `$XDG_CONFIG_HOME/maidian/config.toml`, or the same below `~/.config`.
fn user_file(config_home: Option<OsString>, home: Option<OsString>) -> Option<PathBuf> {
    let is_given = |value: &OsString| !value.is_empty();
    let folder = config_home
        .filter(is_given)
        .map(PathBuf::from)
        .or_else(|| Some(Path::new(&home.filter(is_given)?).join(".config")))?;
    Some(folder.join("maidian").join("config.toml"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn the_users_file_is_where_the_system_keeps_such() {
        let at = |config: Option<&str>, home: Option<&str>| {
            user_file(config.map(OsString::from), home.map(OsString::from))
        };
        let expected = Some(PathBuf::from("/h/.config/maidian/config.toml"));
        assert_eq!(at(None, Some("/h")), expected);
        assert_eq!(at(Some(""), Some("/h")), expected);
        let expected = Some(PathBuf::from("/c/maidian/config.toml"));
        assert_eq!(at(Some("/c"), Some("/h")), expected);
        assert_eq!(at(None, None), None);
    }

    #[test]
    fn what_the_nearer_file_says_wins() {
        let users: Config =
            toml::from_str("threads = 3\ndatabase = 'a'\n[hivevars]\nx = 1\ny = 2").unwrap();
        let here: Config =
            toml::from_str("memory = '1K'\ndatabase = 'b'\n[hivevars]\nx = true").unwrap();
        let both = here.over(users);
        assert_eq!((both.threads, both.memory), (Some(3), Some(1024)));
        assert_eq!(both.database.as_deref(), Some("b"));
        let mut variables = Variables {
            hivevar: vec!["y=option".to_owned()],
            ..Variables::default()
        };
        both.complete_variables(&mut variables);
        assert_eq!(variables.hivevar, ["x=true", "y=2", "y=option"]);
    }
}
