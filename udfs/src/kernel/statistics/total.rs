//! Counts and sums.

use super::Statistic;

/// The number of values and their sum.
///
/// **Reference**: `GenericUDAFSum.GenericUDAFSumDouble` and `GenericUDAFAverage` of Hive.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Total {
    count: f64,
    sum: f64,
}

impl Total {
    /// The sum; `None` of nothing.
    pub fn sum(&self) -> Option<f64> {
        (self.count > 0.0).then_some(self.sum)
    }

    /// The mean; `None` of nothing.
    pub fn average(&self) -> Option<f64> {
        (self.count > 0.0).then_some(self.sum / self.count)
    }

    /// What remains without the first rows, whose total is `first`.
    #[must_use]
    pub fn without(&self, first: &Self) -> Self {
        Self {
            count: self.count - first.count,
            sum: self.sum - first.sum,
        }
    }
}

impl Statistic<1, 2> for Total {
    fn add(&mut self, [value]: [f64; 1]) {
        self.count += 1.0;
        self.sum += value;
    }

    fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.sum += other.sum;
    }

    fn state(&self) -> [f64; 2] {
        [self.count, self.sum]
    }

    fn from_state([count, sum]: [f64; 2]) -> Self {
        Self { count, sum }
    }
}

#[cfg(test)]
mod tests {
    use super::{Statistic, Total};

    fn of(values: &[f64]) -> Total {
        let mut total = Total::default();
        values.iter().for_each(|value| total.add([*value]));
        total
    }

    #[test]
    fn values_are_added_one_after_the_other() {
        assert_eq!(of(&[0.1, 0.2, 0.3]).sum(), Some(0.600_000_000_000_000_1));
        assert_eq!(
            of(&[1.0, 2.0, 4.0]).average(),
            Some(2.333_333_333_333_333_5)
        );
        assert_eq!((of(&[]).sum(), of(&[]).average()), (None, None));
    }

    #[test]
    fn what_remains_is_a_difference() {
        let rest = of(&[0.1, 0.2, 0.3]).without(&of(&[0.1]));
        assert_eq!(rest.sum(), Some(0.500_000_000_000_000_1));
        assert_eq!(of(&[1.0]).without(&of(&[1.0])).sum(), None);
    }
}
