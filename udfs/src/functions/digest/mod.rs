//! Digests, hashes, encodings and number systems.

mod aes_decrypt;
mod aes_encrypt;
mod base64;
mod bin;
mod conv;
mod crc32;
mod decode;
mod encode;
mod hash;
mod hashes;
mod hex;
mod md5;
mod of_bytes;
mod sha1;
mod sha2;
mod unbase64;
mod unhex;

pub use aes_decrypt::aes_decrypt;
pub use aes_encrypt::aes_encrypt;
pub use base64::base64;
pub use bin::bin;
pub use conv::conv;
pub use crc32::crc32;
pub use decode::decode;
pub use encode::encode;
pub use hash::{hash, hash_with};
pub use hex::hex;
pub use md5::md5;
pub use sha1::sha1;
pub use sha2::sha2;
pub use unbase64::unbase64;
pub use unhex::unhex;

use std::sync::Arc;

use datafusion_expr::ScalarUDF;

use crate::Settings;

/// All functions of this family.
pub fn functions(settings: &Settings) -> Vec<Arc<ScalarUDF>> {
    vec![
        aes_decrypt(),
        aes_encrypt(),
        base64(),
        bin(),
        conv(),
        crc32(),
        decode(),
        encode(),
        hash_with(settings),
        hex(),
        md5(),
        sha1(),
        sha2(),
        unbase64(),
        unhex(),
    ]
}
