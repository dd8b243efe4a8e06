//! Phones decrypted, against aes and base64 one after the other.

use std::error::Error;

use aes::Aes128;
use aes::cipher::block_padding::Pkcs7;
use aes::cipher::common::InnerInit as _;
use aes::cipher::{BlockModeDecrypt as _, KeyInit as _};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use criterion::BenchmarkId;
use maidian_benches::Columns;
use maidian_udfs::data::keys::TEST_KEY;
use maidian_udfs::kernel::cipher::{Cipher, Mode};

use crate::measure::{Group, agree, measure};

/// Phones as events have them, about every other one encrypted.
pub fn bench(group: &mut Group<'_>, columns: &Columns) -> Result<(), Box<dyn Error>> {
    let cipher = Cipher::new(TEST_KEY.as_bytes(), Mode::Ecb)?;
    let id = BenchmarkId::new("decrypt", "events");
    let decrypted = measure(group, id, &columns.phones, |phone, text| {
        text.push_str(&cipher.decrypt_text(phone).unwrap_or_default());
    });
    let aes = Aes128::new_from_slice(TEST_KEY.as_bytes())?;
    let id = BenchmarkId::new("aes_base64", "events");
    let plain = measure(group, id, &columns.phones, |phone, text| {
        match STANDARD.decode(phone) {
            Ok(blocks) if !blocks.is_empty() && blocks.len() % 16 == 0 => {
                let decrypted =
                    ecb::Decryptor::inner_init(&aes).decrypt_padded_vec::<Pkcs7>(&blocks);
                let phone = String::from_utf8(decrypted.unwrap_or_default());
                text.push_str(&phone.unwrap_or_default());
            }
            _ => text.push_str(phone),
        }
    });
    Ok(agree("phone_decrypt", &decrypted, &plain)?)
}
