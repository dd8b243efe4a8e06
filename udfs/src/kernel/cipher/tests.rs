//! AES against NIST SP 800-38A, and the rules of the phone functions against `testdata/mobiles.tsv`.

#![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use super::{Cipher, KeyLengthError, Mode, base64_decode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;
use std::borrow::Cow;

fn hex(digits: &str) -> Vec<u8> {
    let digits: Vec<char> = digits.chars().filter(|c| !c.is_whitespace()).collect();
    digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(&pair.iter().collect::<String>(), 16).unwrap())
        .collect()
}

fn test_cipher() -> Cipher {
    Cipher::new(b"maidian-test-key", Mode::Ecb).unwrap()
}

/// Phone, encrypted once, encrypted twice.
fn mobiles() -> impl Iterator<Item = [&'static str; 3]> {
    let lines = include_str!("../../../testdata/mobiles.tsv")
        .lines()
        .skip(1);
    lines.map(|line| line.split('\t').collect::<Vec<_>>().try_into().unwrap())
}

const NIST_KEYS: [&str; 3] = [
    "2b7e151628aed2a6abf7158809cf4f3c",
    "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
    "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
];
const NIST_PLAIN: &str = "6bc1bee22e409f96e93d7e117393172a ae2d8a571e03ac9c9eb76fac45af8e51
                          30c81c46a35ce411e5fbc1191a0a52ef f69f2445df4f9b17ad2b417be66c3710";
/// F.1.1, F.1.3, F.1.5: ECB for AES-128, AES-192, AES-256.
const NIST_ECB: [&str; 3] = [
    "3ad77bb40d7a3660a89ecaf32466ef97 f5d3d58503b9699de785895a96fdbaaf
     43b1cd7f598ece23881b00e3ed030688 7b0c785e27e8ad3f8223207104725dd4",
    "bd334f1d6e45f25ff712a214571fa5cc 974104846d0ad3ad7734ecb3ecee4eef
     ef7afd2270e2e60adce0ba2face6444e 9a4b41ba738d6c72fb16691603c18e0e",
    "f3eed1bdb5d2a03c064b5a7e3db181f8 591ccb10d410ed26dc5ba74a31362870
     b6ed21b99ca6f4f9f153e7b1beafed1d 23304b7a39f9f3ff067d8d8f9e24ecc7",
];
const NIST_IV: &str = "000102030405060708090a0b0c0d0e0f";
/// F.2.1, F.2.3, F.2.5: CBC for AES-128, AES-192, AES-256.
const NIST_CBC: [&str; 3] = [
    "7649abac8119b246cee98e9b12e9197d 5086cb9b507219ee95db113a917678b2
     73bed6b8e3c1743b7116e69e22229516 3ff1caa1681fac09120eca307586e1a7",
    "4f021db243bc633d7178183a9fa071e8 b4d9ada9ad7dedf4e5e738763f69145a
     571b242012fb7ae07fa9baac3df102e0 08b0e27988598881d920a9e64f5615cd",
    "f58c4c04d6e5f1ba779eabfb5f7bfbd6 9cfc4e967edb808d679f777bc6702c7d
     39f23369a9d9bacfa530e26304231461 b2eb05e2c39be9fcda6c19078c6a9d1b",
];

/// Decrypts a NIST ciphertext followed by the block that padding makes: the vectors have none.
fn decrypt_padded(cipher: &Cipher, sealed: &[u8], padding: &[u8]) -> Vec<u8> {
    let mut data = [sealed, padding].concat();
    cipher.blocks.decrypt(&mut data).unwrap().to_vec()
}

#[test]
fn ecb_equals_nist_sp_800_38a() {
    let plain = hex(NIST_PLAIN);
    for (key, expected) in NIST_KEYS.iter().zip(NIST_ECB) {
        let cipher = Cipher::new(&hex(key), Mode::Ecb).unwrap();
        let sealed = cipher.blocks.encrypt(&plain);
        let (blocks, padding) = sealed.split_at(plain.len());
        assert_eq!(blocks, hex(expected));
        assert_eq!(padding, cipher.blocks.encrypt(&[]));
        assert_eq!(decrypt_padded(&cipher, &hex(expected), padding), plain);
    }
}

#[test]
fn cbc_equals_nist_sp_800_38a() {
    let plain = hex(NIST_PLAIN);
    for (key, expected) in NIST_KEYS.iter().zip(NIST_CBC) {
        let expected = hex(expected);
        let cipher = Cipher::new(&hex(key), Mode::Cbc).unwrap();
        // The fifth block of the plain text is padding, chained to the fourth of the ciphertext: made with ECB.
        let last: Vec<u8> = expected[48..].iter().map(|byte| byte ^ 16).collect();
        let ecb = Cipher::new(&hex(key), Mode::Ecb).unwrap();
        let padding = &ecb.blocks.encrypt(&last)[..16];
        let sealed = [hex(NIST_IV), expected].concat();
        assert_eq!(decrypt_padded(&cipher, &sealed, padding), plain);
    }
}

