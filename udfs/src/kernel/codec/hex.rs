//! Hexadecimal digits.

/// How the digits above 9 are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// `abcdef`.
    Lower,
    /// `ABCDEF`.
    Upper,
}

/// Two hexadecimal digits for every byte.
///
/// ```
/// use maidian_udfs::kernel::codec::{Case, hex};
///
/// assert_eq!(hex("中".as_bytes(), Case::Upper), "E4B8AD");
/// ```
pub fn hex(bytes: &[u8], case: Case) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            let above = match case {
                Case::Lower => b'a',
                Case::Upper => b'A',
            };
            text.push(char::from(match digit {
                0..10 => b'0' + digit,
                _ => above + (digit - 10),
            }));
        }
    }
    text
}

/// The bytes that hexadecimal digits stand for; an odd number of them has a 0 in front.
///
/// A sign may take the place of the first digit of two, since Java reads `-1` as a number.
///
/// **NULLs**: `None` where something is no digit.
/// **Reference**: `org.apache.hadoop.hive.ql.udf.UDFUnhex`.
///
/// ```
/// use maidian_udfs::kernel::codec::unhex;
///
/// assert_eq!(unhex("616").as_deref(), Some(&[6, 0x16][..]));
/// assert_eq!(unhex("0xAB"), None);
/// ```
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let padding: &[u8] = if text.len() % 2 == 1 { b"0" } else { b"" };
    let digits: Vec<u8> = padding.iter().copied().chain(text.bytes()).collect();
    digits
        .chunks_exact(2)
        .map(|pair| {
            let [high, low] = pair else { return None };
            let low = digit(*low)?;
            match high {
                b'-' => Some(low.wrapping_neg()),
                b'+' => Some(low),
                high => Some(digit(*high)? << 4 | low),
            }
        })
        .collect()
}

fn digit(byte: u8) -> Option<u8> {
    let digit = char::from(byte).to_digit(16)?;
    u8::try_from(digit).ok()
}

#[cfg(test)]
mod tests {
    use super::{Case, hex, unhex};

    #[test]
    fn there_and_back() {
        assert_eq!(hex(b"abc", Case::Upper), "616263");
        assert_eq!(hex(&[0xfb, 0xff], Case::Lower), "fbff");
        assert_eq!(unhex("616263").as_deref(), Some(&b"abc"[..]));
        assert_eq!(unhex("fBFf").as_deref(), Some(&[0xfb, 0xff][..]));
        assert_eq!(unhex("").as_deref(), Some(&[][..]));
    }

    #[test]
    fn what_is_no_digit() {
        assert_eq!(unhex("0xAB"), None);
        assert_eq!(unhex("zz"), None);
        assert_eq!(unhex("中"), None);
        assert_eq!(unhex("-1").as_deref(), Some(&[0xff][..]));
    }
}
