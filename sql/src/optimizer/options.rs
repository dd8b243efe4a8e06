//! Settings of the planner's own rules.

use datafusion::common::config::ConfigExtension;
use datafusion::common::extensions_options;
use datafusion::optimizer::OptimizerConfig;

extensions_options! {
    /// `SET maidian.…`: which rules are on.
    pub struct MaidianOptions {
        /// Whether all that a query asks about one text of attributes is answered in one walk over it.
        pub read_attributes_once: bool, default = true
    }
}

impl MaidianOptions {
    /// The settings of a query; in a session that has none the defaults.
    pub(super) fn of(config: &dyn OptimizerConfig) -> Self {
        let options = config.options();
        options.extensions.get().cloned().unwrap_or_default()
    }
}

impl ConfigExtension for MaidianOptions {
    const PREFIX: &'static str = "maidian";
}
