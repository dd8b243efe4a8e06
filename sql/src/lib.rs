//! Runs the HiveQL scripts of an event tracking warehouse on Apache DataFusion.
//!
//! Layers, each using only those before it: [`script`] (statements, variables, places), [`dialect`], [`parse`] and
//! [`rewrite`] (HiveQL as DataFusion plans it), [`catalog`] (databases, tables, partitions on disk), [`optimizer`] (faster plans), [`exec`] (sessions,
//! statements, inserts), [`cli`]. [`generate`] makes synthetic events and stands apart.

pub mod catalog;
pub mod cli;
pub mod command;
pub mod dialect;
pub mod exec;
pub mod generate;
pub mod literal;
pub mod optimizer;
pub mod parse;
pub mod rewrite;
pub mod script;
pub mod shipped;
pub mod typing;
