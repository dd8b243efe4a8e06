//! A histogram of a bounded number of bins, from which Hive reads percentiles.

use super::java_random::JavaRandom;

/// Hive breaks ties by random numbers of this seed, so that its answers repeat.
const SEED: i64 = 31_183;

/// A bin: where its values lie and how many they are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// The mean of the values.
    pub x: f64,
    /// Their number.
    pub y: f64,
}

/// The histogram of Ben-Haim and Tom-Tov: a value gets a bin of its own, and when there are too many the two closest
/// become one.
///
/// The order in which values come decides which bins are merged.
///
/// **Reference**: `org.apache.hadoop.hive.ql.udf.generic.NumericHistogram`.
///
/// ```
/// use maidian_udfs::kernel::histogram::Histogram;
///
/// let mut histogram = Histogram::new(10_000);
/// for value in [1.0, 2.0, 3.0, 4.0, 5.0] {
///     histogram.add(value);
/// }
/// assert_eq!(histogram.quantile(0.5), Some(2.5));
/// ```
#[derive(Debug, Clone)]
pub struct Histogram {
    capacity: usize,
    bins: Vec<Bin>,
    random: JavaRandom,
}

impl Histogram {
    /// An empty histogram of at most `capacity` bins, of which there must be one at least.
    pub fn new(capacity: usize) -> Self {
        Self {
            capacity: capacity.max(1),
            bins: Vec::new(),
            random: JavaRandom::new(SEED),
        }
    }

    /// The most bins that it may have.
    pub fn capacity(&self) -> usize {
        self.capacity
    }

    /// The bins, in the order of their places.
    pub fn bins(&self) -> &[Bin] {
        &self.bins
    }

    /// Counts a value.
    pub fn add(&mut self, value: f64) {
        let found = self.search(value);
        if let Some(bin) = self.bins.get_mut(found)
            && is_equal(bin.x, value)
        {
            bin.y += 1.0;
            return;
        }
        self.bins.insert(found, Bin { x: value, y: 1.0 });
        self.trim();
    }

    /// Takes the bins of another histogram. An empty one takes the other's capacity too.
    pub fn merge(&mut self, capacity: usize, bins: &[Bin]) {
        if self.bins.is_empty() {
            self.capacity = capacity.max(1);
            self.bins = bins.to_vec();
            return;
        }
        self.bins.extend_from_slice(bins);
        self.bins.sort_by(|a, b| a.x.total_cmp(&b.x));
        self.trim();
    }

    /// The value below which the part `q` of all values lies, between bins on a straight line; `None` of an empty histogram.
    pub fn quantile(&self, q: f64) -> Option<f64> {
        let total: f64 = self.bins.iter().fold(0.0, |sum, bin| sum + bin.y);
        let mut below = 0.0;
        let mut last: Option<Bin> = None;
        for bin in &self.bins {
            let upto = below + bin.y;
            if upto / total >= q {
                let Some(last) = last else {
                    return Some(bin.x);
                };
                // Not `below`: what Java has left after adding and taking away again.
                let below = upto - bin.y;
                return Some(last.x + (q * total - below) * (bin.x - last.x) / bin.y);
            }
            below = upto;
            last = Some(*bin);
        }
        (!self.bins.is_empty()).then_some(-1.0)
    }

    /// Where the value is, or where it has to go: the bins up to there are not greater.
    fn search(&self, value: f64) -> usize {
        let (mut bin, mut left, mut right) = (0, 0, self.bins.len());
        while left < right {
            bin = usize::midpoint(left, right);
            let Some(found) = self.bins.get(bin) else {
                break;
            };
            if found.x > value {
                right = bin;
            } else if found.x < value {
                bin += 1;
                left = bin;
            } else {
                break;
            }
        }
        bin
    }

    /// Merges the closest bins until there are few enough.
    fn trim(&mut self) {
        while self.bins.len() > self.capacity {
            let closest = self.closest();
            let Some(&right) = self.bins.get(closest + 1) else {
                return;
            };
            if let Some(left) = self.bins.get_mut(closest) {
                let y = left.y + right.y;
                left.x *= left.y / y;
                left.x += right.x / y * right.y;
                left.y = y;
            }
            self.bins.remove(closest + 1);
        }
    }

