//! The SQL functions, one a file, by family. Each family's `mod.rs` is the list of its functions and nothing else.

pub mod aggregate;
pub mod attributes;
pub mod collection;
pub mod date;
pub mod digest;
mod function;
pub mod hive;
pub mod ip;
pub mod math;
pub mod operator;
mod parameters;
pub mod phone;
#[cfg(test)]
mod properties;
#[cfg(test)]
pub(crate) mod testing;
pub mod text;
pub mod time;
pub mod ua;
pub mod url;
pub mod window;

pub(crate) use parameters::is_text;
