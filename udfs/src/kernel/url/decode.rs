//! `application/x-www-form-urlencoded` decoding.

use std::borrow::Cow;

use memchr::{memchr2, memchr2_iter};

/// Not a hexadecimal digit, in [`HEX`].
const NO_DIGIT: u8 = 0xFF;

/// The value of every byte as a hexadecimal digit.
const HEX: [u8; 256] = {
    let mut table = [NO_DIGIT; 256];
    let mut value = 0;
    while value < 16 {
        table[b"0123456789abcdef"[value as usize] as usize] = value;
        table[b"0123456789ABCDEF"[value as usize] as usize] = value;
        value += 1;
    }
    table
};

/// Decodes `application/x-www-form-urlencoded` text in UTF-8.
///
/// **Input**: any text; `%XX` is a byte, `+` a space.
/// **Output**: the decoded text; borrowed when there was nothing to decode.
/// **Bad input**: an escape that is not two hex digits (also one cut off by the end) stays as it is written.
/// Bytes that are not UTF-8 become U+FFFD, one for each maximal subpart (Unicode 3.9, `String::from_utf8_lossy`).
/// **Reference**: `java.net.URLDecoder.decode(text, "UTF-8")` for good input. For bad input Java throws on a
/// malformed escape, and gives one U+FFFD and not three for an encoded surrogate, `%ED%A0%80`.
///
/// ```
/// use maidian_udfs::kernel::url::decode;
///
/// assert_eq!(decode("a%3D1+b"), "a=1 b");
/// assert_eq!(decode("100%"), "100%");
/// ```
pub fn decode(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let Some((before, from_escape)) = first_escape(bytes) else {
        return Cow::Borrowed(text);
    };
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(before);
    decode_onto(&mut out, from_escape);
    Cow::Owned(match String::from_utf8(out) {
        Ok(decoded) => decoded,
        Err(invalid) => String::from_utf8_lossy(invalid.as_bytes()).into_owned(),
    })
}

/// Plain bytes in a row after which the next escape is searched for and not walked to. Escapes come in runs
/// (`%E4%B8%AD`) and close together, where a search costs more than it saves.
const SEARCH_AFTER: usize = 8;

/// Cuts before the first escape that means something.
fn first_escape(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let found = memchr2_iter(b'%', b'+', bytes).find(|&at| {
        bytes
            .get(at..)
            .is_some_and(|rest| rest.starts_with(b"+") || escaped_byte(rest).is_some())
    })?;
    bytes.split_at_checked(found)
}

/// Appends decoded bytes.
fn decode_onto(out: &mut Vec<u8>, mut rest: &[u8]) {
    let mut plain = 0;
    while let [first, after @ ..] = rest {
        if let Some((byte, after)) = escaped_byte(rest) {
            out.push(byte);
            rest = after;
            plain = 0;
        } else if *first == b'+' {
            out.push(b' ');
            rest = after;
            plain = 0;
        } else {
            out.push(*first);
            rest = after;
            plain += 1;
            if plain == SEARCH_AFTER {
                let next = memchr2(b'%', b'+', rest).unwrap_or(rest.len());
                let (run, from_escape) = rest.split_at(next);
                out.extend_from_slice(run);
                rest = from_escape;
                plain = 0;
            }
        }
    }
}

/// The byte that an escape at the very beginning stands for, and what follows it.
fn escaped_byte(rest: &[u8]) -> Option<(u8, &[u8])> {
    let [b'%', high, low, after @ ..] = rest else {
        return None;
    };
    let (high, low) = (HEX[usize::from(*high)], HEX[usize::from(*low)]);
    (high != NO_DIGIT && low != NO_DIGIT).then_some((high << 4 | low, after))
}

#[cfg(test)]
mod tests {
    use super::decode;
    use proptest::prelude::*;
    use std::borrow::Cow;

    #[test]
    fn escapes_and_plus_are_decoded() {
        assert_eq!(decode("%E4%B8%AD%e6%96%87+a%2Bb%20c"), "中文 a+b c");
        assert_eq!(decode("%F0%9F%98%80"), "😀");
        assert_eq!(decode("%00"), "\0");
    }

    #[test]
    fn one_pass_only() {
        assert_eq!(decode("%2525%252B"), "%25%2B");
    }

    #[test]
    fn plain_text_is_borrowed() {
        for plain in ["", "a", "pages/a/b?x=1", "中文"] {
            assert!(matches!(decode(plain), Cow::Borrowed(same) if same == plain));
        }
    }

    #[test]
    fn malformed_escape_stays_as_written() {
        for bad in ["%", "%4", "%zz", "a%", "100%!", "%%", "%4z", "%z4", "%中"] {
            assert!(
                matches!(decode(bad), Cow::Borrowed(same) if same == bad),
                "{bad}"
            );
        }
        assert_eq!(decode("%%41%4"), "%A%4");
        assert_eq!(decode("%+41"), "% 41");
        assert_eq!(decode("%-1%41"), "%-1A");
    }

    #[test]
    fn truncated_escape_after_a_good_one_stays() {
        assert_eq!(decode("%E4%B8%AD%E"), "中%E");
        assert_eq!(decode("a+%"), "a %");
    }

    #[test]
    fn invalid_utf8_becomes_one_replacement_per_maximal_subpart() {
        // Counts from OpenJDK 17's URLDecoder, but for the surrogate (see the docs of `decode`).
        assert_eq!(decode("%E4%B8"), "\u{FFFD}");
        assert_eq!(decode("%E4%B8%AD%FF"), "中\u{FFFD}");
        assert_eq!(decode("%F0%9F%98x"), "\u{FFFD}x");
        assert_eq!(decode("%C0%80"), "\u{FFFD}\u{FFFD}");
        assert_eq!(decode("%F4%90%80%80"), "\u{FFFD}".repeat(4));
        assert_eq!(decode("%ED%A0%80"), "\u{FFFD}".repeat(3));
        assert_eq!(decode("%E4中"), "\u{FFFD}中");
    }

    proptest! {
        #[test]
        fn equals_percent_encoding(text in "([a-zA-Z0-9/=&?.+中😀]|%[0-9a-fA-F]{2}){0,40}") {
            let spaced = text.replace('+', " ");
            let expected = percent_encoding::percent_decode_str(&spaced).decode_utf8_lossy();
            prop_assert_eq!(decode(&text), expected);
        }

        #[test]
        fn equals_percent_encoding_on_bad_escapes(text in "([a-z中 ]{0,20}(%[0-9a-gA-G]{0,2}|\\+)){0,9}[0-9]{0,9}") {
            let spaced = text.replace('+', " ");
            let expected = percent_encoding::percent_decode_str(&spaced).decode_utf8_lossy();
            prop_assert_eq!(decode(&text), expected);
        }

        #[test]
        fn never_panics(text in any::<String>()) {
            decode(&text);
        }
    }
}
