//! Base64.

use base64::Engine;

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
use base64::engine::general_purpose::STANDARD;
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
use vector::STANDARD;

/// The engine of the processors that have wide instructions for it.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
mod vector {
    use std::sync::LazyLock;

    use base64::engine::general_purpose::PAD;
    use base64::engine::simd::Simd;

    pub(super) static STANDARD: LazyLock<Simd> = LazyLock::new(|| Simd::standard(PAD));
}

/// Bytes as base64, without line breaks.
///
/// **Reference**: `org.apache.hadoop.hive.ql.udf.UDFBase64`.
pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The bytes that base64 stands for, in the standard or the URL alphabet. Whatever is in neither is passed over; nothing
/// behind a `=` counts, nor does a single symbol at the end.
///
/// **Reference**: `org.apache.hadoop.hive.ql.udf.UDFUnbase64`, that is `Base64.decodeBase64` of commons-codec 1.4.
///
/// ```
/// use maidian_udfs::kernel::codec::unbase64;
///
/// assert_eq!(unbase64("5Lit\n5paH"), "中文".as_bytes());
/// assert_eq!(unbase64("-_8="), [0xfb, 0xff]);
/// ```
pub fn unbase64(text: &str) -> Vec<u8> {
    STANDARD.decode(text).unwrap_or_else(|_| tolerant(text))
}

/// The bytes of text that is not as one would write it.
fn tolerant(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    let (mut bits, mut symbols) = (0_u32, 0);
    for byte in text.bytes().take_while(|byte| *byte != b'=') {
        let Some(value) = value(byte) else { continue };
        bits = bits << 6 | u32::from(value);
        symbols += 1;
        if symbols == 4 {
            let [_, a, b, c] = bits.to_be_bytes();
            bytes.extend([a, b, c]);
            (bits, symbols) = (0, 0);
        }
    }
    let [_, a, b, _] = (bits << (6 * (4 - symbols))).to_be_bytes();
    match symbols {
        2 => bytes.push(a),
        3 => bytes.extend([a, b]),
        _ => {}
    }
    bytes
}

fn value(symbol: u8) -> Option<u8> {
    Some(match symbol {
        b'A'..=b'Z' => symbol - b'A',
        b'a'..=b'z' => symbol - b'a' + 26,
        b'0'..=b'9' => symbol - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{base64, tolerant, unbase64};
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use proptest::prelude::*;

    // Answers of Hive 2.3.10.
    #[test]
    fn as_hive() {
        assert_eq!(base64(&[0xfb, 0xff]), "+/8=");
        assert_eq!(unbase64("+/8="), [0xfb, 0xff]);
        assert_eq!(unbase64("YQ=="), b"a");
        assert_eq!(unbase64("YQ"), b"a");
        assert_eq!(unbase64("!!!!"), b"");
    }

    #[test]
    fn what_does_not_count() {
        assert_eq!(unbase64(""), b"");
        assert_eq!(unbase64("Y"), b"");
        assert_eq!(unbase64("YWJj=ZGVm"), b"abc");
        assert_eq!(unbase64("Y W\r\nJ中j"), b"abc");
        assert_eq!(unbase64("YWI"), b"ab");
    }

    proptest! {
        #[test]
        fn encodes_as_the_library_and_back(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let text = base64(&bytes);
            prop_assert_eq!(&text, &STANDARD.encode(&bytes));
            prop_assert_eq!(unbase64(&text), bytes);
        }

        #[test]
        fn clean_text_is_read_as_any_other(text in "[A-Za-z0-9+/]{0,90}={0,3}|[A-Za-z0-9+/_=\n-]{0,90}|.{0,9}") {
            prop_assert_eq!(unbase64(&text), tolerant(&text));
        }
    }
}
