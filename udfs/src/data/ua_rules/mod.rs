//! The rules behind `ua_parse` and `ua_all`: the bundled ones of uap-core, or a file named by the user.

mod error;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use ua_parser::Regexes;

use crate::kernel::user_agent::UserAgents;

pub use error::UaRulesError;

/// The commit of github.com/ua-parser/uap-core that the bundled rules are of.
const COMMIT: &str = "ae4c16ddd81a01c66f396953016c9e06f695d78f";
/// The day of that commit.
const DATE: &str = "2024-05-08";
/// How many rules for browsers, operating systems and devices are bundled.
const COUNTS: [usize; 3] = [362, 201, 633];
/// The length of the bundled rules as JSON.
const SIZE: usize = 157_532;

static PACKED: &[u8] = include_bytes!("../../../data/ua_rules.json.zst");
static BUNDLED: LazyLock<UserAgents> = LazyLock::new(|| UserAgents::new(bundled()));

/// The rules in use, ready to be applied. Cloning is cheap and shares them and their memory of answers.
///
/// The bundled rules are decompressed and built once a process, when the first text is parsed. A file of the user's
/// is read, built and so checked when it is named.
///
/// ```
/// use maidian_udfs::data::ua_rules::UaRules;
///
/// let rules = UaRules::builtin();
/// let text = "Mozilla/5.0 (Linux; Android 9; JAT-AL00 Build/HUAWEIJAT-AL00; wv) AppleWebKit/537.36 \
///             (KHTML, like Gecko) Version/4.0 Chrome/79.0.3945.116 Mobile Safari/537.36";
/// let mut line = String::new();
/// rules.user_agents().parse(text).write_line(&mut line);
/// assert_eq!(line, "Android|Android 9|Huawei|JAT-AL00|Chrome Mobile WebView|Chrome Mobile WebView 79");
/// ```
#[derive(Debug, Clone, Default)]
pub struct UaRules {
    file: Option<UserFile>,
}

impl UaRules {
    /// The rules inside the library. Costs nothing until [`Self::user_agents`] is asked.
    pub fn builtin() -> Self {
        Self::default()
    }

    /// Reads rules from a file: uap-core's `regexes.yaml` (`.yaml`, `.yml`), or the same lists as JSON (`.json`).
    ///
    /// **Errors**: a file that is missing, unreadable, neither YAML nor JSON (with the line), or with a broken rule
    /// (with its list and place).
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, UaRulesError> {
        let path = path.into();
        let rules = read(&path)?;
        let counts = counts(&rules);
        let user_agents = UserAgents::new(rules);
        if let Err(source) = user_agents.check() {
            return Err(UaRulesError::Rule { path, source });
        }
        let file = UserFile {
            path: path.into(),
            counts,
            user_agents: Arc::new(user_agents),
        };
        Ok(Self { file: Some(file) })
    }

    /// The rules as they are applied.
    pub fn user_agents(&self) -> &UserAgents {
        self.file
            .as_ref()
            .map_or_else(|| &*BUNDLED, |file| &*file.user_agents)
    }

    /// Which rules are in use. Does not load the bundled ones.
    pub fn describe(&self) -> Description {
        let file = self.file.as_ref();
        let [browsers, systems, devices] = file.map_or(COUNTS, |file| file.counts);
        Description {
            file: file.map(|file| file.path.to_path_buf()),
            edition: file.is_none().then_some(Edition {
                commit: COMMIT,
                date: DATE,
            }),
            browsers,
            systems,
            devices,
        }
    }
}

/// What is known about the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// The user's file; `None` for the bundled rules.
    pub file: Option<PathBuf>,
    /// Which uap-core the bundled rules are; `None` for a file, which does not say.
    pub edition: Option<Edition>,
    /// How many rules for browsers there are.
    pub browsers: usize,
    /// How many rules for operating systems there are.
    pub systems: usize,
    /// How many rules for devices there are.
    pub devices: usize,
}

/// A version of uap-core.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edition {
    /// The commit of github.com/ua-parser/uap-core.
    pub commit: &'static str,
    /// The day of the commit, as `2024-05-08`.
    pub date: &'static str,
}

impl fmt::Display for Description {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, self.edition) {
            (Some(path), _) => write!(f, "{}", path.display())?,
            (None, Some(Edition { commit, date })) => {
                write!(
                    f,
                    "built-in (uap-core {} of {date})",
                    commit.get(..7).unwrap_or(commit)
                )?;
            }
            (None, None) => write!(f, "built-in")?,
        }
        let Self {
            browsers,
            systems,
            devices,
            ..
        } = self;
        write!(
            f,
            ", {browsers} browser, {systems} operating system and {devices} device rules"
        )
    }
}

#[derive(Debug, Clone)]
struct UserFile {
    path: Arc<Path>,
    counts: [usize; 3],
    user_agents: Arc<UserAgents>,
}

fn counts(rules: &Regexes<'_>) -> [usize; 3] {
    [
        rules.user_agent_parsers.len(),
        rules.os_parsers.len(),
        rules.device_parsers.len(),
    ]
}

/// The bundled rules as data, such as for a comparison with uap-core's own file. A test reads them, so that they do
/// not come out empty.
pub fn bundled() -> Regexes<'static> {
    let json = zstd::bulk::decompress(PACKED, SIZE).unwrap_or_default();
    serde_json::from_slice(&json).unwrap_or_else(|_| Regexes {
        user_agent_parsers: Vec::new(),
        os_parsers: Vec::new(),
        device_parsers: Vec::new(),
    })
}

fn read(path: &Path) -> Result<Regexes<'static>, UaRulesError> {
    let extension = path.extension().and_then(|extension| extension.to_str());
    let is = |name: &str| extension.is_some_and(|extension| extension.eq_ignore_ascii_case(name));
    let parse: fn(&str) -> Result<Regexes<'static>, String> = if is("json") {
        |text| serde_json::from_str(text).map_err(|error| error.to_string())
    } else if is("yaml") || is("yml") {
        |text| serde_norway::from_str(text).map_err(|error| error.to_string())
    } else {
        return Err(UaRulesError::Extension {
            path: path.to_owned(),
        });
    };
    let text = fs::read_to_string(path).map_err(|source| UaRulesError::Read {
        path: path.to_owned(),
        source,
    })?;
    parse(&text).map_err(|problem| UaRulesError::Format {
        path: path.to_owned(),
        problem,
    })
}

#[cfg(test)]
mod tests;
