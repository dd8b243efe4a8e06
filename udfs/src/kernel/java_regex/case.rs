//! Characters that are equal when case is ignored, as `java.util.regex` sees them.

use std::sync::LazyLock;

use super::parse::Parser;
use super::syntax::Set;

impl Parser {
    /// A character and its variants under the flags.
    pub(super) fn char_set(&self, code: u32) -> Set {
        if self.flags.ignore_case && self.flags.unicode_case {
            let lower = simple_lower(simple_upper(code));
            // Java takes the variants only where a character has a case.
            return if lower == simple_upper(code) {
                Set::Range(code, code)
            } else {
                with_variants(code, lower, |cased| cased.folded == lower)
            };
        }
        self.range_set(code, code)
    }

    /// A range and its variants under the flags.
    pub(super) fn range_set(&self, first: u32, last: u32) -> Set {
        let range = Set::Range(first, last);
        if !self.flags.ignore_case {
            return range;
        }
        let within = |code| (first..=last).contains(&code);
        if self.flags.unicode_case {
            let set = with_variants(first, first, |cased| {
                within(cased.upper) || within(cased.folded)
            });
            return Set::Union(vec![range, set]);
        }
        let mut sets = vec![range];
        for (from, to) in [(b'a', b'A'), (b'A', b'a')] {
            let (from, to) = (u32::from(from), u32::from(to));
            let (low, high) = (first.max(from), last.min(from + 25));
            if low <= high {
                sets.push(Set::Range(low - from + to, high - from + to));
            }
        }
        match sets.len() {
            1 => sets.remove(0),
            _ => Set::Union(sets),
        }
    }
}

/// Two characters and those that are `wanted`.
fn with_variants(code: u32, other: u32, wanted: impl Fn(&Cased) -> bool) -> Set {
    let variants = CASED
        .iter()
        .filter(|cased| wanted(cased))
        .map(|cased| cased.code);
    Set::Union(
        [code, other]
            .into_iter()
            .chain(variants)
            .map(|code| Set::Range(code, code))
            .collect(),
    )
}

/// A character that has a case.
struct Cased {
    code: u32,
    upper: u32,
    /// The lower case of `upper`.
    folded: u32,
}

/// All of them, found once: the flags `iu` are rare.
static CASED: LazyLock<Vec<Cased>> = LazyLock::new(|| {
    // No character beyond the first two planes has a case.
    (0..0x2_0000)
        .map(|code| {
            let upper = simple_upper(code);
            Cased {
                code,
                upper,
                folded: simple_lower(upper),
            }
        })
        .filter(|cased| cased.upper != cased.code || cased.folded != cased.code)
        .collect()
});

/// The upper case that is one character, as `Character.toUpperCase` gives it.
fn simple_upper(code: u32) -> u32 {
    char::from_u32(code)
        .and_then(|c| only(c.to_uppercase()))
        .unwrap_or(code)
}

fn simple_lower(code: u32) -> u32 {
    match code {
        // In full its lower case is two characters.
        0x130 => 0x69,
        _ => char::from_u32(code)
            .and_then(|c| only(c.to_lowercase()))
            .unwrap_or(code),
    }
}

fn only(mut chars: impl Iterator<Item = char>) -> Option<u32> {
    let first = chars.next()?;
    chars.next().is_none().then_some(u32::from(first))
}
