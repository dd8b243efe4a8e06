//! The memory of one batch: rows with equal keys are computed once.

use std::hash::Hash;

use arrow::array::{Array, ArrayRef, UInt32Array};
use arrow::compute::take;
use datafusion_common::{HashMap, Result};

/// Keys looked at before the memory is given up for the rest of the batch.
const TRIAL: usize = 1024;

/// Which row of the computed ones each row of a batch equals.
///
/// Pays where a key is looked up faster than its row is computed and written. A batch in which the first keys hardly
/// repeat is computed row by row from then on, so that keys that are all different lose next to nothing.
#[derive(Debug)]
pub(crate) struct Memo<K> {
    /// The computed row of a key.
    places: HashMap<K, u32>,
    /// The computed row of each row so far.
    rows: Vec<u32>,
    computed: u32,
}

impl<K: Hash + Eq> Memo<K> {
    /// A memory for a batch of so many rows.
    pub(crate) fn new(rows: usize) -> Self {
        Self {
            places: HashMap::with_capacity(rows),
            rows: Vec::with_capacity(rows),
            computed: 0,
        }
    }

    /// Takes the key of the next row. True if the row has to be computed, and appended to the computed ones.
    #[inline]
    pub(crate) fn is_new(&mut self, key: K) -> bool {
        let next = self.computed;
        let place = if self.repeats() {
            *self.places.entry(key).or_insert(next)
        } else {
            next
        };
        self.rows.push(place);
        let is_new = place == next;
        self.computed += u32::from(is_new);
        is_new
    }

    /// Whether keys are worth remembering: so far, one in eight has come before.
    #[inline]
    fn repeats(&self) -> bool {
        self.rows.len() < TRIAL || self.rows.len() - self.rows.len() / 8 >= self.computed as usize
    }

    /// All rows of the batch, of the rows that were computed.
    pub(crate) fn spread(self, computed: ArrayRef) -> Result<ArrayRef> {
        if computed.len() == self.rows.len() {
            return Ok(computed);
        }
        let rows = UInt32Array::from(self.rows);
        Ok(take(&computed, &rows, None)?)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

    use std::sync::Arc;

    use arrow::array::{AsArray, StringViewArray};

    use super::*;

    /// The rows by a memory, and how many of them it computed.
    fn spread(keys: &[Option<&str>]) -> (Vec<Option<String>>, usize) {
        let mut memo = Memo::new(keys.len());
        let computed: StringViewArray = keys.iter().filter(|key| memo.is_new(**key)).collect();
        let count = computed.len();
        let rows = memo.spread(Arc::new(computed)).unwrap();
        let rows = rows.as_string_view().iter();
        (rows.map(|row| row.map(ToOwned::to_owned)).collect(), count)
    }

    #[test]
    fn equal_keys_are_computed_once() {
        let keys = [Some("b"), None, Some("a"), Some("b"), None, Some("")];
        let (rows, computed) = spread(&keys);
        let rows: Vec<_> = rows.iter().map(Option::as_deref).collect();
        assert_eq!(rows, keys);
        assert_eq!(computed, 4);
    }

    #[test]
    fn memory_is_given_up_where_nothing_repeats() {
        let names: Vec<String> = (0..3 * TRIAL).map(|name| name.to_string()).collect();
        let mut keys: Vec<_> = names.iter().map(|name| Some(name.as_str())).collect();
        keys.extend_from_within(..);
        let (rows, computed) = spread(&keys);
        assert!(rows.iter().map(Option::as_deref).eq(keys.iter().copied()));
        assert_eq!(computed, keys.len());
    }

    #[test]
    fn no_rows_are_no_rows() {
        assert_eq!(spread(&[]), (Vec::new(), 0));
    }
}
