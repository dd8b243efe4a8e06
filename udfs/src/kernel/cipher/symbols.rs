//! Base64 symbols, four at a time through tables.

/// What [`VALUES`] has for a byte that is no symbol: a bit that no four symbols set.
const NO_SYMBOL: u32 = 1 << 31;

/// Every byte as a symbol in the first to fourth place of four: its six bits where they belong among the 24.
const VALUES: [[u32; 256]; 4] = {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut values = [[NO_SYMBOL; 256]; 4];
    let mut place = 0;
    while place < 4 {
        let shift = 18 - 6 * place;
        let mut value = 0;
        while value < 64 {
            values[place][alphabet[value as usize] as usize] = value << shift;
            value += 1;
        }
        // A blank is a `+` that somebody took for one of a form's.
        values[place][b' ' as usize] = 62 << shift;
        place += 1;
    }
    values
};

/// The bytes that so many symbols stand for; `None` for a number that leaves a single symbol over.
pub(super) fn decoded_length(symbols: usize) -> Option<usize> {
    let rest = [Some(0), None, Some(1), Some(2)];
    Some(symbols / 4 * 3 + (*rest.get(symbols % 4)?)?)
}

/// Decodes symbols without padding into exactly as many bytes as [`decoded_length`] says.
///
/// **None**: a byte that is no symbol, and a last symbol whose unused bits are not zero.
pub(super) fn decode(symbols: &[u8], bytes: &mut [u8]) -> Option<()> {
    let (fours, rest) = symbols.as_chunks::<4>();
    let (threes, last) = bytes.as_chunks_mut::<3>();
    let mut seen = 0;
    for (four, three) in fours.iter().zip(threes) {
        let bits = bits(*four);
        seen |= bits;
        let [_, a, b, c] = bits.to_be_bytes();
        *three = [a, b, c];
    }
    let bits = match (rest, last) {
        ([], []) => 0,
        ([a, b], [one]) => {
            let bits = bits([*a, *b, b'A', b'A']);
            let [_, first, unused, _] = bits.to_be_bytes();
            *one = first;
            bits | refused(unused)
        }
        ([a, b, c], [one, two]) => {
            let bits = bits([*a, *b, *c, b'A']);
            let [_, first, second, unused] = bits.to_be_bytes();
            (*one, *two) = (first, second);
            bits | refused(unused)
        }
        _ => NO_SYMBOL,
    };
    ((seen | bits) & NO_SYMBOL == 0).then_some(())
}

/// The 24 bits of four symbols, or [`NO_SYMBOL`] among them.
fn bits(four: [u8; 4]) -> u32 {
    let [first, second, third, fourth] = &VALUES;
    let [a, b, c, d] = four;
    first[usize::from(a)] | second[usize::from(b)] | third[usize::from(c)] | fourth[usize::from(d)]
}

fn refused(unused: u8) -> u32 {
    if unused == 0 { 0 } else { NO_SYMBOL }
}

#[cfg(test)]
mod tests {
    use super::{decode, decoded_length};
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD_NO_PAD;
    use proptest::prelude::*;

    fn decoded(text: &str) -> Option<Vec<u8>> {
        let mut bytes = vec![0; decoded_length(text.len())?];
        decode(text.as_bytes(), &mut bytes).map(|()| bytes)
    }

    #[test]
    fn unused_bits_are_zero() {
        assert_eq!(decoded("AA"), Some(vec![0]));
        assert_eq!(decoded("AB"), None);
        assert_eq!(decoded("AAE"), Some(vec![0, 1]));
        assert_eq!(decoded("AAF"), None);
    }

    #[test]
    fn other_room_than_the_symbols_take_is_refused() {
        assert_eq!(decode(b"AAAA", &mut [0; 4]), None);
        assert_eq!(decode(b"AA", &mut []), None);
        assert_eq!(decode(b"A", &mut [0]), None);
    }

    proptest! {
        #[test]
        fn equals_the_library(text in "[A-Za-z0-9+/]{0,60}[-_= 中\n]?[A-Za-z0-9+/]{0,9}") {
            let expected = STANDARD_NO_PAD.decode(text.replace(' ', "+")).ok();
            prop_assert_eq!(decoded(&text), expected);
        }

        #[test]
        fn bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
            prop_assert_eq!(decoded(&STANDARD_NO_PAD.encode(&bytes)), Some(bytes));
        }
    }
}
