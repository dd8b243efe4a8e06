//! Addresses as text.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::kernel::codec::hex_digits::{HEX, NO_DIGIT};

/// Reads an IPv4 or IPv6 address. Blanks around it are dropped; an IPv4-mapped IPv6 address (`::ffff:1.0.1.1`) is
/// the IPv4 address. Anything else is `None`: leading zeros (`01.2.3.4`), ports, zones, prefixes, numbers.
///
/// ```
/// use maidian_udfs::kernel::region::parse_address;
///
/// assert_eq!(parse_address(" ::ffff:1.0.1.1 "), "1.0.1.1".parse().ok());
/// assert_eq!(parse_address("01.0.1.1"), None);
/// ```
pub fn parse_address(text: &str) -> Option<IpAddr> {
    let text = trim(text);
    let address = match ipv4(text.as_bytes()) {
        Some(address) => IpAddr::V4(address),
        None => IpAddr::V6(ipv6(text.as_bytes()).or_else(|| text.parse().ok())?),
    };
    Some(address.to_canonical())
}

/// The text without the blanks around it; hardly any has some.
pub(super) fn trim(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~', .., b'!'..=b'~'] => text,
        _ => text.trim(),
    }
}

/// Four numbers below 256 without leading zeros, with dots between.
fn ipv4(text: &[u8]) -> Option<Ipv4Addr> {
    let mut address = 0_u32;
    let mut rest = text;
    for place in 0..4 {
        if let (1.., [b'.', after @ ..]) = (place, rest) {
            rest = after;
        } else if place > 0 {
            return None;
        }
        let (number, after) = number(rest)?;
        address = address << 8 | number;
        rest = after;
    }
    rest.is_empty().then(|| Ipv4Addr::from(address))
}

/// A number below 256 and what follows it.
fn number(text: &[u8]) -> Option<(u32, &[u8])> {
    let (first, mut rest) = digit(text)?;
    let mut number = first;
    if first > 0 {
        while let Some((digit, after)) = digit(rest) {
            number = number * 10 + digit;
            rest = after;
            if number > 255 {
                return None;
            }
        }
    }
    Some((number, rest))
}

fn digit(text: &[u8]) -> Option<(u32, &[u8])> {
    let (byte, rest) = text.split_first()?;
    let value = byte.wrapping_sub(b'0');
    (value < 10).then_some((u32::from(value), rest))
}

/// Groups of hexadecimal digits. `None` as well for what only the standard library is asked to read: a part written as
/// IPv4.
fn ipv6(text: &[u8]) -> Option<Ipv6Addr> {
    let (head, before, rest) = groups(text);
    let address = match rest {
        [] if before == 8 => head,
        [b':', b':'] if before < 8 => shifted(head, 8 - before),
        [b':', b':', rest @ ..] if before < 8 => {
            let (tail, after, rest) = groups(rest);
            // The two colons stand for one group at least.
            if !rest.is_empty() || after == 0 || before + after > 7 {
                return None;
            }
            shifted(head, 8 - before) | tail
        }
        _ => return None,
    };
    Some(Ipv6Addr::from(address))
}

/// As many groups as there are, up to eight: their bits, their number, and what follows the last.
fn groups(text: &[u8]) -> (u128, u32, &[u8]) {
    let (mut bits, mut count, mut rest) = (0_u128, 0, text);
    while count < 8 {
        let from_digits = match (count, rest) {
            (0, _) => rest,
            (_, [b':', after @ ..]) => after,
            _ => break,
        };
        let Some((group, after)) = group(from_digits) else {
            break;
        };
        bits = bits << 16 | u128::from(group);
        count += 1;
        rest = after;
    }
    (bits, count, rest)
}

