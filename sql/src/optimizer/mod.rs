//! Rules that make plans faster and change no result. Each can be turned off: see [`MaidianOptions`].

mod options;
mod read_attributes;

pub use options::MaidianOptions;
pub use read_attributes::ReadAttributesOnce;
