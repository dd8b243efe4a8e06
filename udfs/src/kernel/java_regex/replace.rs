//! `Matcher.replaceAll` and the syntax of its replacements.

use std::borrow::Cow;

use super::engine::{Groups, JavaRegex, Search};
use super::error::{MatchError, ReplacementError};

/// A replacement, compiled for one pattern: `$1` and `${name}` are groups, `\$` and any other `\x` is the character.
///
/// `$12` is group 12 where the pattern has as many, else group 1 and a `2`.
///
/// **Source**: `java.util.regex.Matcher.appendReplacement`.
#[derive(Debug, Clone)]
pub struct Replacement(Result<Vec<Part>, ReplacementError>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Group(usize),
}

impl Replacement {
    /// Compiles a replacement for a pattern. One that Java refuses becomes an error of
    /// [`replace_all`](JavaRegex::replace_all) when the pattern matches, not before: so does Java.
    pub fn new(replacement: &str, regex: &JavaRegex) -> Self {
        Self(
            parts(replacement, regex).map_err(|problem| ReplacementError {
                replacement: replacement.to_owned(),
                problem,
            }),
        )
    }
}

fn parts(replacement: &str, regex: &JavaRegex) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut rest = replacement.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => text.push(rest.next().ok_or("a backslash at the end")?),
            '$' => {
                let group = if rest.as_str().starts_with('{') {
                    let named = rest
                        .as_str()
                        .get(1..)
                        .and_then(|behind| behind.split_once('}'));
                    let (name, behind) = named.ok_or("${ without a closing brace")?;
                    rest = behind.chars();
                    regex
                        .named_group(name)
                        .ok_or_else(|| format!("there is no group {name:?}"))?
                } else {
                    numbered_group(&mut rest, regex.group_count())?
                };
                if !text.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut text)));
                }
                parts.push(Part::Group(group));
            }
            c => text.push(c),
        }
    }
    if !text.is_empty() {
        parts.push(Part::Text(text));
    }
    Ok(parts)
}

/// The number behind a `$`: one digit, and more as long as there is such a group.
fn numbered_group(rest: &mut std::str::Chars<'_>, groups: usize) -> Result<usize, String> {
    let mut group: Option<usize> = None;
    let mut behind = rest.clone();
    while let Some(digit) = behind.next().and_then(|c| c.to_digit(10)) {
        let longer = group
            .unwrap_or(0)
            .saturating_mul(10)
            .saturating_add(digit as usize);
        if group.is_some() && longer > groups {
            break;
        }
        group = Some(longer);
        rest.clone_from(&behind);
    }
    match group {
        None => Err(
            "$ must be followed by the number or {name} of a group; \\$ is the character"
                .to_owned(),
        ),
        Some(group) if group > groups => Err(format!("there is no group {group}")),
        Some(group) => Ok(group),
    }
}

impl JavaRegex {
    /// The text with every match replaced, as Hive's `regexp_replace`; borrowed where nothing matches.
    ///
    /// A group that took no part in a match is replaced by nothing.
    ///
    /// **Errors**: the pattern matches and Java refuses the replacement; a search that took too many steps.
    ///
    /// ```
    /// use maidian_udfs::kernel::java_regex::{JavaRegex, Replacement};
    ///
    /// let regex = JavaRegex::new(r"(\d+)-(\d+)")?;
    /// let swap = Replacement::new("$2-$1", &regex);
    /// assert_eq!(regex.replace_all("100-200", &swap, &mut regex.groups())?, "200-100");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn replace_all<'t>(
        &self,
        text: &'t str,
        replacement: &Replacement,
        groups: &mut Groups,
    ) -> Result<Cow<'t, str>, MatchError> {
        let search = self.search(text)?;
        match &replacement.0 {
            Ok(parts) => match parts.as_slice() {
                [] => replace_by(&search, text, ""),
                [Part::Text(by)] => replace_by(&search, text, by),
                parts => replace_by_groups(&search, text, parts, groups),
            },
            Err(error) => match search.find(0)? {
                Some(_) => Err(error.clone().into()),
                None => Ok(Cow::Borrowed(text)),
            },
        }
    }
}

/// Replaces every match by one text.
fn replace_by<'t>(
    search: &Search<'_, 't>,
    text: &'t str,
    by: &str,
) -> Result<Cow<'t, str>, MatchError> {
    let Some(mut span) = search.find(0)? else {
        return Ok(Cow::Borrowed(text));
    };
    let mut replaced = String::with_capacity(text.len() + by.len());
    let mut copied = 0;
    loop {
        replaced.push_str(text.get(copied..span.0).unwrap_or_default());
        replaced.push_str(by);
        copied = span.1;
        let next = search
            .next_start(span)
            .map(|start| search.find(start))
            .transpose()?;
        match next.flatten() {
            Some(next) => span = next,
            None => break,
        }
    }
    replaced.push_str(text.get(copied..).unwrap_or_default());
    Ok(Cow::Owned(replaced))
}

/// Replaces every match by texts and groups of it.
fn replace_by_groups<'t>(
    search: &Search<'_, 't>,
    text: &'t str,
    parts: &[Part],
    groups: &mut Groups,
) -> Result<Cow<'t, str>, MatchError> {
    let part = |span: Option<(usize, usize)>| span.and_then(|(start, end)| text.get(start..end));
    let mut replaced = String::new();
    let mut copied = 0;
    let mut from = Some(0);
    let mut matched = false;
    while let Some(start) = from {
        if !search.captures(start, groups)? {
            break;
        }
        matched = true;
        let Some(span) = groups.get(0) else { break };
        // A match of the whole text that one of its groups replaces needs no copy.
        if let ((0, end), [Part::Group(group)]) = (span, parts)
            && end == text.len()
            && end > 0
            && search.find(end)?.is_none()
        {
            return Ok(Cow::Borrowed(part(groups.get(*group)).unwrap_or_default()));
        }
        replaced.push_str(text.get(copied..span.0).unwrap_or_default());
        for piece in parts {
            replaced.push_str(match piece {
                Part::Text(by) => by,
                Part::Group(group) => part(groups.get(*group)).unwrap_or_default(),
            });
        }
        copied = span.1;
        from = search.next_start(span);
    }
    if !matched {
        return Ok(Cow::Borrowed(text));
    }
    replaced.push_str(text.get(copied..).unwrap_or_default());
    Ok(Cow::Owned(replaced))
}
