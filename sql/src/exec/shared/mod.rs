//! What several INSERTs of a statement read alike, read once.
//!
//! `FROM x INSERT … INSERT …` gives every INSERT a query of its own over `x`. The largest part that their plans have in
//! common becomes a table of this statement (`SharedTable`); it is run once, with the columns and rows that any of them
//! wants, and each batch of it goes to all of them (`Broadcast`).

mod broadcast;
mod input;
mod table;

pub(super) use input::SharedInput;