#[test]
fn cbc_chains_from_the_vector_it_writes() {
    let plain = hex(NIST_PLAIN);
    for key in NIST_KEYS {
        let cipher = Cipher::new(&hex(key), Mode::Cbc).unwrap();
        let ecb = Cipher::new(&hex(key), Mode::Ecb).unwrap();
        let sealed = cipher.blocks.encrypt(&plain);
        // Each block of CBC is the ECB of the plain block and the block before it.
        for (index, block) in plain.chunks(16).enumerate() {
            let chained: Vec<u8> = block
                .iter()
                .zip(&sealed[index * 16..])
                .map(|(a, b)| a ^ b)
                .collect();
            assert_eq!(
                sealed[index * 16 + 16..][..16],
                ecb.blocks.encrypt(&chained)[..16]
            );
        }
    }
}

#[test]
fn key_of_another_length_is_an_error() {
    for length in (0..40).filter(|length| ![16, 24, 32].contains(length)) {
        let error = Cipher::new(&vec![7; length], Mode::Ecb).unwrap_err();
        assert_eq!(error, KeyLengthError(length));
        assert_eq!(
            error.to_string(),
            format!("an AES key is 16, 24 or 32 bytes, this one is {length}")
        );
    }
}

#[test]
fn every_mobile_of_the_sample_decrypts() {
    let cipher = test_cipher();
    assert_eq!(mobiles().count(), 20);
    for [phone, once, twice] in mobiles() {
        assert_eq!(cipher.decrypt_text(once).as_deref(), Some(phone));
        assert_eq!(cipher.decrypt_text(twice).as_deref(), Some(once));
        for text in [phone, once, twice] {
            assert_eq!(cipher.decrypt_twice(text).as_deref(), Some(phone));
        }
        for text in [once, twice] {
            assert_eq!(
                cipher
                    .decrypt_bytes(&base64_decode(text).unwrap())
                    .as_deref(),
                Some(phone)
            );
        }
        assert_eq!(
            cipher.decrypt_user(once, Some("$basic_userId")).as_deref(),
            Some(phone)
        );
        assert_eq!(cipher.encrypt(phone), once);
        assert_eq!(cipher.encrypt(once), twice);
    }
}

#[test]
fn plus_that_became_a_blank_still_decrypts() {
    let cipher = test_cipher();
    let mut blanks = 0;
    for [phone, once, twice] in mobiles() {
        for text in [once, twice] {
            blanks += text.matches('+').count();
            assert_eq!(
                cipher.decrypt_twice(&text.replace('+', " ")).as_deref(),
                Some(phone)
            );
        }
        let once = once.replace('+', " ");
        assert_eq!(cipher.decrypt_text(&once).as_deref(), Some(phone));
        assert_eq!(
            cipher.decrypt_user(&once, Some("$basic_userId")).as_deref(),
            Some(phone)
        );
    }
    assert!(blanks > 10);
}

#[test]
fn text_that_is_no_ciphertext_comes_back_borrowed() {
    let cipher = test_cipher();
    for text in [
        "",
        "10017200000",
        "178*",
        "--",
        "null",
        "10000007919",
        "5C8iBf88r2w1PuW1NqyYc",
        "中文",
    ] {
        assert!(matches!(cipher.decrypt_text(text), Some(Cow::Borrowed(same)) if same == text));
        assert!(matches!(cipher.decrypt_twice(text), Some(Cow::Borrowed(same)) if same == text));
    }
}

/// Base64 of one block whose decryption has the given bytes at the end, before they are taken for padding.
fn sealed_raw(block: &[u8; 16]) -> String {
    STANDARD.encode(&test_cipher().blocks.encrypt(block)[..16])
}

#[test]
fn ciphertext_that_does_not_decrypt_is_none() {
    let cipher = test_cipher();
    let bad_padding = sealed_raw(b"0123456789abcd\x03\x02");
    let no_padding = sealed_raw(&[0; 16]);
    let not_utf8 = cipher.blocks.encrypt(b"\xFF\xFE");
    for text in [bad_padding, no_padding, STANDARD.encode(not_utf8)] {
        assert_eq!(cipher.decrypt_text(&text), None);
        assert_eq!(cipher.decrypt_twice(&text), None);
        assert_eq!(cipher.decrypt_user(&text, Some("$basic_userId")), None);
        assert_eq!(cipher.decrypt_bytes(&base64_decode(&text).unwrap()), None);
    }
    let other = Cipher::new(b"another-test-key", Mode::Ecb).unwrap();
    assert!(mobiles().all(|[phone, once, _]| other.decrypt_text(once).as_deref() != Some(phone)));
}

