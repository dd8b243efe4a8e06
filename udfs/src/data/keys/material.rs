//! The bytes of a key from its text.

use zeroize::Zeroizing;

use crate::kernel::cipher::base64_decode;

/// The bytes of a key given as text, `hex:…` or `base64:…`; the name of the encoding where that is wrong.
pub(super) fn parse(key: &str) -> Result<Zeroizing<Vec<u8>>, &'static str> {
    let bytes = if let Some(digits) = key.strip_prefix("hex:") {
        hex(digits).ok_or("pairs of hexadecimal digits after `hex:`")?
    } else if let Some(text) = key.strip_prefix("base64:") {
        base64_decode(text).ok_or("base64 after `base64:`")?
    } else {
        key.as_bytes().to_vec()
    };
    Ok(Zeroizing::new(bytes))
}

fn hex(digits: &str) -> Option<Vec<u8>> {
    let value = |digit: u8| {
        char::from(digit)
            .to_digit(16)
            .and_then(|value| u8::try_from(value).ok())
    };
    let mut bytes = Vec::with_capacity(digits.len() / 2);
    for pair in digits.as_bytes().chunks(2) {
        let [high, low] = pair else { return None };
        bytes.push(value(*high)? << 4 | value(*low)?);
    }
    Some(bytes)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
mod tests {
    use super::parse;

    #[test]
    fn key_is_text_hex_or_base64() {
        for key in [
            "maidian",
            "hex:6d61696469616E",
            "base64:bWFpZGlhbg==",
            "base64:bWFpZGlhbg",
        ] {
            assert_eq!(
                parse(key).map(|bytes| bytes.to_vec()),
                Ok(b"maidian".to_vec()),
                "{key}"
            );
        }
    }

    #[test]
    fn encoding_of_a_prefix_is_checked() {
        for key in ["hex:6", "hex:6g", "hex:+f", "hex:6 ", "hex:中文"] {
            assert_eq!(
                parse(key).unwrap_err(),
                "pairs of hexadecimal digits after `hex:`",
                "{key}"
            );
        }
        assert_eq!(parse("base64:a b").unwrap_err(), "base64 after `base64:`");
    }
}
