//! Addresses that events come from. Each is random inside a block of a Chinese province, and comes
//! back again and again as the addresses of homes and of carriers' gateways do.

use std::fmt::Write as _;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::dice::{Dice, WHOLE, scatter};
use super::provinces::{PROVINCES, Province, V6_BLOCKS};

/// Of 100,000 events, those from an IPv6 address.
const IPV6: u32 = 2_000;
/// Of 100,000 events, those whose address is no address.
const JUNK: u32 = 1_000;
/// Of 100,000 events with an IPv4 address, those from elsewhere than home.
const AWAY: u32 = 15_000;
/// What collectors write where the address is unknown or was taken from the wrong header.
const JUNK_ADDRESSES: [&str; 8] = [
    "unknown",
    "",
    "10.0.0",
    "1.2.3.4, 5.6.7.8",
    "-",
    "null",
    "256.1.1.1",
    "1.2.3.4:8080",
];

/// What an event's address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// An IPv4 address, rarely with blanks around it.
    V4,
    /// An IPv6 address, rarely an IPv4 one mapped into IPv6.
    V6,
    /// Not an address.
    Junk,
}

/// A population of addresses.
#[derive(Debug)]
pub struct Addresses {
    seed: u64,
    count: u64,
    blocks: Vec<(&'static Province, [u8; 2])>,
}

impl Addresses {
    /// A population for a number of events: one IPv4 address for every 30 of them.
    pub fn new(seed: u64, events: u64) -> Self {
        let blocks = PROVINCES
            .iter()
            .flat_map(|province| province.blocks.iter().map(move |&block| (province, block)))
            .collect();
        Self {
            seed: scatter(seed ^ 0x1b),
            count: (events / 30).max(40),
            blocks,
        }
    }

    /// The number of the address at which a user, known by a random word, is at home.
    pub fn home_of(&self, word: u64) -> u64 {
        word % self.count
    }

    /// The province that an address lies in.
    pub fn province(&self, number: u64) -> &'static Province {
        self.parts(number).0
    }

    /// Writes the address of one event of a user with the home address numbered `home`.
    pub fn write(&self, home: u64, dice: &mut Dice, out: &mut String) -> Family {
        let draw = dice.below(u64::from(WHOLE));
        // Writing to a string cannot fail.
        if draw < u64::from(JUNK) {
            out.push_str(dice.pick(&JUNK_ADDRESSES));
            Family::Junk
        } else if draw < u64::from(JUNK + IPV6) {
            let number = dice.skewed(self.count, self.count / 64);
            if dice.chance(1_000) {
                let _ = write!(out, "::ffff:{}", self.parts(number).1);
            } else {
                let _ = write!(out, "{}", self.v6(number));
            }
            Family::V6
        } else {
            let away = dice.chance(AWAY);
            let number = if away {
                dice.skewed(self.count, self.count / 64)
            } else {
                home
            };
            let blanks = if dice.chance(300) {
                [" ", "  "]
            } else {
                ["", ""]
            };
            let _ = write!(out, "{}{}{}", blanks[0], self.parts(number).1, blanks[1]);
            Family::V4
        }
    }

    fn parts(&self, number: u64) -> (&'static Province, Ipv4Addr) {
        let word = scatter(self.seed ^ number);
        let [.., first, second, c, d] = word.to_be_bytes();
        let place = usize::from(u16::from_be_bytes([first, second])) % self.blocks.len().max(1);
        let (province, [a, b]) = self
            .blocks
            .get(place)
            .copied()
            .unwrap_or((&PROVINCES[0], [60, 207]));
        // Hosts .0 and .255 look like networks.
        (province, Ipv4Addr::new(a, b, c, d.clamp(1, 254)))
    }

    fn v6(&self, number: u64) -> Ipv6Addr {
        let word = scatter(self.seed ^ scatter(number));
        let [place, subnet, network @ ..] = word.to_be_bytes();
        let block = V6_BLOCKS.get(usize::from(place) % V6_BLOCKS.len());
        let [first, second, third] = block.copied().unwrap_or_default();
        let [fourth, sixth, host] = [[0, 1], [2, 3], [4, 5]].map(|pair| {
            let [high, low] = pair.map(|byte: usize| network.get(byte).copied().unwrap_or(1));
            u16::from_be_bytes([high, low])
        });
        Ipv6Addr::new(
            first,
            second,
            third | u16::from(subnet),
            fourth,
            0,
            sixth,
            0,
            host | 1,
        )
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]
    use std::collections::HashSet;
    use std::net::IpAddr;

    use super::*;

    fn draw(count: usize) -> Vec<(Family, String)> {
        let addresses = Addresses::new(1, 20_000);
        let mut dice = Dice::new(1, 1);
        let mut one = |user: usize| {
            let mut out = String::new();
            let home = addresses.home_of(scatter(user as u64 % 1_000));
            let family = addresses.write(home, &mut dice, &mut out);
            (family, out)
        };
        (0..count).map(&mut one).collect()
    }

    #[test]
    fn families_have_their_shares() {
        let drawn = draw(20_000);
        let share = |family| drawn.iter().filter(|(f, _)| *f == family).count();
        assert!(
            (340..460).contains(&share(Family::V6)),
            "{}",
            share(Family::V6)
        );
        assert!(
            (150..250).contains(&share(Family::Junk)),
            "{}",
            share(Family::Junk)
        );
    }

    #[test]
    fn only_junk_does_not_parse() {
        for (family, text) in draw(20_000) {
            let parsed = text.trim().parse::<IpAddr>();
            match family {
                Family::V4 => assert!(parsed.unwrap().is_ipv4()),
                Family::V6 => assert!(parsed.unwrap().is_ipv6()),
                Family::Junk => assert!(parsed.is_err(), "{text}"),
            }
        }
    }

    #[test]
    fn addresses_repeat() {
        let drawn = draw(20_000);
        let v4 = drawn.iter().filter(|(f, _)| *f == Family::V4);
        let distinct: HashSet<_> = v4.map(|(_, text)| text).collect();
        assert!((400..800).contains(&distinct.len()), "{}", distinct.len());
    }

    #[test]
    fn a_number_is_always_the_same_address_in_a_block_of_its_province() {
        let addresses = Addresses::new(7, 1_000);
        for number in 0..40 {
            let (province, address) = addresses.parts(number);
            let [a, b, ..] = address.octets();
            assert!(province.blocks.contains(&[a, b]));
            assert_eq!(addresses.parts(number).1, address);
        }
    }
}