/// One to four hexadecimal digits and what follows them.
fn group(text: &[u8]) -> Option<(u32, &[u8])> {
    let mut group = 0;
    for (length, byte) in text.iter().enumerate() {
        let digit = HEX[usize::from(*byte)];
        if digit == NO_DIGIT {
            return (length > 0).then_some((group, text.get(length..)?));
        }
        if length == 4 {
            return None;
        }
        group = group << 4 | u32::from(digit);
    }
    (!text.is_empty()).then_some((group, &[]))
}

/// Bits moved up by so many groups.
fn shifted(bits: u128, groups: u32) -> u128 {
    bits.checked_shl(16 * groups).unwrap_or_default()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_are_read_strictly() {
        let ip = |text: &str| Some(text.parse::<IpAddr>().unwrap());
        assert_eq!(parse_address("1.0.1.1"), ip("1.0.1.1"));
        assert_eq!(parse_address("\t1.0.1.1 \n"), ip("1.0.1.1"));
        assert_eq!(parse_address("\u{3000}1.0.1.1\u{A0}"), ip("1.0.1.1"));
        assert_eq!(parse_address("2001:0DB8::1"), ip("2001:db8::1"));
        assert_eq!(parse_address("::ffff:1.0.1.1"), ip("1.0.1.1"));
        assert_eq!(parse_address("::FFFF:0100:0101"), ip("1.0.1.1"));
        assert_eq!(parse_address("1::2.3.4.5"), ip("1::203:405"));
        for text in [
            "",
            " ",
            "-",
            "unknown",
            "1.0.1",
            "1.0.1.256",
            "01.0.1.1",
            "1.0.1.1:80",
            "16777473",
            "1.0.1.1, 1.0.1.2",
            "1 .0.1.1",
            "[::1]",
            "fe80::1%eth0",
            "::1/64",
            "1::2::3",
        ] {
            assert_eq!(parse_address(text), None, "{text}");
        }
    }

    fn equals_std(text: &str) -> Result<(), TestCaseError> {
        let expected = text.trim().parse().ok();
        let expected = expected.map(|address: IpAddr| address.to_canonical());
        prop_assert_eq!(parse_address(text), expected, "{}", text);
        // What is read here and not by the library is read as the library would.
        let v4 = text.parse::<Ipv4Addr>().ok();
        prop_assert_eq!(ipv4(text.as_bytes()), v4, "{}", text);
        if let Some(address) = ipv6(text.as_bytes()) {
            prop_assert_eq!(Some(address), text.parse().ok(), "{}", text);
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn every_address_is_read(v4: u32, v6: u128, ones in 0..129_u32, zeros in 0..129_u32) {
            equals_std(&Ipv4Addr::from(v4).to_string())?;
            // Runs of zeros at any place.
            let mask = u128::MAX.checked_shl(zeros).unwrap_or_default() ^ u128::MAX.checked_shl(ones).unwrap_or_default();
            for address in [v6, v6 & mask, v6 & !mask] {
                let address = Ipv6Addr::from(address);
                equals_std(&address.to_string())?;
                let groups = address.segments();
                equals_std(&groups.map(|group| format!("{group:X}")).join(":"))?;
                prop_assert_eq!(ipv6(address.to_string().as_bytes()).is_none(), address.to_string().contains('.'));
            }
        }

        #[test]
        fn whatever_looks_like_an_address_is_read_as_by_the_library(
            v4 in "[0-9]{1,4}(\\.[0-9]{0,3}){2,4}[.:x ]?", small in "[0-2]?[0-5]?[0-9](\\.[0-2]?[0-9]?[0-9]){3}",
            v6 in "([0-9a-fA-Fg]{0,2}:{1,2}){0,9}[0-9a-f]{0,5}", dotted in "([0-9a-f]{0,2}:{1,2}){0,7}1\\.2\\.3\\.4",
            blank in "[ \t\u{3000}x]{0,2}",
        ) {
            for text in [v4, small, v6, dotted] {
                equals_std(&text)?;
                equals_std(&format!("{blank}{text}{blank}"))?;
            }
        }

        #[test]
        fn never_panics(text in any::<String>()) {
            equals_std(&text)?;
        }
    }
}
