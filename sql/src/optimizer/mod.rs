//! Rules that make plans faster and change no result. Each can be turned off: see [`MaidianOptions`].

mod options;
mod push_reads;
mod read;
mod read_attributes;

pub use options::MaidianOptions;
pub use push_reads::PushReads;
pub use read_attributes::ReadAttributesOnce;
