//! All tests that need more than one crate, in one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod addresses;
mod analysts;
mod functions;
mod golden;
mod mobiles;
mod properties;
mod python;
mod read_once;
mod scripts;
mod slt;
mod user_agents;
