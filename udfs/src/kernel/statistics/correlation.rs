//! Correlation of two columns.

use super::Statistic;

/// Count, means, and the sums of squares and products of deviations.
///
/// **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDAFCorrelation`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Correlation {
    count: f64,
    y: f64,
    x: f64,
    y_squares: f64,
    x_squares: f64,
    products: f64,
}

impl Correlation {
    /// Pearson's coefficient; `None` of nothing, and where a column does not vary.
    pub fn coefficient(&self) -> Option<f64> {
        if self.count == 0.0 || self.x_squares == 0.0 || self.y_squares == 0.0 {
            return None;
        }
        Some(self.products / self.y_squares.sqrt() / self.x_squares.sqrt())
    }
}

impl Statistic<2, 6> for Correlation {
    // The first column is Hive's y.
    fn add(&mut self, [y, x]: [f64; 2]) {
        let (dx, dy) = (x - self.x, y - self.y);
        self.count += 1.0;
        self.x += dx / self.count;
        self.y += dy / self.count;
        if self.count > 1.0 {
            self.products += dx * (y - self.y);
            self.x_squares += dx * (x - self.x);
            self.y_squares += dy * (y - self.y);
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
        let count = n + m;
        let (dx, dy) = (self.x - other.x, self.y - other.y);
        self.x_squares += other.x_squares + dx * dx * n * m / count;
        self.y_squares += other.y_squares + dy * dy * n * m / count;
        self.products += other.products + dx * dy * (n * m / count);
        self.x = (self.x * n + other.x * m) / count;
        self.y = (self.y * n + other.y * m) / count;
        self.count = count;
    }

    fn state(&self) -> [f64; 6] {
        [
            self.count,
            self.y,
            self.x,
            self.y_squares,
            self.x_squares,
            self.products,
        ]
    }

    fn from_state([count, y, x, y_squares, x_squares, products]: [f64; 6]) -> Self {
        Self {
            count,
            y,
            x,
            y_squares,
            x_squares,
            products,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Correlation, Statistic};

    fn of(rows: &[[f64; 2]]) -> Correlation {
        let mut correlation = Correlation::default();
        rows.iter().for_each(|row| correlation.add(*row));
        correlation
    }

    #[test]
    fn columns_on_a_line_correlate() {
        let up = of(&[[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]).coefficient();
        assert!(
            up.is_some_and(|found| (found - 1.0).abs() < 1e-12),
            "{up:?}"
        );
        let down = of(&[[1.0, 6.0], [2.0, 4.0], [3.0, 2.0]]).coefficient();
        assert!(
            down.is_some_and(|found| (found + 1.0).abs() < 1e-12),
            "{down:?}"
        );
    }

    #[test]
    fn a_column_that_does_not_vary_has_none() {
        assert_eq!(of(&[[1.0, 2.0], [1.0, 3.0]]).coefficient(), None);
        assert_eq!(of(&[[1.0, 2.0]]).coefficient(), None);
        assert_eq!(of(&[]).coefficient(), None);
    }

    #[test]
    fn parts_make_the_whole() {
        let rows = [[1.0, 2.0], [2.0, 5.0], [4.0, 6.0], [3.0, 3.0]];
        let mut parts = of(&rows[..1]);
        parts.merge(&of(&rows[1..]));
        let (parts, whole) = (
            parts.coefficient().unwrap_or(0.0),
            of(&rows).coefficient().unwrap_or(1.0),
        );
        assert!((parts - whole).abs() < 1e-12, "{parts} {whole}");
    }
}
