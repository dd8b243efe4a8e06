//! `levenshtein`: how far two texts are apart.

/// The least number of insertions, deletions and replacements of UTF-16 units that make one text the other.
///
/// **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFLevenshtein`.
///
/// ```
/// assert_eq!(maidian_udfs::kernel::text::levenshtein("kitten", "sitting"), 3);
/// ```
pub fn levenshtein(a: &str, b: &str) -> i32 {
    let b: Vec<u16> = b.encode_utf16().collect();
    // The distances of what of `a` has been read to every beginning of `b`.
    let mut row: Vec<i32> = (0..).take(b.len() + 1).collect();
    for (read, unit) in (1..).zip(a.encode_utf16()) {
        let mut diagonal = read - 1;
        let mut left = read;
        if let Some(first) = row.first_mut() {
            *first = read;
        }
        for (distance, other) in row.iter_mut().skip(1).zip(&b) {
            let replaced = diagonal + i32::from(unit != *other);
            diagonal = *distance;
            left = replaced.min(diagonal + 1).min(left + 1);
            *distance = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::levenshtein;

    #[test]
    fn distances() {
        for (a, b, distance) in [
            ("kitten", "sitting", 3),
            ("", "abc", 3),
            ("abc", "", 3),
            ("中文", "中", 1),
            ("flaw", "lawn", 2),
            ("", "", 0),
            ("abc", "abc", 0),
            ("a🙂", "a", 2),
        ] {
            assert_eq!(levenshtein(a, b), distance, "{a} {b}");
        }
    }
}
