//! A few names, told apart cheaply: every pair of every object is looked up.

use super::value::Quoted;

/// Names and a number for each, compiled once a batch.
///
/// A table for open addressing, filled to a quarter at most, so that a name that is not wanted
/// (most of them) usually meets an empty place at once.
#[derive(Debug, Clone)]
pub(in crate::kernel) struct KeyIndex {
    table: Vec<Entry>,
}

#[derive(Debug, Clone, Default)]
struct Entry {
    /// The upper half of the name's hash; 0 where there is no name. Most names that share a place differ here already.
    tag: u32,
    number: usize,
    key: Box<str>,
}

impl KeyIndex {
    /// Numbers the names by their first place in `keys`.
    pub(in crate::kernel) fn new(keys: &[&str]) -> Self {
        let mut index = Self {
            table: vec![Entry::default(); (keys.len() * 4).next_power_of_two()],
        };
        for (number, key) in keys.iter().enumerate() {
            let (tag, place) = index.place(key);
            if let Some(entry) = index.table.get_mut(place)
                && entry.tag == 0
            {
                *entry = Entry {
                    tag,
                    number,
                    key: (*key).into(),
                };
            }
        }
        index
    }

    /// The number of `key`.
    #[inline]
    pub(in crate::kernel) fn find(&self, key: &str) -> Option<usize> {
        let (_, place) = self.place(key);
        let entry = self.table.get(place)?;
        (entry.tag != 0).then_some(entry.number)
    }

    /// The number of a name as it is written.
    #[inline]
    pub(super) fn find_written(&self, key: Quoted<'_>) -> Option<usize> {
        if key.escaped {
            self.find(&key.text())
        } else {
            self.find(key.body)
        }
    }

    /// Where `key` is, or the empty place where it would be, and its tag.
    #[inline]
    fn place(&self, key: &str) -> (u32, usize) {
        let mask = self.table.len() - 1;
        let hash = hash(key.as_bytes());
        // Never that of an empty place.
        let tag = (hash >> 32) as u32 | 1;
        let mut place = (hash >> 20) as usize & mask;
        while let Some(entry) = self.table.get(place) {
            if entry.tag == 0 || entry.tag == tag && *entry.key == *key {
                break;
            }
            place = (place + 1) & mask;
        }
        (tag, place)
    }
}

/// Mixes the length with the first and last eight bytes: the names of events share beginnings
/// (`WT_`, `XY_`) and differ in length or at the end. The middle of longer names is left to the
/// comparison.
#[inline]
fn hash(bytes: &[u8]) -> u64 {
    let (first, last) = if bytes.len() < 8 {
        if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
            (u64::from(first), u64::from(last))
        } else {
            let bytes = bytes.iter();
            let word = bytes.fold(0, |word, byte| word << 8 | u64::from(*byte));
            (word, 0)
        }
    } else {
        let word = |chunk: Option<&[u8; 8]>| chunk.map_or(0, |chunk| u64::from_le_bytes(*chunk));
        (word(bytes.first_chunk()), word(bytes.last_chunk()))
    };
    let word = (first ^ last.rotate_left(29)).wrapping_add(bytes.len() as u64);
    let mixed = word.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ mixed >> 32
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
