//! A few names, told apart cheaply: every pair of every object is looked up.

/// Names and a number for each, compiled once a batch.
///
/// A table for open addressing, filled to a quarter at most, so that a name that is not wanted
/// (most of them) usually meets an empty place at once.
#[derive(Debug, Clone)]
pub(super) struct KeyIndex {
    table: Vec<Option<(Box<str>, usize)>>,
}

impl KeyIndex {
    /// Numbers the names by their first place in `keys`.
    pub(super) fn new(keys: &[&str]) -> Self {
        let mut index = Self {
            table: vec![None; (keys.len() * 4).next_power_of_two()],
        };
        for (number, key) in keys.iter().enumerate() {
            let place = index.place(key);
            if let Some(entry @ None) = index.table.get_mut(place) {
                *entry = Some(((*key).into(), number));
            }
        }
        index
    }

    /// The number of `key`.
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        let entry = self.table.get(self.place(key))?.as_ref()?;
        Some(entry.1)
    }

    /// Where `key` is, or the empty place where it would be.
    fn place(&self, key: &str) -> usize {
        let mask = self.table.len() - 1;
        let mut place = hash(key) & mask;
        while let Some(Some((other, _))) = self.table.get(place) {
            if **other == *key {
                break;
            }
            place = (place + 1) & mask;
        }
        place
    }
}

/// Mixes the length with the first and last eight bytes: the names of events share beginnings
/// (`WT_`, `XY_`) and differ in length or at the end. The middle of longer names is left to the
/// comparison.
fn hash(key: &str) -> usize {
    let bytes = key.as_bytes();
    let (first, last) = match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => (
            bytes
                .iter()
                .fold(0, |word, byte| word << 8 | u64::from(*byte)),
            0,
        ),
    };
    let word = (first ^ last.rotate_left(29)).wrapping_add(bytes.len() as u64);
    (word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_the_number_of_its_first_place() {
        let names: Vec<String> = (0..500)
            .map(|number| format!("WT_long_name_{number}_x"))
            .collect();
        let mut keys: Vec<&str> = names.iter().map(String::as_str).collect();
        keys.extend(["", "a", "a\0", "abcdefgh", "号", "a"]);
        let index = KeyIndex::new(&keys);
        for (number, key) in keys.iter().enumerate() {
            let first = keys.iter().position(|other| other == key);
            assert_eq!(index.find(key), first, "{number} {key}");
        }
        for other in ["b", "WT_long_name_500_x", "abcdefg", "abcdefghi", "\0a"] {
            assert_eq!(index.find(other), None, "{other}");
        }
    }

    #[test]
    fn no_keys_find_nothing() {
        assert_eq!(KeyIndex::new(&[]).find(""), None);
    }

    #[test]
    fn names_that_differ_in_the_middle_alone_are_told_apart() {
        let index = KeyIndex::new(&["WT_area_type_1_x_name_of", "WT_area_type_2_x_name_of"]);
        assert_eq!(index.find("WT_area_type_2_x_name_of"), Some(1));
        assert_eq!(index.find("WT_area_type_3_x_name_of"), None);
    }
}
