//! Sums, averages, variances and correlations in one pass, step by step as Hive takes them: floating-point results depend
//! on the order of the steps.

mod correlation;
mod covariance;
mod total;
mod variance;

pub use correlation::Correlation;
pub use covariance::Covariance;
pub use total::Total;
pub use variance::Variance;

/// What is kept of the rows so far. `N` numbers make a row, `S` numbers hold all that is kept.
pub trait Statistic<const N: usize, const S: usize>: Default + Clone {
    /// Takes a row.
    fn add(&mut self, row: [f64; N]);

    /// Takes what another has kept of rows that come later.
    fn merge(&mut self, other: &Self);

    /// All that is kept, counts first.
    fn state(&self) -> [f64; S];

    /// The opposite of [`Self::state`].
    fn from_state(state: [f64; S]) -> Self;
}
