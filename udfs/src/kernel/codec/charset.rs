//! `encode`, `decode`: text in a character set.

use encoding_rs::{Encoding, GB18030, GBK, WINDOWS_1252};

/// A character set of Java's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// The first 128 characters.
    Ascii,
    /// The first 256 characters.
    Latin1,
    /// Big-endian with a byte order mark in front, read in the order that a mark tells.
    Utf16,
    /// Big-endian.
    Utf16Be,
    /// Little-endian.
    Utf16Le,
    /// One of the many others.
    Other(&'static Encoding),
}

impl Charset {
    /// The character set of this name, in any case; `None` where there is none.
    ///
    /// ```
    /// use maidian_udfs::kernel::codec::Charset;
    ///
    /// let gbk = Charset::named("gbk").ok_or("no such character set")?;
    /// assert_eq!(gbk.encode("中"), [0xd6, 0xd0]);
    /// assert_eq!(gbk.decode(&[0xd6, 0xd0]), "中");
    /// # Ok::<(), &str>(())
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_uppercase().as_str() {
            "US-ASCII" | "ASCII" => Self::Ascii,
            "ISO-8859-1" | "ISO8859_1" | "ISO8859-1" | "LATIN1" => Self::Latin1,
            "UTF-16" | "UTF16" => Self::Utf16,
            "UTF-16BE" => Self::Utf16Be,
            "UTF-16LE" => Self::Utf16Le,
            "GB18030" => Self::Other(GB18030),
            "GBK" | "CP936" | "GB2312" => Self::Other(GBK),
            "WINDOWS-1252" | "CP1252" => Self::Other(WINDOWS_1252),
            _ => Self::Other(Encoding::for_label(name.as_bytes())?),
        })
    }

    /// A text as bytes; `?` for characters that the set has not.
    ///
    /// **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFEncode`, which fails on such characters.
    pub fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Self::Ascii => single_bytes(text, 0x80),
            Self::Latin1 => single_bytes(text, 0x100),
            Self::Utf16 => [0xfe, 0xff]
                .into_iter()
                .chain(text.encode_utf16().flat_map(u16::to_be_bytes))
                .collect(),
            Self::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            Self::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Self::Other(encoding) => {
                let mut bytes = Vec::with_capacity(text.len());
                let mut letter = [0; 4];
                for c in text.chars() {
                    let (encoded, _, unmappable) = encoding.encode(c.encode_utf8(&mut letter));
                    if unmappable {
                        bytes.push(b'?');
                    } else {
                        bytes.extend_from_slice(&encoded);
                    }
                }
                bytes
            }
        }
    }

    /// Bytes as text; U+FFFD for what is no character of the set.
    ///
    /// **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFDecode`, which fails on such bytes.
    pub fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Ascii => bytes
                .iter()
                .map(|byte| {
                    if byte.is_ascii() {
                        char::from(*byte)
                    } else {
                        char::REPLACEMENT_CHARACTER
                    }
                })
                .collect(),
            Self::Latin1 => bytes.iter().map(|byte| char::from(*byte)).collect(),
            Self::Utf16 => match bytes {
                [0xff, 0xfe, rest @ ..] => units(rest, u16::from_le_bytes),
                [0xfe, 0xff, rest @ ..] => units(rest, u16::from_be_bytes),
                _ => units(bytes, u16::from_be_bytes),
            },
            Self::Utf16Be => units(bytes, u16::from_be_bytes),
            Self::Utf16Le => units(bytes, u16::from_le_bytes),
            Self::Other(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
        }
    }
}

fn single_bytes(text: &str, end: u32) -> Vec<u8> {
    text.chars()
        .map(|c| {
            let code = u32::from(c);
            u8::try_from(code)
                .ok()
                .filter(|_| code < end)
                .unwrap_or(b'?')
        })
        .collect()
}

fn units(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks(2).map(|pair| match pair {
        [a, b] => unit([*a, *b]),
        // A byte is missing: half of a pair that has no other half is no character.
        _ => 0xd800,
    });
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

    use super::Charset;

    #[test]
    fn there_and_back() {
        for name in ["utf-8", "UTF-16", "UTF-16BE", "UTF-16LE", "GB18030", "gbk"] {
            let charset = Charset::named(name).unwrap();
            assert_eq!(charset.decode(&charset.encode("é中a")), "é中a", "{name}");
        }
        let latin = Charset::named("ISO-8859-1").unwrap();
        assert_eq!(latin.encode("é"), [0xe9]);
        assert_eq!(latin.decode(&[0xe9]), "é");
    }

    #[test]
    fn what_a_set_has_not() {
        assert_eq!(Charset::named("US-ASCII").unwrap().encode("é"), b"?");
        assert_eq!(Charset::named("GBK").unwrap().encode("🙂"), b"?");
        assert_eq!(Charset::named("UTF-8").unwrap().decode(&[0xff]), "\u{fffd}");
        assert_eq!(Charset::named("no-such-set"), None);
    }
}