#[test]
fn user_is_decrypted_only_under_the_basic_user_id() {
    let cipher = test_cipher();
    let once = "5C8iBf88r2w1PuW1NqyYcg==";
    for key in [None, Some(""), Some("$basic_userid"), Some("wt_mobile")] {
        assert!(
            matches!(cipher.decrypt_user(once, key), Some(Cow::Borrowed(same)) if same == once)
        );
        assert_eq!(cipher.decrypt_user("", key).as_deref(), Some(""));
    }
    let basic = Some("$basic_userId");
    assert_eq!(cipher.decrypt_user("", basic), None);
    // Without `==` it is no ciphertext to the collector, whatever it decodes to.
    let unpadded = "5C8iBf88r2w1PuW1NqyYcg";
    assert!(
        matches!(cipher.decrypt_user(unpadded, basic), Some(Cow::Borrowed(same)) if same == unpadded)
    );
    for bad in ["==", "abc==", "!!==", "10000007919=="] {
        assert_eq!(cipher.decrypt_user(bad, basic), None, "{bad}");
    }
}

#[test]
fn plain_text_that_looks_like_ciphertext_survives_the_second_layer() {
    let cipher = test_cipher();
    let plain = "AAAAAAAAAAAAAAAAAAAAAA";
    assert_eq!(cipher.decrypt_text(plain), None);
    assert_eq!(
        cipher.decrypt_twice(&cipher.encrypt(plain)).as_deref(),
        Some(plain)
    );
}

#[test]
fn decrypt_bytes_wants_whole_blocks() {
    let cipher = test_cipher();
    for length in [0, 1, 15, 17, 31] {
        assert_eq!(cipher.decrypt_bytes(&vec![1; length]), None);
    }
}

#[test]
fn cbc_needs_a_vector_and_a_block() {
    let cipher = Cipher::new(b"maidian-test-key", Mode::Cbc).unwrap();
    assert_eq!(cipher.decrypt_text("AAAAAAAAAAAAAAAAAAAAAA=="), None);
    assert_eq!(cipher.decrypt_bytes(&[0; 16]), None);
}

#[test]
fn cbc_encryption_is_repeatable_and_differs_between_texts() {
    let cipher = Cipher::new(b"maidian-test-key", Mode::Cbc).unwrap();
    let [one, other] = ["10000007919", "10000015838"].map(|phone| cipher.encrypt(phone));
    assert_eq!(one, cipher.encrypt("10000007919"));
    assert_ne!(one[..21], other[..21], "the vectors differ");
}

#[test]
fn debug_prints_no_key() {
    assert_eq!(format!("{:?}", test_cipher()), "Cipher { mode: Ecb, .. }");
}

proptest! {
    #[test]
    fn decrypt_is_the_inverse_of_encrypt(
        text in ".{0,80}", key in prop::sample::select(vec![16, 24, 32]), seed: u8, cbc: bool,
    ) {
        let key: Vec<u8> = (0..key).map(|index: u8| index.wrapping_mul(31) ^ seed).collect();
        let cipher = Cipher::new(&key, if cbc { Mode::Cbc } else { Mode::Ecb }).unwrap();
        let once = cipher.encrypt(&text);
        prop_assert_eq!(cipher.decrypt_text(&once), Some(Cow::Borrowed(text.as_str())));
        let twice = cipher.encrypt(&once);
        prop_assert_eq!(cipher.decrypt_twice(&twice), Some(Cow::Borrowed(text.as_str())));
    }

    #[test]
    fn long_text_is_decrypted_as_well(text in "[a-z中]{150,400}") {
        let cipher = test_cipher();
        let once = cipher.encrypt(&text);
        prop_assert_eq!(cipher.decrypt_text(&once), Some(Cow::Borrowed(text.as_str())));
    }

    #[test]
    fn never_panics(text in any::<String>(), bytes in prop::collection::vec(any::<u8>(), 0..64), cbc: bool) {
        let cipher = Cipher::new(&[1; 32], if cbc { Mode::Cbc } else { Mode::Ecb }).unwrap();
        cipher.decrypt_text(&text);
        cipher.decrypt_twice(&text);
        cipher.decrypt_user(&text, Some("$basic_userId"));
        cipher.decrypt_bytes(&bytes);
    }
}
