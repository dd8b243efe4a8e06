//! The inner loop of the strict walk: where a string stops being plain.
//!
//! The one file with `unsafe`: the vector instructions that every x86-64 processor has. Other processors take the loop over
//! words, against which the vectors are tested.

#![cfg_attr(
    target_arch = "x86_64",
    expect(
        unsafe_code,
        reason = "vector instructions, on slices that are long enough"
    )
)]

/// Length of the run before the first quote, backslash or control character.
#[inline]
pub(super) fn plain_run(bytes: &[u8]) -> usize {
    #[cfg(target_arch = "x86_64")]
    {
        vectors::plain_run(bytes)
    }
    #[cfg(not(target_arch = "x86_64"))]
    {
        plain_run_of_words(bytes)
    }
}

#[cfg(target_arch = "x86_64")]
mod vectors {
    use std::arch::x86_64::{
        __m128i, _mm_cmpeq_epi8, _mm_min_epu8, _mm_movemask_epi8, _mm_or_si128, _mm_set1_epi8,
    };

    const WIDTH: usize = 16;

    #[inline]
    pub(super) fn plain_run(bytes: &[u8]) -> usize {
        let mut done = 0;
        while let Some(chunk) = bytes.get(done..).and_then(<[u8]>::first_chunk) {
            // SAFETY: SSE2 is part of x86-64.
            let specials = unsafe { specials(chunk) };
            if specials != 0 {
                return done + specials.trailing_zeros() as usize;
            }
            done += WIDTH;
        }
        done + super::plain_run_of_words(bytes.get(done..).unwrap_or_default())
    }

    /// A bit for each quote, backslash and control character.
    #[inline]
    #[target_feature(enable = "sse2")]
    fn specials(chunk: &[u8; WIDTH]) -> u32 {
        // SAFETY: both are sixteen bytes, and any bytes are a vector.
        let chunk = unsafe { std::mem::transmute::<[u8; WIDTH], __m128i>(*chunk) };
        let quotes = _mm_cmpeq_epi8(chunk, _mm_set1_epi8(b'"'.cast_signed()));
        let backslashes = _mm_cmpeq_epi8(chunk, _mm_set1_epi8(b'\\'.cast_signed()));
        // What is no greater than 0x1f stays as it is.
        let controls = _mm_cmpeq_epi8(_mm_min_epu8(chunk, _mm_set1_epi8(0x1f)), chunk);
        let specials = _mm_or_si128(_mm_or_si128(quotes, backslashes), controls);
        _mm_movemask_epi8(specials).cast_unsigned()
    }
}

/// [`plain_run`] eight bytes at a time.
fn plain_run_of_words(bytes: &[u8]) -> usize {
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
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn vectors_see_what_words_see(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            for start in 0..bytes.len().min(17) {
                let bytes = &bytes[start..];
                prop_assert_eq!(plain_run(bytes), plain_run_of_words(bytes));
            }
        }

        #[test]
        fn plain_bytes_of_any_length_are_a_run(length in 0..300_usize) {
            let bytes = vec![0xff; length];
            prop_assert_eq!(plain_run(&bytes), length);
        }
    }

    #[test]
    fn a_special_character_is_found_at_every_distance() {
        for length in 0..40 {
            for special in ['"', '\\', '\n', '\u{0}', '\u{1f}'] {
                let plain: String = "~ !aé号\u{7f}".chars().cycle().take(length).collect();
                let text = format!("{plain}{special}\u{1f}\"\\~é号");
                assert_eq!(plain_run(text.as_bytes()), plain.len(), "{text:?}");
                let text = format!("{plain}{special}");
                assert_eq!(plain_run(text.as_bytes()), plain.len(), "{text:?}");
                assert_eq!(plain_run_of_words(text.as_bytes()), plain.len(), "{text:?}");
            }
        }
    }
}
