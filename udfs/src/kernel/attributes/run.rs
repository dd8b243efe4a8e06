//! The inner loop of the strict walk: where a string stops being plain.

/// Length of the run before the first quote, backslash or control character.
pub(super) fn plain_run(bytes: &[u8]) -> usize {
    let (words, tail) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let specials = specials(u64::from_le_bytes(*word));
        if specials != 0 {
            return index * 8 + (specials.trailing_zeros() / 8) as usize;
        }
    }
    let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
    words.len() * 8 + tail.iter().position(special).unwrap_or(tail.len())
}

/// Marks quotes, backslashes and control characters with the high bit of their byte. A subtraction
/// that borrows can mark a byte above a true mark wrongly, so only the lowest mark counts.
fn specials(word: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGHS: u64 = ONES << 7;
    let zero_bytes = |word: u64| word.wrapping_sub(ONES) & !word;
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    let quote = zero_bytes(word ^ (ONES * u64::from(b'"')));
    let backslash = zero_bytes(word ^ (ONES * u64::from(b'\\')));
    (control | quote | backslash) & HIGHS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_special_character_is_found_at_every_distance() {
        for length in 0..40 {
            for special in ['"', '\\', '\n', '\u{0}', '\u{1f}'] {
                let plain: String = "~ !aé号\u{7f}".chars().cycle().take(length).collect();
                let text = format!("{plain}{special}\u{1f}\"\\~é号");
                assert_eq!(plain_run(text.as_bytes()), plain.len(), "{text:?}");
                let text = format!("{plain}{special}");
                assert_eq!(plain_run(text.as_bytes()), plain.len(), "{text:?}");
            }
        }
    }
}
