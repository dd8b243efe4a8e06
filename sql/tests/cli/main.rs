//! The real binary: exit codes, what goes to which stream, files that it leaves.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod data_files;
mod demo;
mod errors;
mod formats;
mod generate;
mod interrupted;
mod keys;
mod process;
mod run;
mod statements;
