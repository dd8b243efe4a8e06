//! A compiled pattern and its searches.

use std::sync::OnceLock;

use super::emit::{Needs, Target, emit};
use super::error::{MatchError, PatternError, Problem};
use super::parse::{Parsed, parse};
use super::shape::{Shape, Span, is_terminated};

/// A compiled regular expression of Java.
///
/// **Source**: `java.util.regex.Pattern` without flags, as Hive compiles them. See the [module](super) for what is refused.
///
/// ```
/// use maidian_udfs::kernel::java_regex::JavaRegex;
///
/// let regex = JavaRegex::new(r"^210315_QYCS_\d+$")?;
/// assert!(regex.is_match("210315_QYCS_12")?);
/// assert!(regex.is_match("210315_QYCS_12\n")?);
/// assert!(!regex.is_match("x210315_QYCS_12")?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct JavaRegex {
    pattern: Box<str>,
    groups: usize,
    names: Vec<(String, usize)>,
    needs: Needs,
    shape: Option<Shape>,
    /// `None` where the pattern needs back-tracking on every text.
    linear: Option<regex::Regex>,
    parsed: Parsed,
    /// Compiled when the first text needs it.
    back_tracking: OnceLock<Result<fancy_regex::Regex, String>>,
}

/// Buffers for the groups of a match, for many searches with one pattern.
#[derive(Debug, Clone)]
pub struct Groups {
    linear: Option<regex::CaptureLocations>,
    spans: Vec<Option<Span>>,
}

impl Groups {
    /// The whole match (0) or a group; `None` where the group took no part or does not exist.
    pub(super) fn get(&self, group: usize) -> Option<Span> {
        self.spans.get(group).copied().flatten()
    }
}

impl JavaRegex {
    /// Compiles a pattern.
    ///
    /// **Errors**: what Java refuses too, and what has no counterpart here, with the construct and its place.
    pub fn new(pattern: &str) -> Result<Self, PatternError> {
        let parsed = parse(pattern)?;
        let refused = |problem: String| PatternError {
            pattern: pattern.to_owned(),
            problem: Problem::Engine(problem),
            position: 1,
        };
        let needs = Needs::of(&parsed.root);
        let linear = if needs.back_tracking {
            None
        } else {
            let translated = emit(&parsed, Target::Linear);
            Some(regex::Regex::new(&translated).map_err(|error| refused(error.to_string()))?)
        };
        let regex = Self {
            pattern: pattern.into(),
            groups: parsed.groups,
            names: parsed.names.clone(),
            needs,
            shape: Shape::of(&parsed),
            linear,
            parsed,
            back_tracking: OnceLock::new(),
        };
        if needs.back_tracking {
            regex
                .back_tracking()
                .map_err(|error| refused(error.to_owned()))?;
        }
        Ok(regex)
    }

    /// The pattern as it was given.
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// How many capturing groups there are, the whole match not counted.
    pub fn group_count(&self) -> usize {
        self.groups
    }

    /// Whether searches take time linear in the length of the text. Texts that end with a line terminator, or that are not
    /// ASCII, may still need more (see the [module](super)).
    pub fn is_linear(&self) -> bool {
        !self.needs.back_tracking
    }

