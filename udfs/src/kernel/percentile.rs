//! Exact percentiles of integers, by their counts.

use std::collections::BTreeMap;

/// How often each integer occurs.
///
/// **Reference**: `org.apache.hadoop.hive.ql.udf.UDAFPercentile`.
///
/// ```
/// use maidian_udfs::kernel::percentile::Counts;
///
/// let mut counts = Counts::default();
/// for number in [4, 1, 3, 2] {
///     counts.add(number, 1);
/// }
/// assert_eq!(counts.percentile(0.5), Some(2.5));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    counts: BTreeMap<i64, u64>,
    total: u64,
}

impl Counts {
    /// Counts a number, which occurs `times`.
    pub fn add(&mut self, number: i64, times: u64) {
        *self.counts.entry(number).or_default() += times;
        self.total += times;
    }

    /// The numbers in their order, each with its count.
    pub fn entries(&self) -> impl Iterator<Item = (i64, u64)> + '_ {
        self.counts.iter().map(|(number, times)| (*number, *times))
    }

    /// How many different numbers there are.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// The number at the part `p` (0 to 1) of the way from the least to the greatest, on a straight line between two
    /// that it falls between; `None` if nothing was counted.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "positions are doubles in Hive, and not negative"
    )]
    pub fn percentile(&self, p: f64) -> Option<f64> {
        let position = self.total.checked_sub(1)? as f64 * p;
        let (lower, higher) = (position.floor(), position.ceil());
        let (low, next) = self.at(lower as u64)?;
        if lower.total_cmp(&higher).is_eq() {
            return Some(low as f64);
        }
        let high = match next {
            Some((start, next)) if start <= higher as u64 => next,
            _ => low,
        };
        if high == low {
            return Some(low as f64);
        }
        Some((higher - position) * low as f64 + (position - lower) * high as f64)
    }

    /// The number at a position, and the next one with the position where it starts.
    fn at(&self, position: u64) -> Option<(i64, Option<(u64, i64)>)> {
        let mut numbers = self.counts.iter();
        let mut upto = 0;
        for (number, times) in &mut numbers {
            upto += times;
            if position < upto {
                return Some((*number, numbers.next().map(|(next, _)| (upto, *next))));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    fn of(numbers: &[i64]) -> Counts {
        let mut counts = Counts::default();
        numbers.iter().for_each(|number| counts.add(*number, 1));
        counts
    }

    // Expected numbers: answers of Hive 2.3.10.
    #[test]
    fn percentiles_lie_on_a_line_between_numbers() {
        let counts = of(&[3, 1, 4, 2]);
        for (p, expected) in [(0.0, 1.0), (0.3, 1.9), (0.5, 2.5), (0.9, 3.7), (1.0, 4.0)] {
            assert_eq!(counts.percentile(p), Some(expected), "{p}");
        }
    }

    #[test]
    fn equal_numbers_count_each() {
        let counts = of(&[1, 1, 1, 9]);
        assert_eq!(counts.percentile(0.5), Some(1.0));
        assert_eq!(counts.percentile(0.75), Some(3.0));
        assert_eq!(counts.percentile(1.0), Some(9.0));
    }

    #[test]
    fn of_nothing_there_is_none() {
        assert_eq!(of(&[]).percentile(0.5), None);
        assert_eq!(of(&[-7]).percentile(0.5), Some(-7.0));
    }
}
