//! Data that the kernels need: databases, rules and keys, where they come from and when they are loaded.

pub mod ip_database;
pub mod keys;
pub mod ua_rules;
