//! Phones as events carry them: plain, encrypted once or twice, masked, or not at all.

use maidian_udfs::kernel::cipher::{Cipher, Mode};

use super::GenerateError;
use super::dice::{Dice, WHOLE};
use super::json::push_padded;

/// The published test key under which generated phones are encrypted (AES-128, ECB, PKCS#7,
/// base64).
pub const TEST_KEY: &[u8; 16] = b"maidian-test-key";

/// Phones start with 100, which no carrier gives out; this many numbers follow.
const NUMBERS: u64 = 100_000_000;

/// Makes phones and their ciphertexts.
pub struct Phones(Cipher);

/// A user's phone.
#[derive(Debug, Clone, Default)]
pub struct Phone {
    /// 11 digits that start with 100.
    pub plain: String,
    /// The same under the test key, in base64.
    pub encrypted: String,
}

impl Phones {
    /// Phones under the test key.
    pub fn new() -> Result<Self, GenerateError> {
        let cipher = Cipher::new(TEST_KEY, Mode::Ecb);
        cipher
            .map(Self)
            .map_err(|error| GenerateError::Key(error.to_string()))
    }

    /// The phone of the user with a number; users below 100,000,000 have distinct phones.
    pub fn phone(&self, user: u64) -> Phone {
        // A step that shares no factor with the count of numbers visits each of them once.
        let number = (3 + (user % NUMBERS) * 7_919) % NUMBERS;
        let mut plain = String::with_capacity(11);
        plain.push_str("100");
        push_padded(&mut plain, number, 8);
        let encrypted = self.0.encrypt(&plain);
        Phone { plain, encrypted }
    }

    /// Writes a `WT_mobile`: 45 % encrypted, 10 % plain, 3 % encrypted twice, 6 % masked, 4 % `--`,
    /// 14 % empty. Writes nothing and says so for the 18 % of events that have no such attribute.
    pub fn mobile_attribute(&self, phone: &Phone, dice: &mut Dice, out: &mut String) -> bool {
        match dice.below(u64::from(WHOLE)) {
            0..45_000 => out.push_str(&phone.encrypted),
            45_000..55_000 => out.push_str(&phone.plain),
            55_000..58_000 => out.push_str(&self.0.encrypt(&phone.encrypted)),
            58_000..61_000 => out.push_str("100*"),
            61_000..64_000 => {
                out.push_str(phone.plain.get(..3).unwrap_or("100"));
                out.push_str("****");
                out.push_str(phone.plain.get(7..).unwrap_or("0000"));
            }
            64_000..68_000 => out.push_str("--"),
            68_000..82_000 => {}
            _ => return false,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_first_user_is_the_one_of_the_ios_sample() {
        let phone = Phones::new().unwrap().phone(0);
        assert_eq!(phone.plain, "10000000003");
        assert_eq!(phone.encrypted, "aLqmmxxl8XIjWWXO7nNNRg==");
    }

    #[test]
    fn phones_are_distinct_and_have_eleven_digits() {
        let phones = Phones::new().unwrap();
        let drawn: HashSet<String> = (0..3_000)
            .map(|user| phones.phone(user * 31).plain)
            .collect();
        assert_eq!(drawn.len(), 3_000);
        assert!(drawn.iter().all(|p| p.len() == 11 && p.starts_with("100")));
    }

    #[test]
    fn mobile_attributes_have_the_lengths_of_their_kinds() {
        let phones = Phones::new().unwrap();
        let (phone, mut dice) = (phones.phone(1), Dice::new(1, 1));
        let mut lengths = HashSet::new();
        for _ in 0..2_000 {
            let mut out = String::new();
            phones.mobile_attribute(&phone, &mut dice, &mut out);
            lengths.insert(out.len());
        }
        // Empty, `--`, `100*`, a phone or its mask, one block, two blocks.
        assert_eq!(lengths, HashSet::from([0, 2, 4, 11, 24, 44]));
    }
}
