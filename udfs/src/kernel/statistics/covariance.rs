//! Covariances of two columns.

use super::Statistic;

/// Count, means and the sum of the products of deviations.
///
/// **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDAFCovariance`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Covariance {
    count: f64,
    x: f64,
    y: f64,
    products: f64,
}

impl Covariance {
    /// The covariance of a population; `None` of nothing.
    pub fn population(&self) -> Option<f64> {
        (self.count > 0.0).then_some(self.products / self.count)
    }

    /// The covariance of a sample; `None` of less than two rows.
    pub fn sample(&self) -> Option<f64> {
        (self.count > 1.0).then(|| self.products / (self.count - 1.0))
    }
}

impl Statistic<2, 4> for Covariance {
    fn add(&mut self, [x, y]: [f64; 2]) {
        self.count += 1.0;
        self.y += (y - self.y) / self.count;
        if self.count > 1.0 {
            self.products += (x - self.x) * (y - self.y);
        }
        self.x += (x - self.x) / self.count;
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
        let count = n + m;
        self.products += other.products + (self.x - other.x) * (self.y - other.y) * (n * m / count);
        self.x = (self.x * n + other.x * m) / count;
        self.y = (self.y * n + other.y * m) / count;
        self.count = count;
    }

    fn state(&self) -> [f64; 4] {
        [self.count, self.x, self.y, self.products]
    }

    fn from_state([count, x, y, products]: [f64; 4]) -> Self {
        Self {
            count,
            x,
            y,
            products,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Covariance, Statistic};

    fn of(rows: &[[f64; 2]]) -> Covariance {
        let mut covariance = Covariance::default();
        rows.iter().for_each(|row| covariance.add(*row));
        covariance
    }

    // Expected numbers: an answer of Hive 2.3.10, and three halves of it for the sample.
    #[test]
    fn columns_vary_together() {
        let covariance = of(&[[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]);
        assert_eq!(covariance.population(), Some(1.333_333_333_333_333_3));
        assert_eq!(covariance.sample(), Some(2.0));
    }

    #[test]
    fn one_row_does_not_vary() {
        let covariance = of(&[[1.0, 2.0]]);
        assert_eq!(covariance.population(), Some(0.0));
        assert_eq!(covariance.sample(), None);
        assert_eq!((of(&[]).population(), of(&[]).sample()), (None, None));
    }

    #[test]
    fn parts_make_the_whole() {
        let mut parts = of(&[]);
        parts.merge(&of(&[[1.0, 2.0]]));
        parts.merge(&of(&[[2.0, 4.0], [3.0, 6.0]]));
        parts.merge(&of(&[]));
        assert_eq!(parts, of(&[[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]));
        assert_eq!(Covariance::from_state(parts.state()), parts);
    }
}
