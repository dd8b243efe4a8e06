//! The random numbers of `java.util.Random`, for results of Hive that depend on them.

const MULTIPLIER: i64 = 0x5_DEEC_E66D;
const MASK: i64 = (1 << 48) - 1;

/// A sequence of random numbers that is the same as Java's for the same seed.
///
/// **Reference**: `java.util.Random`, a linear congruential generator of 48 bits.
///
/// ```
/// use maidian_udfs::kernel::java_random::JavaRandom;
///
/// assert_eq!(JavaRandom::new(42).next_double(), 0.7275636800328681);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JavaRandom {
    seed: i64,
}

impl JavaRandom {
    /// `new Random(seed)`.
    pub fn new(seed: i64) -> Self {
        Self {
            seed: (seed ^ MULTIPLIER) & MASK,
        }
    }

    /// `nextDouble()`: from 0, below 1.
    #[expect(
        clippy::cast_precision_loss,
        reason = "53 bits are what a double holds"
    )]
    pub fn next_double(&mut self) -> f64 {
        let high = self.next(26) << 27;
        let number = high + self.next(27);
        number as f64 / (1_i64 << 53) as f64
    }

    fn next(&mut self, bits: u32) -> i64 {
        self.seed = self.seed.wrapping_mul(MULTIPLIER).wrapping_add(0xB) & MASK;
        self.seed >> (48 - bits)
    }
}

#[cfg(test)]
mod tests {
    use super::JavaRandom;

    // What `new java.util.Random(seed).nextDouble()` gives, call after call.
    #[test]
    fn numbers_are_those_of_java() {
        for (seed, expected) in [
            (
                0,
                [
                    0.730_967_787_376_657,
                    0.240_536_415_671_485_87,
                    0.637_417_425_350_108_3,
                ],
            ),
            (
                31183,
                [
                    0.107_485_272_024_865_46,
                    0.893_630_159_548_549,
                    0.137_586_907_736_239_6,
                ],
            ),
            (
                42,
                [
                    0.727_563_680_032_868_1,
                    0.683_223_471_759_845_4,
                    0.308_719_455_332_659_76,
                ],
            ),
        ] {
            let mut random = JavaRandom::new(seed);
            for number in expected {
                assert_eq!(random.next_double().to_bits(), f64::to_bits(number));
            }
        }
    }
}
