//! Reading the patterns of `java.text.DecimalFormat`.

use thiserror::Error;

/// A pattern that is none.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is no pattern of numbers")]
pub struct PatternError(String);

/// How many digits there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits {
    pub(super) least: usize,
    pub(super) most: usize,
}

/// What stands round a number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Affixes {
    prefix: String,
    suffix: String,
}

/// A pattern, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    positive: Affixes,
    negative: Affixes,
    pub(super) multiplier: u32,
    pub(super) whole: Digits,
    pub(super) fraction: Digits,
    /// Digits between two commas; 0: there are none.
    pub(super) group: usize,
    pub(super) always_point: bool,
    /// The least digits of the power of ten, where there is one.
    pub(super) exponent: Option<usize>,
}

impl Pattern {
    pub(super) fn new(pattern: &str) -> Result<Self, PatternError> {
        read(pattern).ok_or_else(|| PatternError(pattern.to_owned()))
    }

    /// Digits with what stands round them.
    pub(super) fn affixed(&self, is_negative: bool, digits: &str) -> String {
        let Affixes { prefix, suffix } = if is_negative {
            &self.negative
        } else {
            &self.positive
        };
        format!("{prefix}{digits}{suffix}")
    }
}

/// The digits of one half of a pattern, counted.
#[derive(Debug, Default)]
struct Counts {
    /// `#` before the noughts.
    left: usize,
    noughts: usize,
    /// `#` behind the noughts.
    right: usize,
    point: Option<usize>,
    group: Option<usize>,
    exponent: Option<usize>,
}

impl Counts {
    /// Takes a character of the digits; `None` where it may not stand there.
    fn take(&mut self, c: char) -> Option<()> {
        match c {
            '#' if self.noughts > 0 => self.right += 1,
            '#' => self.left += 1,
            '0' if self.right > 0 => return None,
            '0' => self.noughts += 1,
            ',' => {
                self.group = Some(0);
                return Some(());
            }
            _ if self.point.is_some() => return None,
            _ => {
                self.point = Some(self.left + self.noughts + self.right);
                return Some(());
            }
        }
        if self.point.is_none()
            && let Some(group) = &mut self.group
        {
            *group += 1;
        }
        Some(())
    }

    /// The pattern of these counts, as Java finds it.
    fn pattern(mut self, multiplier: u32) -> Option<Pattern> {
        if let (0, 1.., Some(point)) = (self.noughts, self.left, self.point) {
            let before = point.max(1);
            self.right = self.left - before;
            self.left = before - 1;
            self.noughts = 1;
        }
        let least = self.left + self.noughts;
        let misplaced = match self.point {
            Some(point) => point < self.left || point > least,
            None => self.right > 0,
        };
        if misplaced || self.group == Some(0) {
            return None;
        }
        let total = least + self.right;
        let before = self.point.unwrap_or(total);
        let least_whole = before - self.left;
        Some(Pattern {
            positive: Affixes::default(),
            negative: Affixes::default(),
            multiplier,
            whole: Digits {
                least: least_whole,
                most: self.left + least_whole,
            },
            fraction: Digits {
                least: self.point.map_or(0, |point| least - point),
                most: self.point.map_or(0, |point| total - point),
            },
            group: self.group.unwrap_or(0),
            always_point: self.point.is_some_and(|point| point == 0 || point == total),
            exponent: self.exponent,
        })
    }
}

/// One half of a pattern: what stands round the digits, their counts, the multiplier and what follows a `;`.
struct Half<'a> {
    affixes: Affixes,
    counts: Counts,
    multiplier: u32,
    rest: Option<&'a str>,
}

fn read(pattern: &str) -> Option<Pattern> {
    if pattern.is_empty() {
        return None;
    }
    let positive = half(pattern)?;
    let minus = |prefix: &str| format!("-{prefix}");
    let negative = match positive.rest.filter(|rest| !rest.is_empty()) {
        Some(rest) => half(rest)?.affixes,
        None => positive.affixes.clone(),
    };
    let negative = if negative == positive.affixes {
        Affixes {
            prefix: minus(&negative.prefix),
            suffix: negative.suffix,
        }
    } else {
        negative
    };
    Some(Pattern {
        positive: positive.affixes,
        negative,
        ..positive.counts.pattern(positive.multiplier)?
    })
}

fn half(pattern: &str) -> Option<Half<'_>> {
    let mut half = Half {
        affixes: Affixes::default(),
        counts: Counts::default(),
        multiplier: 1,
        rest: None,
    };
    let mut rest = affix(pattern, &mut half.affixes.prefix, &mut half.multiplier)?;
    while let Some(c) = rest.chars().next().filter(|c| "#0,.".contains(*c)) {
        half.counts.take(c)?;
        rest = rest.get(1..)?;
    }
    if let Some(after) = rest.strip_prefix('E') {
        let noughts = after.len() - after.trim_start_matches('0').len();
        if noughts == 0 || half.counts.left + half.counts.noughts == 0 {
            return None;
        }
        half.counts.exponent = Some(noughts);
        rest = after.get(noughts..)?;
    }
    rest = affix(rest, &mut half.affixes.suffix, &mut half.multiplier)?;
    match rest.strip_prefix(';') {
        Some(after) => half.rest = Some(after),
        None if !rest.is_empty() => return None,
        None => {}
    }
    Some(half)
}

/// Reads what stands before or behind the digits; `None` where a quote is not closed.
fn affix<'a>(pattern: &'a str, affix: &mut String, multiplier: &mut u32) -> Option<&'a str> {
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        if "#0,.;".contains(c) {
            break;
        }
        rest = rest.get(c.len_utf8()..)?;
        match c {
            '\'' if rest.starts_with('\'') => {
                affix.push('\'');
                rest = rest.get(1..)?;
            }
            '\'' => {
                let (quoted, after) = rest.split_once('\'')?;
                affix.push_str(quoted);
                rest = after;
            }
            '¤' => affix.push('$'),
            '%' => {
                *multiplier = 100;
                affix.push(c);
            }
            '‰' => {
                *multiplier = 1000;
                affix.push(c);
            }
            c => affix.push(c),
        }
    }
    Some(rest)
}
