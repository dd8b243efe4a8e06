//! Variables by namespace.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::reference;

/// Where a variable lives: the word before the colon in `${hivevar:dt}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Namespace {
    /// `hivevar`: given by `--hivevar` or `--define`; a reference without a namespace means this one.
    HiveVar,
    /// `hiveconf`: given by `--hiveconf`; `SET x=y` without a namespace means this one.
    HiveConf,
    /// `env`: the process's environment, read only.
    Env,
    /// `system`: Java system properties in Hive. There are none here: nothing is ever defined in it.
    System,
}

impl Namespace {
    const ALL: [Self; 4] = [Self::HiveVar, Self::HiveConf, Self::Env, Self::System];

    /// The word as scripts write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HiveVar => "hivevar",
            Self::HiveConf => "hiveconf",
            Self::Env => "env",
            Self::System => "system",
        }
    }

    /// Parts `hivevar:dt` into namespace and name. Without a known namespace before the first colon the whole is the
    /// name. Like Hive, tells upper case from lower case.
    pub fn split(name: &str) -> (Option<Self>, &str) {
        let known = name.split_once(':').and_then(|(prefix, rest)| {
            let namespace = Self::ALL
                .into_iter()
                .find(|known| known.as_str() == prefix)?;
            Some((namespace, rest))
        });
        known.map_or((None, name), |(namespace, rest)| (Some(namespace), rest))
    }
}

impl fmt::Display for Namespace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a variable cannot be defined.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VariableError {
    /// An option's text without `=`.
    #[error("`{0}` has no `=`: write it as NAME=VALUE, for example `dt=2024-01-22`")]
    NoEquals(String),
    /// A name that no `${…}` could refer to.
    #[error(
        "`{0}` cannot be a variable's name: it holds a blank, a quote, `;`, `$` or `}}`, or nothing"
    )]
    Name(String),
    /// A namespace inside an option that has its own.
    #[error(
        "`{namespace}:{name}=…` names the namespace twice: the option says it, write `{name}=…`"
    )]
    Prefixed {
        /// The namespace written.
        namespace: Namespace,
        /// The name behind it.
        name: String,
    },
    /// A namespace that scripts cannot write to.
    #[error("`{namespace}:{name}` cannot be set: `{namespace}` is read only")]
    ReadOnly {
        /// The namespace.
        namespace: Namespace,
        /// The variable's name.
        name: String,
    },
}

/// Parts the text of an option such as `--hivevar dt=2024-01-22` into name and value.
///
/// The name ends at the first `=`; the value may hold more of them, and may be empty.
///
/// **Errors**: no `=`; a name that `${…}` cannot hold; a namespace in the name.
///
/// ```
/// use maidian::script::parse_assignment;
///
/// assert_eq!(parse_assignment("where=a=1")?, ("where".to_owned(), "a=1".to_owned()));
/// assert!(parse_assignment("dt").unwrap_err().to_string().contains("NAME=VALUE"));
/// # Ok::<(), maidian::script::VariableError>(())
/// ```
pub fn parse_assignment(text: &str) -> Result<(String, String), VariableError> {
    let (name, value) = text
        .split_once('=')
        .ok_or_else(|| VariableError::NoEquals(text.to_owned()))?;
    check_name(name)?;
    if let (Some(namespace), name) = Namespace::split(name) {
        return Err(VariableError::Prefixed {
            namespace,
            name: name.to_owned(),
        });
    }
    Ok((name.to_owned(), value.to_owned()))
}

fn check_name(name: &str) -> Result<(), VariableError> {
    if reference::is_name(name) {
        Ok(())
    } else {
        Err(VariableError::Name(name.to_owned()))
    }
}

type Lookup = dyn Fn(&str) -> Option<String> + Send + Sync;

/// The variables of a run.
///
/// Names are case-sensitive. `Debug` prints names and no values, since a value may be a secret.
#[derive(Clone)]
pub struct Variables {
    hivevar: BTreeMap<String, String>,
    hiveconf: BTreeMap<String, String>,
    env: Arc<Lookup>,
}

impl Default for Variables {
    /// No variables, and an empty environment.
    fn default() -> Self {
        Self::with_environment(|_| None)
    }
}

impl Variables {
    /// No variables, and this process's environment. A value there that is not Unicode counts as not set, and so do
    /// the keys of functions (`MAIDIAN_KEY_…`): a script that could write them out would show them.
    pub fn from_process() -> Self {
        Self::with_environment(|name| {
            let is_key = name.starts_with("MAIDIAN_KEY_");
            std::env::var(name).ok().filter(|_| !is_key)
        })
    }

    /// No variables, and the environment that `lookup` knows.
    pub fn with_environment(
        lookup: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        Self {
            hivevar: BTreeMap::new(),
            hiveconf: BTreeMap::new(),
            env: Arc::new(lookup),
        }
    }

    /// Defines a variable or changes its value.
    ///
    /// **Errors**: a namespace other than `hivevar` and `hiveconf`; a name that `${…}` cannot hold.
    pub fn set(
        &mut self,
        namespace: Namespace,
        name: &str,
        value: impl Into<String>,
    ) -> Result<(), VariableError> {
        check_name(name)?;
        let map = match namespace {
            Namespace::HiveVar => &mut self.hivevar,
            Namespace::HiveConf => &mut self.hiveconf,
            Namespace::Env | Namespace::System => {
                return Err(VariableError::ReadOnly {
                    namespace,
                    name: name.to_owned(),
                });
            }
        };
        map.insert(name.to_owned(), value.into());
        Ok(())
    }

