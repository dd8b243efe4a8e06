//! `application/x-www-form-urlencoded` encoding.

use std::borrow::Cow;

const DIGITS: &[u8; 16] = b"0123456789ABCDEF";

/// Every byte as it is written: itself and zeros, or `%XX`. `java.net.URLEncoder` escapes all but letters, digits and `.-*_`.
const WRITTEN: [[u8; 3]; 256] = {
    let mut written = [[0; 3]; 256];
    let mut byte = 0_u8;
    loop {
        written[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'*' | b'_' => [byte, 0, 0],
            b' ' => [b'+', 0, 0],
            _ => [b'%', DIGITS[byte as usize >> 4], DIGITS[byte as usize & 15]],
        };
        if byte == u8::MAX {
            break written;
        }
        byte += 1;
    }
};

/// Encodes text as `application/x-www-form-urlencoded` in UTF-8, the inverse of [`decode`](super::decode).
///
/// **Input**: any text.
/// **Output**: letters, digits and `.-*_` as they are, the space as `+`, every other byte as `%XX` in upper case;
/// borrowed when nothing had to change.
/// **Reference**: `java.net.URLEncoder.encode(text, "UTF-8")`.
///
/// ```
/// use maidian_udfs::kernel::url::encode;
///
/// assert_eq!(encode("a b&c=~"), "a+b%26c%3D%7E");
/// ```
pub fn encode(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let stays = |byte: &u8| WRITTEN[usize::from(*byte)][0] == *byte && *byte != b'%';
    let Some(first) = bytes.iter().position(|byte| !stays(byte)) else {
        return Cow::Borrowed(text);
    };
    let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 2);
    let (before, rest) = bytes.split_at(first);
    out.extend_from_slice(before);
    for byte in rest {
        match WRITTEN[usize::from(*byte)] {
            [byte, 0, _] => out.push(byte),
            escape => out.extend_from_slice(&escape),
        }
    }
    // ASCII, all of it.
    Cow::Owned(String::from_utf8(out).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::encode;
    use crate::kernel::url::decode;
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    use proptest::prelude::*;
    use std::borrow::Cow;

    #[test]
    fn ascii_is_encoded_as_java_does() {
        // Output of java.net.URLEncoder (OpenJDK 17) for the characters U+0020 to U+007F.
        let ascii: String = (' '..='\u{7F}').collect();
        assert_eq!(
            encode(&ascii),
            "+%21%22%23%24%25%26%27%28%29*%2B%2C-.%2F0123456789%3A%3B%3C%3D%3E%3F%40\
             ABCDEFGHIJKLMNOPQRSTUVWXYZ%5B%5C%5D%5E_%60abcdefghijklmnopqrstuvwxyz%7B%7C%7D%7E%7F"
        );
    }

    #[test]
    fn other_characters_are_encoded_byte_by_byte() {
        assert_eq!(encode("中 😀\n"), "%E4%B8%AD+%F0%9F%98%80%0A");
    }

    #[test]
    fn blanks_at_the_ends_are_kept() {
        assert_eq!(encode("  a "), "++a+");
    }

    #[test]
    fn unreserved_text_is_borrowed() {
        assert!(matches!(encode("aZ09.-*_"), Cow::Borrowed("aZ09.-*_")));
        assert!(matches!(encode(""), Cow::Borrowed("")));
    }

    proptest! {
        #[test]
        fn equals_percent_encoding(text in "[a-zA-Z0-9 ./?&=%+中😀]{0,40}|.{0,20}") {
            const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'*').remove(b'_').remove(b' ');
            let expected = utf8_percent_encode(&text, ESCAPED).to_string().replace(' ', "+");
            prop_assert_eq!(encode(&text), expected);
        }

        #[test]
        fn decode_is_the_inverse(text in any::<String>()) {
            let encoded = encode(&text);
            prop_assert_eq!(decode(&encoded), text.as_str());
        }
    }
}
