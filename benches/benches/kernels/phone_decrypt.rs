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

use crate::measure::{Group, agree, measure, measure_batch};

/// Phones as events have them, about every other one encrypted, once or twice: one layer taken off and both; as columns
/// and one by one.
pub fn bench(group: &mut Group<'_>, columns: &Columns) -> Result<(), Box<dyn Error>> {
    let cipher = Cipher::new(TEST_KEY.as_bytes(), Mode::Ecb)?;
    let aes = Aes128::new_from_slice(TEST_KEY.as_bytes())?;
    let phones = &columns.phones;

    let id = BenchmarkId::new("decrypt", "events");
    let decrypted = measure_batch(group, id, phones, |rows, text| {
        cipher.decrypt_texts(rows.iter().map(|row| Some(row.as_str())), |phone| {
            push_row(text, phone);
        });
    });
    let id = BenchmarkId::new("decrypt_by_row", "events");
    let by_row = measure(group, id, phones, |phone, text| {
        text.push_str(&cipher.decrypt_text(phone).unwrap_or_default());
    });
    agree("phone_decrypt", &decrypted, &by_row)?;
    let id = BenchmarkId::new("aes_base64", "events");
    let plain = measure(group, id, phones, |phone, text| {
        text.push_str(&peeled(&aes, phone).unwrap_or_else(|| phone.to_owned()));
    });
    agree("phone_decrypt", &decrypted, &plain)?;

    let id = BenchmarkId::new("decrypt_twice", "events");
    let decrypted = measure_batch(group, id, phones, |rows, text| {
        cipher.decrypt_texts_twice(rows.iter().map(|row| Some(row.as_str())), |phone| {
            push_row(text, phone);
        });
    });
    let id = BenchmarkId::new("aes_base64_twice", "events");
    let plain = measure(group, id, phones, |phone, text| {
        let once = peeled(&aes, phone).unwrap_or_else(|| phone.to_owned());
        text.push_str(&peeled(&aes, &once).unwrap_or(once));
    });
    Ok(agree("phone_decrypt", &decrypted, &plain)?)
}

fn push_row(text: &mut String, phone: Option<&str>) {
    text.push_str(phone.unwrap_or_default());
    text.push('\n');
}

/// The text without one layer of encryption, where it has one.
fn peeled(aes: &Aes128, text: &str) -> Option<String> {
    let blocks = STANDARD.decode(text).ok()?;
    if blocks.is_empty() || blocks.len() % 16 != 0 {
        return None;
    }
    let decrypted = ecb::Decryptor::inner_init(aes).decrypt_padded_vec::<Pkcs7>(&blocks);
    Some(String::from_utf8(decrypted.unwrap_or_default()).unwrap_or_default())
}
