//! Variances of one column.

use super::Statistic;

/// Count, sum and squared deviations by the method of Youngs and Cramer.
///
/// **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDAFVariance`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Variance {
    count: f64,
    sum: f64,
    squares: f64,
}

impl Variance {
    /// The variance of a population; `None` of nothing.
    pub fn population(&self) -> Option<f64> {
        match self.count {
            count if count > 1.0 => Some(self.squares / count),
            count if count > 0.0 => Some(0.0),
            _ => None,
        }
    }

    /// The variance of a sample; 0 of one value, `None` of nothing.
    pub fn sample(&self) -> Option<f64> {
        match self.count {
            count if count > 1.0 => Some(self.squares / (count - 1.0)),
            count if count > 0.0 => Some(0.0),
            _ => None,
        }
    }
}

impl Statistic<1, 3> for Variance {
    fn add(&mut self, [value]: [f64; 1]) {
        self.count += 1.0;
        self.sum += value;
        if self.count > 1.0 {
            let t = self.count * value - self.sum;
            self.squares += t * t / (self.count * (self.count - 1.0));
        }
    }

    fn merge(&mut self, other: &Self) {
        if self.count == 0.0 {
            *self = *other;
            return;
        }
        if other.count == 0.0 {
            return;
        }
        let (n, m) = (self.count, other.count);
        let t = (m / n) * self.sum - other.sum;
        self.squares += other.squares + ((n / m) / (n + m)) * t * t;
        self.count += m;
        self.sum += other.sum;
    }

    fn state(&self) -> [f64; 3] {
        [self.count, self.sum, self.squares]
    }

    fn from_state([count, sum, squares]: [f64; 3]) -> Self {
        Self {
            count,
            sum,
            squares,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Statistic, Variance};

    fn of(values: &[f64]) -> Variance {
        let mut variance = Variance::default();
        values.iter().for_each(|value| variance.add([*value]));
        variance
    }

    // Expected numbers: answers of Hive 2.3.10.
    #[test]
    fn deviations_are_those_of_hive() {
        let variance = of(&[1.0, 2.0, 3.0, 4.0]);
        assert_eq!(
            variance.population().map(f64::sqrt),
            Some(1.118_033_988_749_895)
        );
        assert_eq!(
            variance.sample().map(f64::sqrt),
            Some(1.290_994_448_735_805_6)
        );
    }

    #[test]
    fn one_value_does_not_vary() {
        assert_eq!(of(&[7.0]).sample(), Some(0.0));
        assert_eq!(of(&[7.0]).population(), Some(0.0));
        assert_eq!((of(&[]).sample(), of(&[]).population()), (None, None));
    }

    #[test]
    fn parts_make_the_whole() {
        let mut parts = of(&[]);
        parts.merge(&of(&[1.0, 2.0]));
        parts.merge(&of(&[]));
        parts.merge(&of(&[3.0, 4.0]));
        assert_eq!(parts, of(&[1.0, 2.0, 3.0, 4.0]));
        assert_eq!(Variance::from_state(parts.state()), parts);
    }
}
