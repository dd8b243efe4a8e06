//! What the tests share: sessions on scratch warehouses, the driver of `.slt` files, calls of functions, data files.

pub mod addresses;
pub mod call;
pub mod data;
pub mod golden;
pub mod scratch;
pub mod slt;
pub mod snapshot;
pub mod warehouse;
