//! Bytes and numbers as text and back: hexadecimal digits, base64, number systems, character sets.

mod base64;
mod charset;
mod hex;
pub(in crate::kernel) mod hex_digits;
mod radix;

pub use self::base64::{base64, unbase64};
pub use charset::Charset;
pub use hex::{Case, hex, unhex};
pub use radix::conv;
