//! Natural numbers of any size.

use std::cmp::Ordering;

/// A natural number in 32-bit limbs, the least first and the last not zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Natural(Vec<u32>);

impl From<u64> for Natural {
    #[expect(clippy::cast_possible_truncation, reason = "split in two")]
    fn from(number: u64) -> Self {
        Self(vec![number as u32, (number >> 32) as u32]).trimmed()
    }
}

impl Ord for Natural {
    fn cmp(&self, other: &Self) -> Ordering {
        let length = self.0.len().cmp(&other.0.len());
        length.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl PartialOrd for Natural {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Natural {
    fn trimmed(mut self) -> Self {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        self
    }

    /// How many bits there are up to the first that is set.
    pub(super) fn bit_length(&self) -> u32 {
        let whole = u32::try_from(self.0.len()).unwrap_or(u32::MAX) * 32;
        whole - self.0.last().map_or(0, |last| last.leading_zeros())
    }

    #[expect(clippy::cast_possible_truncation, reason = "limb by limb")]
    pub(super) fn times(&self, factor: u32) -> Self {
        let mut carry = 0_u64;
        let mut limbs: Vec<u32> = self
            .0
            .iter()
            .map(|limb| {
                carry += u64::from(*limb) * u64::from(factor);
                let low = carry as u32;
                carry >>= 32;
                low
            })
            .collect();
        limbs.push(carry as u32);
        Self(limbs).trimmed()
    }

    pub(super) fn times_power_of_5(mut self, power: u32) -> Self {
        // The greatest power of five of 32 bits.
        for _ in 0..power / 13 {
            self = self.times(5_u32.pow(13));
        }
        self.times(5_u32.pow(power % 13))
    }

    /// Times two to a power.
    pub(super) fn shifted(&self, bits: u32) -> Self {
        let shifted = self.times(1 << (bits % 32));
        let mut limbs = vec![0; bits as usize / 32];
        limbs.extend(shifted.0);
        Self(limbs).trimmed()
    }

    #[expect(clippy::cast_possible_truncation, reason = "limb by limb")]
    pub(super) fn plus(&self, other: &Self) -> Self {
        let limb = |number: &Self, place: usize| number.0.get(place).copied().unwrap_or_default();
        let mut carry = 0_u64;
        let limbs = (0..=self.0.len().max(other.0.len()))
            .map(|place| {
                carry += u64::from(limb(self, place)) + u64::from(limb(other, place));
                let low = carry as u32;
                carry >>= 32;
                low
            })
            .collect();
        Self(limbs).trimmed()
    }

    /// `self` less what is no more.
    fn less(&self, other: &Self) -> Self {
        let mut borrow = false;
        let limbs = self
            .0
            .iter()
            .enumerate()
            .map(|(place, limb)| {
                let other = other.0.get(place).copied().unwrap_or_default();
                let (low, first) = limb.overflowing_sub(other);
                let (low, second) = low.overflowing_sub(borrow.into());
                borrow = first || second;
                low
            })
            .collect();
        Self(limbs).trimmed()
    }

    /// The quotient, which is less than 256, and the rest.
    pub(super) fn divided(&self, divisor: &Self) -> (u8, Self) {
        let (mut quotient, mut rest) = (0, self.clone());
        while rest >= *divisor {
            rest = rest.less(divisor);
            quotient += 1;
        }
        (quotient, rest)
    }
}

#[cfg(test)]
mod tests {
    use super::Natural;

    #[test]
    fn arithmetic_carries_over_limbs() {
        let large = Natural::from(u64::MAX);
        assert_eq!(large.plus(&Natural::from(1)), Natural::from(1).shifted(64));
        assert_eq!(large.times(2).less(&large), large);
        assert_eq!(large.times(7).divided(&large), (7, Natural::from(0)));
        assert_eq!(
            Natural::from(1).times_power_of_5(27),
            Natural::from(5_u64.pow(27))
        );
        assert_eq!(Natural::from(1).shifted(70).bit_length(), 71);
        assert!(Natural::from(2) > Natural::from(1));
    }
}
