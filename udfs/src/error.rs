//! What can go wrong when the functions are set up.

use crate::data::ip_database::IpDatabaseError;
use crate::data::keys::KeyError;
use crate::data::ua_rules::UaRulesError;
use crate::kernel::event_time::ZoneError;

/// An error of the [`Settings`](crate::Settings): a data file, a key or a zone. Rows never give errors.
///
/// Every message says what is wrong, where (a path or a variable) and what was expected; none holds a key.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file that is no address database.
    #[error(transparent)]
    IpDatabase(#[from] IpDatabaseError),
    /// A file that holds no user agent rules.
    #[error(transparent)]
    UaRules(#[from] UaRulesError),
    /// A key that is malformed, or in a file that others can read.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A time zone that is none, in an environment variable.
    #[error("{variable}: {source}")]
    Zone {
        /// The variable.
        variable: &'static str,
        /// What it holds.
        source: ZoneError,
    },
}

#[cfg(feature = "datafusion")]
impl From<Error> for datafusion_common::DataFusionError {
    fn from(error: Error) -> Self {
        Self::External(Box::new(error))
    }
}
