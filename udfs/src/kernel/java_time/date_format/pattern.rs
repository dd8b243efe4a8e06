//! Patterns, compiled.

use thiserror::Error;

/// A field of a pattern: what one letter stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letter {
    Era,
    Year,
    WeekYear,
    Month,
    WeekOfYear,
    WeekOfMonth,
    DayOfYear,
    DayOfMonth,
    DayOfWeekInMonth,
    DayName,
    DayOfWeek,
    Half,
    /// 0 to 23.
    Hour0,
    /// 1 to 24.
    Hour1,
    /// 0 to 11.
    HalfHour0,
    /// 1 to 12.
    HalfHour1,
    Minute,
    Second,
    Millisecond,
    ZoneName,
    ZoneOffset,
    IsoZone,
}

impl Letter {
    fn of(letter: char) -> Option<Self> {
        Some(match letter {
            'G' => Self::Era,
            'y' => Self::Year,
            'Y' => Self::WeekYear,
            'M' | 'L' => Self::Month,
            'w' => Self::WeekOfYear,
            'W' => Self::WeekOfMonth,
            'D' => Self::DayOfYear,
            'd' => Self::DayOfMonth,
            'F' => Self::DayOfWeekInMonth,
            'E' => Self::DayName,
            'u' => Self::DayOfWeek,
            'a' => Self::Half,
            'H' => Self::Hour0,
            'k' => Self::Hour1,
            'K' => Self::HalfHour0,
            'h' => Self::HalfHour1,
            'm' => Self::Minute,
            's' => Self::Second,
            'S' => Self::Millisecond,
            'z' => Self::ZoneName,
            'Z' => Self::ZoneOffset,
            'X' => Self::IsoZone,
            _ => return None,
        })
    }

    /// Whether such a field is written in digits.
    fn is_number(self, count: usize) -> bool {
        match self {
            Self::Month => count <= 2,
            Self::Era
            | Self::DayName
            | Self::Half
            | Self::ZoneName
            | Self::ZoneOffset
            | Self::IsoZone => false,
            _ => true,
        }
    }
}

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text that stands as it is.
    Text(String),
    /// A letter, how often it is repeated, and whether digits follow it at once, so that it may not read more than that many.
    Field(Letter, usize, bool),
}

/// A compiled pattern of `java.text.SimpleDateFormat`.
///
/// ```
/// use maidian_udfs::kernel::event_time::DEFAULT_ZONE;
/// use maidian_udfs::kernel::java_time::{Calendar, DateFormat};
///
/// let format = DateFormat::compile("yyyy年M月d日 HH:mm")?;
/// let mut calendar = Calendar::new(DEFAULT_ZONE, 0);
/// let millis = format.parse("2021年3月15日 10:11", &mut calendar);
/// assert_eq!(millis, Some(1_615_774_260_000));
/// let mut text = String::new();
/// format.format(1_615_774_272_000, &mut calendar, &mut text);
/// assert_eq!(text, "2021年3月15日 10:11");
/// # Ok::<(), maidian_udfs::kernel::java_time::PatternError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFormat {
    pub(super) pieces: Vec<Piece>,
    pub(super) plain: Option<Plain>,
}

/// Patterns that most texts are of. Those texts are read without them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plain {
    /// `yyyy-MM-dd`.
    Date,
    /// `yyyy-MM-dd HH:mm:ss`.
    DateTime,
}

/// Why a text is no pattern, in Java's words.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PatternError {
    /// A letter that stands for nothing.
    #[error("Illegal pattern character '{0}'")]
    Letter(char),
    /// A quote without an end.
    #[error("Unterminated quote")]
    Quote,
    /// More than three `X`.
    #[error("invalid ISO 8601 format: length={0}")]
    IsoZone(usize),
}

impl DateFormat {
    /// Compiles a pattern.
    ///
    /// **Input**: letters of `SimpleDateFormat`, text in single quotes (`''` is a quote), anything but letters as it is.
    /// **Errors**: a letter that stands for nothing, a quote without an end, `XXXX`.
    pub fn compile(pattern: &str) -> Result<Self, PatternError> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut quoted = false;
        let mut chars = pattern.chars().peekable();
        while let Some(c) = chars.next() {
            if c == '\'' {
                if chars.next_if_eq(&'\'').is_some() {
                    text.push('\'');
                } else {
                    quoted = !quoted;
                }
            } else if quoted || !c.is_ascii_alphabetic() {
                text.push(c);
            } else {
                let letter = Letter::of(c).ok_or(PatternError::Letter(c))?;
                let mut count = 1;
                while chars.next_if_eq(&c).is_some() {
                    count += 1;
                }
                if letter == Letter::IsoZone && count > 3 {
                    return Err(PatternError::IsoZone(count));
                }
                if !text.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut text)));
                }
                pieces.push(Piece::Field(letter, count, false));
            }
        }
        if quoted {
            return Err(PatternError::Quote);
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        mark_adjacent(&mut pieces);
        let plain = match pattern {
            "yyyy-MM-dd" => Some(Plain::Date),
            "yyyy-MM-dd HH:mm:ss" => Some(Plain::DateTime),
            _ => None,
        };
        Ok(Self { pieces, plain })
    }
}

/// Marks fields that digits follow at once.
fn mark_adjacent(pieces: &mut [Piece]) {
    let mut digits_follow = false;
    for piece in pieces.iter_mut().rev() {
        match piece {
            Piece::Text(_) => digits_follow = false,
            Piece::Field(letter, count, bounded) => {
                *bounded = digits_follow;
                digits_follow = letter.is_number(*count);
            }
        }
    }
}
