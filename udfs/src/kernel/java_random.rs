//! Java's random numbers.

/// `java.util.Random`: the same seed gives the same numbers as in Java.
///
/// ```
/// use maidian_udfs::kernel::java_random::JavaRandom;
///
/// assert_eq!(JavaRandom::new(0).next_double(), 0.730_967_787_376_657);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JavaRandom(i64);

const MULTIPLIER: i64 = 0x5_DEEC_E66D;
const MASK: i64 = (1 << 48) - 1;

impl JavaRandom {
    /// The sequence of a seed.
    pub fn new(seed: i64) -> Self {
        Self((seed ^ MULTIPLIER) & MASK)
    }

    fn next(&mut self, bits: u32) -> i64 {
        self.0 = self.0.wrapping_mul(MULTIPLIER).wrapping_add(0xB) & MASK;
        self.0 >> (48 - bits)
    }

    /// The next number from 0 up to 1.
    pub fn next_double(&mut self) -> f64 {
        let bits = (self.next(26) << 27) + self.next(27);
        #[expect(clippy::cast_precision_loss, reason = "53 bits fit a double")]
        let number = bits as f64;
        number / (1_i64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::JavaRandom;

    // What `new java.util.Random(seed).nextDouble()` gives.
    #[test]
    fn as_in_java() {
        let mut random = JavaRandom::new(42);
        let numbers = [random.next_double(), random.next_double()];
        let expected = [0.727_563_680_032_868_1, 0.683_223_471_759_845_4];
        for (number, expected) in numbers.into_iter().zip(expected) {
            assert!((number - expected).abs() < 1e-15, "{number}");
        }
    }
}
