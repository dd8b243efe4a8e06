//! The functions of an event tracking warehouse, as vectorized Arrow kernels in an Apache DataFusion registry.
//!
//! [`register_all`] registers everything in a session with the settings of the environment, [`register_all_with`]
//! with [`Settings`] of the caller's; [`udfs`] has every function by itself; [`kernel`] has the row functions behind
//! them, which know neither Arrow nor DataFusion.
//!
#![cfg_attr(feature = "datafusion", doc = "```")]
#![cfg_attr(not(feature = "datafusion"), doc = "```ignore")]
//! use datafusion_expr::registry::{FunctionRegistry, MemoryFunctionRegistry};
//! use maidian_udfs::data::keys::{KeyRing, TEST_KEY};
//! use maidian_udfs::kernel::cipher::Mode;
//! use maidian_udfs::{Settings, register_all_with};
//!
//! // Any registry of DataFusion's: a `SessionContext`, a `SessionState`, or a plain map.
//! let mut registry = MemoryFunctionRegistry::new();
//! let keys = KeyRing::empty().with_key("mobile", TEST_KEY, Mode::Ecb)?;
//! register_all_with(&mut registry, &Settings::builder().keys(keys).build()?)?;
//! assert_eq!(registry.udf("attr_get")?.aliases(), ["attr_get_udf"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(feature = "datafusion")]
mod batch;
pub mod data;
mod error;
#[cfg(feature = "datafusion")]
pub mod functions;
pub mod kernel;
#[cfg(feature = "datafusion")]
mod registration;
mod settings;
#[cfg(feature = "datafusion")]
pub mod typing;
#[cfg(feature = "datafusion")]
pub mod udfs;

pub use error::Error;
#[cfg(feature = "datafusion")]
pub use registration::{
    all_aggregates, all_functions, all_windows, register_all, register_all_with,
};
pub use settings::{Settings, SettingsBuilder};
