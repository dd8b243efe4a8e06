//! Base64 text that may be ciphertext.

use super::blocks::BLOCK;
use super::symbols::{self, decoded_length};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_PAD_INDIFFERENT as BASE64;

/// Decodes base64 text, as `base64Decode(text)`.
///
/// **Input**: the standard alphabet; padding may be missing or incomplete.
/// **Output**: the bytes; none for `''`.
/// **None**: anything that is not base64, blanks included.
/// **Reference**: ClickHouse's `base64Decode`, which fails the query where this gives `None`.
///
/// ```
/// use maidian_udfs::kernel::cipher::base64_decode;
///
/// assert_eq!(base64_decode("aGk="), Some(b"hi".to_vec()));
/// assert_eq!(base64_decode("a b"), None);
/// ```
pub fn base64_decode(text: &str) -> Option<Vec<u8>> {
    BASE64.decode(text).ok()
}

/// Base64 in the standard alphabet, with padding.
pub(super) fn base64_encode(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}

/// Room for a row: on the stack for everything of the size of a user or phone.
pub(super) struct Scratch {
    stack: [u8; 192],
    heap: Vec<u8>,
}

impl Scratch {
    pub(super) fn new() -> Self {
        Self {
            stack: [0; 192],
            heap: Vec::new(),
        }
    }

    /// That many bytes, of any content.
    pub(super) fn take(&mut self, length: usize) -> &mut [u8] {
        if length <= self.stack.len() {
            self.stack.split_at_mut(length).0
        } else {
            self.heap.resize(length, 0);
            self.heap.as_mut_slice()
        }
    }
}

/// Runs a function on the cipher blocks in a text; `None` where it is no base64 of whole cipher blocks.
pub(super) fn with_ciphertext<R>(text: &str, then: impl FnOnce(&mut [u8]) -> R) -> Option<R> {
    let (symbols, length) = block_symbols(text)?;
    let mut scratch = Scratch::new();
    let blocks = scratch.take(length);
    symbols::decode(symbols, blocks)?;
    Some(then(blocks))
}

/// Appends the cipher blocks in a text; `None`, and nothing appended, where it is no base64 of whole cipher blocks.
pub(super) fn append_ciphertext(text: &str, blocks: &mut Vec<u8>) -> Option<()> {
    let (symbols, length) = block_symbols(text)?;
    let before = blocks.len();
    blocks.resize(before + length, 0);
    let decoded = symbols::decode(symbols, blocks.get_mut(before..)?);
    if decoded.is_none() {
        blocks.truncate(before);
    }
    decoded
}

/// A text without its padding, and the bytes it decodes to if it is base64, where that is a number of whole blocks: all
/// that has to be known about most plain texts.
fn block_symbols(text: &str) -> Option<(&[u8], usize)> {
    let symbols = match text.as_bytes() {
        [symbols @ .., b'=', b'='] | [symbols @ .., b'='] | symbols => symbols,
    };
    let length = decoded_length(symbols.len())?;
    let padding = text.len() - symbols.len();
    let most_padding = symbols.len().next_multiple_of(4) - symbols.len();
    let whole = length > 0 && length.is_multiple_of(BLOCK) && padding <= most_padding;
    whole.then_some((symbols, length))
}

#[cfg(test)]
mod tests {
    use super::{append_ciphertext, base64_decode, block_symbols, with_ciphertext};
    use proptest::prelude::*;

    fn bytes(text: &str) -> Option<Vec<u8>> {
        let bytes = with_ciphertext(text, |blocks| blocks.to_vec());
        let mut appended = vec![7];
        let found = append_ciphertext(text, &mut appended);
        assert_eq!(found.is_some(), bytes.is_some(), "{text}");
        assert_eq!(appended.split_off(1), bytes.clone().unwrap_or_default());
        bytes
    }

    #[test]
    fn only_lengths_of_whole_blocks_are_ciphertext() {
        let lengths = (0..90).filter(|&length| block_symbols(&"A".repeat(length)).is_some());
        assert_eq!(lengths.collect::<Vec<_>>(), [22, 43, 64, 86]);
    }

    #[test]
    fn padding_is_optional() {
        for text in [
            "AAAAAAAAAAAAAAAAAAAAAA==",
            "AAAAAAAAAAAAAAAAAAAAAA=",
            "AAAAAAAAAAAAAAAAAAAAAA",
        ] {
            assert_eq!(bytes(text), Some(vec![0; 16]), "{text}");
        }
        assert_eq!(bytes("AAAAAAAAAAAAAAAAAAAAAA==="), None);
        assert_eq!(bytes(&"A".repeat(43)), Some(vec![0; 32]));
        assert_eq!(bytes(&"A".repeat(64)), Some(vec![0; 48]));
        assert_eq!(bytes(&("A".repeat(64) + "=")), None);
    }

    #[test]
    fn blank_is_taken_for_plus() {
        assert_eq!(
            bytes(" A A A A A A A A A A AA=="),
            bytes("+A+A+A+A+A+A+A+A+A+AA==")
        );
        assert_eq!(
            bytes("+/ /+/ /+/ /+/ /+/ /+A=="),
            bytes("+/+/+/+/+/+/+/+/+/+/+A==")
        );
        assert!(bytes(" / / / / / / / / / / +A==").is_none());
        assert!(bytes("/ / / / / / / / / / /A").is_some());
    }

    #[test]
    fn other_alphabets_and_unused_bits_are_no_ciphertext() {
        for text in [
            "AAAAAAAAAAAAAAAAAAAA-_",
            "AAAAAAAAAAAAAAAAAAAAAB",
            "AAAAAAAAAAA=AAAAAAAAAA",
            "AAAAAAAAAAAAAAAAAAAAA\n",
            "AAAAAAAAAAAAAAAAAAAAAA== ",
            "中中中中中中中A",
        ] {
            assert_eq!(bytes(text), None, "{text}");
        }
    }

    #[test]
    fn base64_decode_is_none_for_bad_input() {
        assert_eq!(base64_decode(""), Some(vec![]));
        assert_eq!(base64_decode("+/8="), Some(vec![0xFB, 0xFF]));
        assert_eq!(base64_decode("+/8"), Some(vec![0xFB, 0xFF]));
        for bad in ["a", "a b=", "====", "-_8=", "aGk=\n", "中"] {
            assert_eq!(base64_decode(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn ciphertext_is_what_decodes_to_whole_blocks(data in prop::collection::vec(any::<u8>(), 0..300)) {
            let expected = (!data.is_empty() && data.len() % 16 == 0).then(|| data.clone());
            prop_assert_eq!(bytes(&super::base64_encode(&data)), expected);
        }

        #[test]
        fn equals_the_library(text in "[A-Za-z0-9+/]{20,23}={0,4}|[A-Za-z0-9+/]{41,43}=?|[A-Za-z0-9+/]{63,65}={0,2}") {
            let expected = base64_decode(&text).filter(|bytes| bytes.len() % 16 == 0);
            prop_assert_eq!(bytes(&text), expected);
        }

        #[test]
        fn never_panics(text in "[A-Za-z0-9+/= 中]{0,70}") {
            bytes(&text);
            base64_decode(&text);
        }
    }
}
