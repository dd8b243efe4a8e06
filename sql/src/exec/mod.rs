//! Running what a script says: sessions, statements, inserts, scripts in their order.

mod check;
pub mod conform;
mod cooperative;
mod execute;
mod hive_text;
pub mod insert;
mod insert_error;
#[cfg(test)]
mod insert_tests;
mod lineage;
mod listing;
mod locate;
mod memory;
mod order;
mod prepare;
mod publish;
#[cfg(test)]
mod round_trip_tests;
mod rows;
mod run;
mod scanned;
mod session;
mod shared;
mod staging;
mod statement;
mod target;
mod writer;

pub use check::{Checked, CheckedScript, CheckedStatement, ColumnLineage, Verdict, check_scripts};
pub use execute::{Outcome, Written};
pub use insert::Progress;
pub use lineage::Script;
pub use order::{Turn, missing_tables, order};
pub use prepare::{read_scripts, script_files, unknown_tables};
pub use rows::text_rows;
pub use run::{Observer, OnError, RunOptions, State, StatementReport, run};
pub use scanned::Scanned;
pub use session::{Session, SessionOptions, session_state};
pub(crate) use writer::Cells;
