//! Phones and users, which arrive encrypted.

mod aes2_function;
mod base64_decode;
mod decrypted;
mod key;
mod r#match;
mod mobile_decrypt;
mod mobile_decrypt2;
mod mobile_encrypt;
#[cfg(test)]
pub(super) mod testing;

pub use aes2_function::aes2_function_with;
pub use base64_decode::base64_decode;
pub use r#match::r#match;
pub use mobile_decrypt::mobile_decrypt_with;
pub use mobile_decrypt2::mobile_decrypt2_with;
pub use mobile_encrypt::mobile_encrypt_with;

use std::sync::Arc;

use datafusion_expr::ScalarUDF;

use crate::Settings;

/// All functions on phones and users.
pub fn functions(settings: &Settings) -> Vec<Arc<ScalarUDF>> {
    vec![
        aes2_function_with(settings),
        base64_decode(),
        r#match(),
        mobile_decrypt_with(settings),
        mobile_decrypt2_with(settings),
        mobile_encrypt_with(settings),
    ]
}
