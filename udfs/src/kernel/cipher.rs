//! Users and phones encrypted with AES.

mod batch;
mod blocks;
mod ciphertext;
mod symbols;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::str;

use thiserror::Error;

use blocks::Blocks;
use ciphertext::{Scratch, with_ciphertext};

pub use ciphertext::base64_decode;

/// The `user_key` whose user the collector may have encrypted.
const BASIC_USER_ID: &str = "$basic_userId";

/// How the blocks of a text are chained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mode {
    /// Every block by itself.
    #[default]
    Ecb,
    /// Each block after the one before it; the ciphertext begins with the 16 bytes of the initialization vector.
    Cbc,
}

/// A key that is not 16, 24 or 32 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("an AES key is 16, 24 or 32 bytes, this one is {0}")]
pub struct KeyLengthError(pub usize);

/// AES with PKCS#7 padding under one key, over base64 text.
///
/// The key schedule is computed once, so make one `Cipher` for a key and share it. It holds the schedule and not the
/// key; `Debug` prints neither.
///
/// "Base64 of whole cipher blocks" is, in every function: the standard alphabet, with all, some or no padding, for
/// a multiple of 16 bytes that is not zero, the unused bits of the last symbol zero; a blank is taken for the `+`
/// that URL decoding made it from. Plain text that happens to look like this (22 letters, say) is taken for
/// ciphertext. An initialization vector counts as a block.
///
/// ```
/// use maidian_udfs::kernel::cipher::{Cipher, Mode};
///
/// let cipher = Cipher::new(b"maidian-test-key", Mode::Ecb)?;
/// assert_eq!(cipher.encrypt("10000007919"), "5C8iBf88r2w1PuW1NqyYcg==");
/// assert_eq!(cipher.decrypt_text("5C8iBf88r2w1PuW1NqyYcg==").as_deref(), Some("10000007919"));
/// assert_eq!(cipher.decrypt_text("10000007919").as_deref(), Some("10000007919"));
/// # Ok::<(), maidian_udfs::kernel::cipher::KeyLengthError>(())
/// ```
pub struct Cipher {
    blocks: Blocks,
    mode: Mode,
}

impl Cipher {
    /// A cipher for a key of 16, 24 or 32 bytes (AES-128, AES-192, AES-256).
    ///
    /// **Errors**: any other length.
    pub fn new(key: &[u8], mode: Mode) -> Result<Self, KeyLengthError> {
        let blocks = Blocks::new(key, mode).ok_or(KeyLengthError(key.len()))?;
        Ok(Self { blocks, mode })
    }

    /// Decrypts a phone or user, as `mobile_decrypt(text)`.
    ///
    /// **Output**: the decrypted text where `text` is base64 of whole cipher blocks; anything else comes back as it
    /// is, borrowed (`10017200000`, `178*`, `--`, `''`).
    /// **None**: ciphertext that does not decrypt: wrong padding, or not UTF-8.
    pub fn decrypt_text<'a>(&self, text: &'a str) -> Option<Cow<'a, str>> {
        match self.peel(text, |plain| plain.map(str::to_owned)) {
            Some(plain) => plain.map(Cow::Owned),
            None => Some(Cow::Borrowed(text)),
        }
    }

    /// Decrypts a user by the collector's rule, as `mobile_decrypt(user, user_key)`.
    ///
    /// **Output**: with the `user_key` `$basic_userId`, a `user` that ends in `==` decrypted and any other as it
    /// is; with another or no `user_key`, `user` as it is.
    /// **None**: with `$basic_userId`, an empty `user` and one that ends in `==` but does not decrypt.
    pub fn decrypt_user<'a>(&self, user: &'a str, user_key: Option<&str>) -> Option<Cow<'a, str>> {
        if user_key != Some(BASIC_USER_ID) {
            return Some(Cow::Borrowed(user));
        }
        if user.ends_with("==") {
            return self
                .peel(user, |plain| plain.map(str::to_owned))?
                .map(Cow::Owned);
        }
        (!user.is_empty()).then_some(Cow::Borrowed(user))
    }

    /// Decrypts a text that was encrypted twice, as `mobile_decrypt2(text)`.
    ///
    /// **Output**: as [`decrypt_text`](Self::decrypt_text), and where the result is base64 of whole cipher blocks
    /// and decrypts, that decrypted. So text that was encrypted once and text that never was work as well.
    /// **None**: ciphertext that does not decrypt even once.
    pub fn decrypt_twice<'a>(&self, text: &'a str) -> Option<Cow<'a, str>> {
        match self.peel(text, |once| Some(self.peel_again(once?))) {
            Some(plain) => plain.map(Cow::Owned),
            None => Some(Cow::Borrowed(text)),
        }
    }

    /// Decrypts raw ciphertext, as `aes2_function(binary)`.
    ///
    /// **Input**: whole cipher blocks; no base64.
    /// **Output**: the decrypted text, and where that is base64 of whole cipher blocks and decrypts, that decrypted:
    /// `aes2_function(base64Decode(text))` gives the phone for text encrypted once or twice.
    /// **None**: no bytes, no whole blocks, wrong padding, or not UTF-8.
    pub fn decrypt_bytes(&self, bytes: &[u8]) -> Option<String> {
        let mut scratch = Scratch::new();
        let blocks = scratch.take(bytes.len());
        blocks.copy_from_slice(bytes);
        let once = self.blocks.decrypt(blocks)?;
        Some(self.peel_again(str::from_utf8(once).ok()?))
    }

    /// Encrypts a text, as `mobile_encrypt(text)`: [`decrypt_text`](Self::decrypt_text) gives it back.
    ///
    /// **Output**: base64 with padding. The same text always gives the same ciphertext, so that encrypted columns
    /// can be joined; who sees the column sees which rows are equal. In CBC mode the initialization vector is
    /// therefore no random number but the CBC-MAC of the length and the text under a key derived from this one.
    pub fn encrypt(&self, text: &str) -> String {
        ciphertext::base64_encode(&self.blocks.encrypt(text.as_bytes()))
    }

    /// Encrypts bytes, as Hive's `aes_encrypt`.
    pub fn encrypt_raw(&self, plain: &[u8]) -> Vec<u8> {
        self.blocks.encrypt(plain)
    }

    /// Decrypts bytes, as Hive's `aes_decrypt`.
    ///
    /// **None**: no whole blocks, or wrong padding.
    pub fn decrypt_raw(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut blocks = bytes.to_vec();
        self.blocks.decrypt(&mut blocks).map(<[u8]>::to_vec)
    }

    /// Takes one layer of encryption off a text: hands on the plain text, or `None` where it does not decrypt.
    /// `None` where the text is no base64 of whole cipher blocks.
    fn peel<R>(&self, text: &str, then: impl FnOnce(Option<&str>) -> R) -> Option<R> {
        with_ciphertext(text, |blocks| {
            then(
                self.blocks
                    .decrypt(blocks)
                    .and_then(|plain| str::from_utf8(plain).ok()),
            )
        })
    }

    /// What a text that is perhaps encrypted once more stands for.
    fn peel_again(&self, once: &str) -> String {
        let twice = self.peel(once, |plain| plain.map(str::to_owned)).flatten();
        twice.unwrap_or_else(|| once.to_owned())
    }
}

impl fmt::Debug for Cipher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cipher")
            .field("mode", &self.mode)
            .finish_non_exhaustive()
    }
}
