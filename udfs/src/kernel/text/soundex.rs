//! `soundex`: the sound of an English word.

/// The code of every letter from `A` on.
const CODES: &[u8; 26] = b"01230120022455012623010202";

/// The American Soundex code of a word: its first letter and three digits.
///
/// **Output**: `''` where there is no letter.
/// **NULLs**: `None` where a letter is none of `A` to `Z`.
/// **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFSoundex`, that is `Soundex` of commons-codec 1.4.
///
/// ```
/// use maidian_udfs::kernel::text::soundex;
///
/// assert_eq!(soundex("Miller").as_deref(), Some("M460"));
/// ```
pub fn soundex(word: &str) -> Option<String> {
    let letters: Vec<char> = word
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_uppercase)
        .collect();
    let Some(first) = letters.first() else {
        return Some(String::new());
    };
    let mut sound = String::from(*first);
    let mut last = Some(code(*first)?);
    for place in 1..letters.len() {
        if sound.len() == 4 {
            break;
        }
        let mapped = code_at(&letters, place)?;
        let Some(mapped) = mapped else { continue };
        if mapped != b'0' && Some(mapped) != last {
            sound.push(char::from(mapped));
        }
        last = Some(mapped);
    }
    while sound.len() < 4 {
        sound.push('0');
    }
    Some(sound)
}

fn code(letter: char) -> Option<u8> {
    let place = u32::from(letter).checked_sub(u32::from('A'))?;
    CODES.get(usize::try_from(place).ok()?).copied()
}

/// The code of a letter; the inner `None` where `H` or `W` alone stand between it and its like.
#[expect(
    clippy::option_option,
    reason = "no code and no letter are different answers"
)]
fn code_at(letters: &[char], place: usize) -> Option<Option<u8>> {
    let mapped = code(*letters.get(place)?)?;
    if place > 1 && mapped != b'0' && matches!(letters.get(place - 1), Some('H' | 'W')) {
        let before = *letters.get(place - 2)?;
        if code(before)? == mapped || matches!(before, 'H' | 'W') {
            return Some(None);
        }
    }
    Some(Some(mapped))
}

#[cfg(test)]
mod tests {
    use super::soundex;

    #[test]
    fn known_names() {
        for (name, sound) in [
            ("Miller", "M460"),
            ("Robert", "R163"),
            ("Rupert", "R163"),
            ("Ashcraft", "A261"),
            ("Tymczak", "T522"),
            ("O'Hara", "O600"),
            ("a", "A000"),
            ("", ""),
            ("123", ""),
        ] {
            assert_eq!(soundex(name).as_deref(), Some(sound), "{name}");
        }
    }

    #[test]
    fn other_scripts_have_no_sound() {
        assert_eq!(soundex("中文"), None);
    }
}
