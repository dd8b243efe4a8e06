//! The real binary: exit codes, what goes to which stream, files that it leaves.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod check;
mod config;
mod data_files;
mod demo;
mod errors;
mod formats;
mod functions;
mod generate;
mod interrupted;
mod jobs;
mod keys;
mod places;
mod process;
mod run;
mod shell;
mod statements;