    pub(super) fn named_group(&self, name: &str) -> Option<usize> {
        self.names
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, group)| *group)
    }

    /// Buffers for [`extract`](Self::extract) and [`replace_all`](Self::replace_all).
    pub fn groups(&self) -> Groups {
        Groups {
            linear: self.linear.as_ref().map(regex::Regex::capture_locations),
            spans: vec![None; self.groups + 1],
        }
    }

    /// Whether the pattern matches anywhere in the text, as `Matcher.find`.
    ///
    /// **Errors**: a search that took too many steps.
    pub fn is_match(&self, text: &str) -> Result<bool, MatchError> {
        match self.search(text)?.engine {
            Engine::Shape(shape) => Ok(shape.find(text, 0).is_some()),
            Engine::Linear(regex) => Ok(regex.is_match(text)),
            Engine::BackTracking(regex) => regex.is_match(text).map_err(|_| self.too_many_steps()),
        }
    }

    /// A group of the first match, as Hive's `regexp_extract`.
    ///
    /// **Output**: `''` without a match; `None` where the pattern matches and the group took no part.
    /// **Errors**: the pattern matches and has no such group; a search that took too many steps.
    pub fn extract<'t>(
        &self,
        text: &'t str,
        group: i64,
        groups: &mut Groups,
    ) -> Result<Option<&'t str>, MatchError> {
        let search = self.search(text)?;
        let span = if group == 0 {
            match search.find(0)? {
                Some(span) => Some(span),
                None => return Ok(Some("")),
            }
        } else {
            if !search.captures(0, groups)? {
                return Ok(Some(""));
            }
            let index = usize::try_from(group)
                .ok()
                .filter(|index| *index <= self.groups);
            let Some(index) = index else {
                return Err(MatchError::NoSuchGroup {
                    pattern: self.pattern.to_string(),
                    groups: self.groups,
                    group,
                });
            };
            groups.get(index)
        };
        Ok(span.and_then(|(start, end)| text.get(start..end)))
    }

    /// The engine that this text needs.
    #[inline]
    pub(super) fn search<'a, 't>(&'a self, text: &'t str) -> Result<Search<'a, 't>, MatchError> {
        let engine = match (&self.shape, &self.linear) {
            (Some(shape @ Shape::Literal(_)), _) => Engine::Shape(shape),
            (shape, Some(linear))
                if !(self.needs.unterminated && is_terminated(text)
                    || self.needs.ascii && !text.is_ascii()) =>
            {
                shape.as_ref().map_or(Engine::Linear(linear), Engine::Shape)
            }
            _ => Engine::BackTracking(self.back_tracking().map_err(|error| {
                MatchError::Unsupported(self.pattern.to_string(), error.to_owned())
            })?),
        };
        Ok(Search {
            regex: self,
            engine,
            text,
        })
    }

    fn back_tracking(&self) -> Result<&fancy_regex::Regex, &str> {
        self.back_tracking
            .get_or_init(|| {
                let translated = emit(&self.parsed, Target::BackTracking);
                fancy_regex::Regex::new(&translated).map_err(|error| error.to_string())
            })
            .as_ref()
            .map_err(String::as_str)
    }

    fn too_many_steps(&self) -> MatchError {
        MatchError::TooManySteps(self.pattern.to_string())
    }
}

#[derive(Debug, Clone, Copy)]
enum Engine<'a> {
    Shape(&'a Shape),
    Linear(&'a regex::Regex),
    BackTracking(&'a fancy_regex::Regex),
}

/// A pattern on one text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Search<'a, 't> {
    regex: &'a JavaRegex,
    engine: Engine<'a>,
    text: &'t str,
}

impl Search<'_, '_> {
    /// The first match at or behind `start`; what is in front of `start` still counts for look-behind and `^`.
    #[inline]
    pub(super) fn find(&self, start: usize) -> Result<Option<Span>, MatchError> {
        Ok(match self.engine {
            Engine::Shape(shape) => shape.find(self.text, start).map(|(whole, _)| whole),
            Engine::Linear(regex) => regex
                .find_at(self.text, start)
                .map(|found| (found.start(), found.end())),
            Engine::BackTracking(regex) => regex
                .find_from_pos(self.text, start)
                .map_err(|_| self.regex.too_many_steps())?
                .map(|found| (found.start(), found.end())),
        })
    }

    /// As [`find`](Self::find), with all groups.
    pub(super) fn captures(&self, start: usize, groups: &mut Groups) -> Result<bool, MatchError> {
        let spans = &mut groups.spans;
        match self.engine {
            Engine::Shape(shape) => {
                let Some((whole, group)) = shape.find(self.text, start) else {
                    return Ok(false);
                };
                for (slot, span) in spans.iter_mut().zip([Some(whole), group]) {
                    *slot = span;
                }
            }
            Engine::Linear(regex) => {
                let locations = groups
                    .linear
                    .get_or_insert_with(|| regex.capture_locations());
                if regex
                    .captures_read_at(locations, self.text, start)
                    .is_none()
                {
                    return Ok(false);
                }
                for (index, slot) in spans.iter_mut().enumerate() {
                    *slot = locations.get(index);
                }
            }
            Engine::BackTracking(regex) => {
                let found = regex
                    .captures_from_pos(self.text, start)
                    .map_err(|_| self.regex.too_many_steps())?;
                let Some(found) = found else { return Ok(false) };
                for (index, slot) in spans.iter_mut().enumerate() {
                    *slot = found.get(index).map(|group| (group.start(), group.end()));
                }
            }
        }
        Ok(true)
    }

    /// Where the search for the next match begins; `None` behind the last character.
    #[inline]
    pub(super) fn next_start(&self, (start, end): Span) -> Option<usize> {
        if start < end {
            return Some(end);
        }
        // As `Matcher.find`: an empty match is not found twice, but may follow a match directly.
        let character = self.text.get(end..)?.chars().next()?;
        Some(end + character.len_utf8())
    }
}
