//! `application/x-www-form-urlencoded` decoding.

use std::borrow::Cow;

use memchr::memchr2_iter;

use crate::kernel::codec::hex_digits::{HEX, NO_DIGIT};

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
    let mut out = Vec::with_capacity(bytes.len() + WORD);
    out.extend_from_slice(before);
    decode_onto(&mut out, from_escape);
    Cow::Owned(match String::from_utf8(out) {
        Ok(decoded) => decoded,
        Err(invalid) => String::from_utf8_lossy(invalid.as_bytes()).into_owned(),
    })
}

/// Bytes that are looked at together.
const WORD: usize = size_of::<u64>();

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
    let mut at = out.len();
    // Nothing gets longer, and a word is copied whole wherever its plain bytes end.
    out.resize(at + rest.len() + WORD, 0);
    let mut put = |at: usize, bytes: &[u8]| {
        if let Some(room) = out.get_mut(at..at + bytes.len()) {
            room.copy_from_slice(bytes);
        }
    };
    loop {
        // Escapes come in runs (`%E4%B8%AD`) and close together: eight bytes are searched for the next one at a time.
        while let Some(word) = rest.first_chunk::<WORD>() {
            let plain = plain_bytes(*word);
            put(at, word);
            at += plain;
            rest = rest.get(plain..).unwrap_or_default();
            if plain < WORD {
                break;
            }
        }
        while let Some((byte, after)) = escaped_byte(rest) {
            put(at, &[byte]);
            at += 1;
            rest = after;
        }
        let Some((first, after)) = rest.split_first() else {
            break;
        };
        put(at, &[if *first == b'+' { b' ' } else { *first }]);
        at += 1;
        rest = after;
    }
    out.truncate(at);
}

/// How many bytes there are before the first `%` or `+`.
fn plain_bytes(word: [u8; WORD]) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; WORD]);
    let word = u64::from_le_bytes(word);
    // The high bit of each byte that is zero; and of some after the first such byte, which do not matter.
    let zeros = |bytes: u64| bytes.wrapping_sub(ONES) & !bytes & (ONES << 7);
    let found = zeros(word ^ (ONES * u64::from(b'%'))) | zeros(word ^ (ONES * u64::from(b'+')));
    // 64 where none is found.
    found.trailing_zeros() as usize / 8
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

    #[test]
    fn escapes_are_found_at_every_place_of_a_word() {
        for before in 0..20 {
            for (escape, byte) in [("%41", "A"), ("+", " "), ("%4", "%4"), ("%", "%")] {
                for after in ["", "x", "\u{80}\u{A5}\u{AB}", "~123456789"] {
                    let plain = "&\u{A4}$,*0123456789abcdefg"
                        .chars()
                        .take(before)
                        .collect::<String>();
                    assert_eq!(
                        decode(&format!("+{plain}{escape}{after}")),
                        format!(" {plain}{byte}{after}")
                    );
                }
            }
        }
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
