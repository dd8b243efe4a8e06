use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::kernel::user_agent::RuleError;

/// Why a file can't be used as rules.
#[derive(Debug, Error)]
pub enum UaRulesError {
    /// The file can't be read.
    #[error("can't read {}, named as the user agent rules: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file's name does not say how it is written.
    #[error(
        "{}, named as the user agent rules: expected uap-core's regexes.yaml (.yaml, .yml) or the same lists as \
         JSON (.json)",
        path.display()
    )]
    Extension {
        /// The file.
        path: PathBuf,
    },
    /// The file is not the YAML or JSON that its name says, or has other content than rules.
    #[error("{}, named as the user agent rules: {problem}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, and in which line.
        problem: String,
    },
    /// A rule is broken.
    #[error("{}, named as the user agent rules: {source}", path.display())]
    Rule {
        /// The file.
        path: PathBuf,
        /// Which rule, and what is wrong with it.
        source: RuleError,
    },
}
