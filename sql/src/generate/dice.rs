//! The randomness of the generator: one seeded stream of numbers, and the draws that the other
//! files make from it.
//!
//! All draws are integer arithmetic, so a seed gives the same events on every machine.

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// What [`Dice::chance`] counts in: shares are given in hundred-thousandths (3 % is 3,000).
pub const WHOLE: u32 = 100_000;

/// Scatters the bits of a number; a bijection (the finalizer of SplitMix64), so distinct inputs
/// stay distinct.
pub const fn scatter(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A stream of random draws.
#[derive(Debug, Clone)]
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// The stream numbered `stream` of a seed; streams of one seed are independent of each other.
    pub fn new(seed: u64, stream: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(scatter(seed ^ scatter(stream))))
    }

    /// 64 random bits.
    pub fn word(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A number from 0 to `limit - 1`, each as likely; 0 for a limit of 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        if limit == 0 {
            0
        } else {
            self.0.random_range(0..limit)
        }
    }

    /// A number from `low` to `high`, both included; `low` when they are the wrong way round.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        if low >= high {
            low
        } else {
            self.0.random_range(low..=high)
        }
    }

    /// True in `share` of 100,000 draws.
    pub fn chance(&mut self, share: u32) -> bool {
        self.0.random_range(0..WHOLE) < share
    }

    /// One of a list, each as likely; the type's default for an empty list.
    pub fn pick<T: Copy + Default>(&mut self, list: &[T]) -> T {
        if list.is_empty() {
            return T::default();
        }
        list.get(self.0.random_range(0..list.len()))
            .copied()
            .unwrap_or_default()
    }

    /// A number from 0 to `limit - 1` that favours small ones as a Zipf–Mandelbrot law does: the
    /// chance of `k` is about proportional to `1 / (k + flat)`, even within octaves. A small `flat`
    /// is a steep law.
    pub fn skewed(&mut self, limit: u64, flat: u64) -> u64 {
        let flat = flat.max(1);
        let octaves = u64::from(((limit / flat).max(1) + 1).ilog2()).max(1);
        let start = flat << self.below(octaves);
        let drawn = start + self.below(start);
        (drawn - flat) % limit.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_of_a_seed_differ_and_repeat() {
        let draw = |seed, stream| Dice::new(seed, stream).word();
        assert_eq!(draw(1, 2), draw(1, 2));
        assert_ne!(draw(1, 2), draw(1, 3));
        assert_ne!(draw(1, 2), draw(2, 2));
    }

    #[test]
    fn chance_is_a_share_of_a_hundred_thousand() {
        let mut dice = Dice::new(1, 1);
        let hits = (0..WHOLE).filter(|_| dice.chance(3_000)).count();
        assert!((2_800..3_200).contains(&hits), "{hits}");
    }

    #[test]
    fn skewed_draws_stay_below_the_limit_and_favour_small_numbers() {
        let mut dice = Dice::new(1, 1);
        let draws: Vec<u64> = (0..20_000).map(|_| dice.skewed(1_000, 31)).collect();
        assert!(draws.iter().all(|&k| k < 1_000));
        let small = draws.iter().filter(|&&k| k < 100).count();
        assert!(small > 5_000, "{small}");
        assert!(draws.iter().any(|&k| k > 900));
    }

    #[test]
    fn skewed_draws_accept_tiny_populations() {
        let mut dice = Dice::new(1, 1);
        assert!((0..100).all(|_| dice.skewed(1, 5) == 0));
        assert!((0..100).all(|_| dice.skewed(3, 1) < 3));
    }
}