    /// Makes all variables of a namespace what they are in `initial`.
    pub fn reset(&mut self, namespace: Namespace, initial: &Self) {
        match namespace {
            Namespace::HiveVar => self.hivevar.clone_from(&initial.hivevar),
            Namespace::HiveConf => self.hiveconf.clone_from(&initial.hiveconf),
            Namespace::Env | Namespace::System => {}
        }
    }

    /// Makes one variable what it is in `initial`, which may be nothing.
    pub fn reset_one(&mut self, namespace: Namespace, name: &str, initial: &Self) {
        let (map, initial) = match namespace {
            Namespace::HiveVar => (&mut self.hivevar, &initial.hivevar),
            Namespace::HiveConf => (&mut self.hiveconf, &initial.hiveconf),
            Namespace::Env | Namespace::System => return,
        };
        match initial.get(name) {
            Some(value) => map.insert(name.to_owned(), value.clone()),
            None => map.remove(name),
        };
    }

    /// The value of a variable.
    pub fn get(&self, namespace: Namespace, name: &str) -> Option<Cow<'_, str>> {
        match namespace {
            Namespace::HiveVar => self.hivevar.get(name).map(|value| value.as_str().into()),
            Namespace::HiveConf => self.hiveconf.get(name).map(|value| value.as_str().into()),
            Namespace::Env => (self.env)(name).map(Cow::Owned),
            Namespace::System => None,
        }
    }

    /// The variables of a namespace with their values, in the order of their names. Empty for `env`, which is only
    /// ever asked for one name.
    pub fn iter(&self, namespace: Namespace) -> impl Iterator<Item = (&str, &str)> {
        let map = match namespace {
            Namespace::HiveVar => Some(&self.hivevar),
            Namespace::HiveConf => Some(&self.hiveconf),
            Namespace::Env | Namespace::System => None,
        };
        map.into_iter()
            .flatten()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The value that replaces the reference to `name`, which may carry a namespace.
    pub(super) fn resolve(&self, name: &str) -> Option<Cow<'_, str>> {
        let (namespace, name) = Namespace::split(name);
        self.get(namespace.unwrap_or(Namespace::HiveVar), name)
    }
}

impl fmt::Debug for Variables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Variables")
            .field("hivevar", &self.hivevar.keys())
            .field("hiveconf", &self.hiveconf.keys())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn namespaces_are_apart() {
        let mut variables = Variables::with_environment(|name| (name == "x").then(|| "env".into()));
        variables.set(Namespace::HiveVar, "x", "var").unwrap();
        variables.set(Namespace::HiveConf, "x", "conf").unwrap();
        for (name, value) in [
            ("x", "var"),
            ("hivevar:x", "var"),
            ("hiveconf:x", "conf"),
            ("env:x", "env"),
        ] {
            assert_eq!(variables.resolve(name).unwrap(), value, "{name}");
        }
        for name in ["y", "env:y", "system:x", "HIVEVAR:x", "X", "hiveconf:"] {
            assert_eq!(variables.resolve(name), None, "{name}");
        }
    }

    #[test]
    fn bare_name_is_not_looked_up_in_hiveconf() {
        let mut variables = Variables::default();
        variables.set(Namespace::HiveConf, "x", "conf").unwrap();
        assert_eq!(variables.resolve("x"), None);
    }

    #[test]
    fn last_value_counts() {
        let mut variables = Variables::default();
        variables.set(Namespace::HiveVar, "b", "1").unwrap();
        variables.set(Namespace::HiveVar, "a", "2").unwrap();
        variables.set(Namespace::HiveVar, "b", "3").unwrap();
        let all: Vec<_> = variables.iter(Namespace::HiveVar).collect();
        assert_eq!(all, [("a", "2"), ("b", "3")]);
    }

    #[test]
    fn environment_and_system_cannot_be_set() {
        let error = Variables::default()
            .set(Namespace::Env, "x", "1")
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "`env:x` cannot be set: `env` is read only"
        );
        assert!(
            Variables::default()
                .set(Namespace::System, "x", "1")
                .is_err()
        );
    }

    #[test]
    fn assignments() {
        let pair = |name: &str, value: &str| Ok((name.to_owned(), value.to_owned()));
        assert_eq!(parse_assignment("dt=2024-01-22"), pair("dt", "2024-01-22"));
        assert_eq!(parse_assignment("dt="), pair("dt", ""));
        assert_eq!(parse_assignment("w=a=b c"), pair("w", "a=b c"));
        assert_eq!(
            parse_assignment("dt"),
            Err(VariableError::NoEquals("dt".to_owned()))
        );
        for text in ["=x", " dt=1", "d t=1", "d}=1", "d$=1"] {
            assert!(
                matches!(parse_assignment(text), Err(VariableError::Name(_))),
                "{text}"
            );
        }
        let error = parse_assignment("hivevar:dt=1").unwrap_err();
        assert!(error.to_string().ends_with("write `dt=…`"), "{error}");
    }

    #[test]
    fn debug_prints_no_values() {
        let mut variables = Variables::default();
        variables
            .set(Namespace::HiveVar, "token", "s3cr3t")
            .unwrap();
        let text = format!("{variables:?}");
        assert!(text.contains("token") && !text.contains("s3cr3t"), "{text}");
    }
}
