//! What each kind of statement does, one kind a file.

mod alter;
mod classes;
mod columns;
mod create_table;
mod database;
mod describe;
mod directory;
mod explain;
mod formatted;
mod functions;
mod insert;
mod load;
mod lookup;
mod partition_match;
mod partitions;
mod query;
mod set;
mod show;
mod show_create;
mod target;
mod truncate;
mod view;

pub(super) use functions::BoundFunctions;
pub(super) use view::SessionViews;
