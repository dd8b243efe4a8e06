//! Rows of ip2region's sources: `1.0.1.0|1.0.3.255|中国|福建省|福州市|电信`.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The addresses from a first to a last one, and where they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment<'a> {
    /// The first address.
    pub first: IpAddr,
    /// The last address.
    pub last: IpAddr,
    /// Country, province, city and operator; unknown ones (`0` or empty) are `None`.
    pub parts: [Option<&'a str>; 4],
}

impl<'a> Segment<'a> {
    /// Reads a row; `None` where it is none.
    pub fn parse(line: &'a str) -> Option<Self> {
        let mut fields = line.split('|');
        let (first, last) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
        let mut parts = [None; 4];
        for part in &mut parts {
            *part = Some(fields.next()?).filter(|text| !matches!(*text, "" | "0"));
        }
        fields
            .next()
            .is_none()
            .then_some(Self { first, last, parts })
    }

    /// An address in the middle.
    pub fn middle(&self) -> IpAddr {
        let (first, last) = self.ends();
        self.address(first + (last - first) / 2)
    }

    /// The address `offset` behind the first, or the last one where the segment is shorter.
    pub fn at(&self, offset: u128) -> IpAddr {
        let (first, last) = self.ends();
        self.address(first.saturating_add(offset).min(last))
    }

    /// Whether an address is one of these.
    pub fn holds(&self, address: IpAddr) -> bool {
        let (first, last) = self.ends();
        address.is_ipv4() == self.first.is_ipv4() && (first..=last).contains(&number(address))
    }

    fn ends(&self) -> (u128, u128) {
        (number(self.first), number(self.last))
    }

    fn address(&self, number: u128) -> IpAddr {
        match (self.first, u32::try_from(number)) {
            (IpAddr::V4(_), Ok(number)) => Ipv4Addr::from(number).into(),
            _ => Ipv6Addr::from(number).into(),
        }
    }
}

fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => u32::from(address).into(),
        IpAddr::V6(address) => address.into(),
    }
}