    /// The bin whose next one is closest to it. Of several, one is taken at random as Java's numbers fall.
    fn closest(&mut self) -> usize {
        let (mut closest, mut ties) = (0, 1.0);
        let mut smallest = None;
        for (place, (left, right)) in self.bins.iter().zip(self.bins.iter().skip(1)).enumerate() {
            let distance = right.x - left.x;
            let Some(least) = smallest else {
                smallest = Some(distance);
                continue;
            };
            if distance < least {
                (smallest, closest, ties) = (Some(distance), place, 1.0);
            } else if is_equal(distance, least) {
                ties += 1.0;
                if self.random.next_double() <= 1.0 / ties {
                    closest = place;
                }
            }
        }
        closest
    }
}

#[expect(
    clippy::float_cmp,
    reason = "bins are of equal values, not of close ones"
)]
fn is_equal(a: f64, b: f64) -> bool {
    a == b
}

#[cfg(test)]
mod tests {
    use super::{Bin, Histogram};

    fn of(capacity: usize, values: impl IntoIterator<Item = f64>) -> Histogram {
        let mut histogram = Histogram::new(capacity);
        values.into_iter().for_each(|value| histogram.add(value));
        histogram
    }

    // Expected numbers: answers of Hive 2.3.10.
    #[test]
    fn quantiles_of_few_values_lie_between_them() {
        for (values, q, expected) in [
            (&[1.0, 2.0, 3.0, 4.0, 5.0][..], 0.5, 2.5),
            (&[3.0, 1.0, 2.0], 0.5, 1.5),
            (&[1.0, 2.0, 3.0, 4.0, 5.0], 0.25, 1.25),
            (&[1.0, 100.0], 0.5, 1.0),
            (&[5.0, 10.0, 15.0, 20.0], 0.01, 5.0),
            (&[1.0, 1.0, 2.0, 2.0, 2.0, 3.0, 3.0], 0.5, 1.5),
        ] {
            assert_eq!(of(999, values.iter().copied()).quantile(q), Some(expected));
        }
        assert_eq!(of(999, []).quantile(0.5), None);
    }

    #[test]
    fn the_closest_bins_are_merged() {
        let values = [1.0, 2.0, 3.0, 100.0];
        assert_eq!(of(2, values).quantile(0.5), Some(2.0));
        let values = [
            1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 100.0, 200.0, 300.0,
        ];
        assert_eq!(of(5, values).quantile(0.5), Some(4.125));
    }

    #[test]
    fn ties_fall_as_in_java() {
        assert_eq!(
            of(5, (0..50).map(f64::from)).quantile(0.25),
            Some(6.583_333_333_333_333)
        );
        assert_eq!(
            of(20, (0..300).map(|i| f64::from(i * i))).quantile(0.5),
            Some(19_747.452_380_952_378)
        );
        let numbers = (0..2500).map(|i| f64::from(i * 7919 % 10007));
        assert_eq!(of(999, numbers).quantile(0.5), Some(5_005.666_666_666_667));
        let numbers = (0..20_000).map(|i| f64::from(i * 7919 % 10007));
        assert_eq!(of(10_000, numbers).quantile(0.5), Some(5002.5));
    }

    #[test]
    fn merging_into_an_empty_histogram_copies() {
        let other = of(2, [1.0, 2.0, 3.0]);
        let mut histogram = Histogram::new(10_000);
        histogram.merge(other.capacity(), other.bins());
        assert_eq!(histogram.capacity(), 2);
        assert_eq!(histogram.bins(), other.bins());
    }

    #[test]
    fn merged_bins_are_sorted_and_trimmed() {
        let mut histogram = of(3, [1.0, 10.0, 20.0]);
        histogram.merge(3, of(3, [11.0, 2.0]).bins());
        assert_eq!(
            histogram.bins(),
            [
                Bin { x: 1.5, y: 2.0 },
                Bin { x: 10.5, y: 2.0 },
                Bin { x: 20.0, y: 1.0 }
            ]
        );
    }
}
