//! Row functions on plain data: no Arrow, no DataFusion, no I/O. Everything above builds on these.

pub mod attributes;
pub mod cipher;
pub mod codec;
pub mod decimal_mean;
pub mod digest;
pub mod event_time;
#[cfg(test)]
mod golden;
pub mod histogram;
pub mod hive_date;
pub mod java_double;
pub mod java_format;
pub mod java_hash;
pub mod java_math;
pub mod java_random;
pub mod java_regex;
pub mod java_time;
pub mod json_path;
pub mod number;
pub mod percentile;
pub mod re2;
pub mod region;
pub mod rounding;
pub mod statistics;
pub mod str_to_map;
pub mod text;
pub mod url;
pub mod user_agent;
pub mod xdb;
