//! Replacing `${…}` before parsing.

use std::collections::BTreeSet;
use std::ops::Range;

use super::diagnostic::{Diagnostic, Severity};
use super::origin::MappedText;
use super::scan::{Kind, Scanner};
use super::vars::{Namespace, Variables};
use super::{RawStatement, Statement, nearest, reference};

/// How often values may hold references whose values hold references …: Hive's `hive.variable.substitute.depth`.
const MAX_DEPTH: usize = 40;
/// What substitution may add to a statement, in bytes: values that double each round would fill the memory.
const MAX_GROWTH: usize = 16 << 20;

/// Replaces the variables of a statement, as Hive does: in the text, also inside quotes, before parsing.
///
/// `${hivevar:x}` and `${x}` are looked up in `hivevar`, `${hiveconf:x}` and `${env:X}` in theirs. A value may hold
/// references itself, and a name may be put together: `${hivevar:a${hivevar:b}}`. Comments stay as they are.
/// `\;` outside quotes becomes `;`. An undefined `${x}` without a namespace stays and is told in
/// [`Statement::warnings`].
///
/// **Errors**: an undefined variable with a namespace (and which others are undefined); `${system:…}`; a reference
/// with a namespace that is not closed; values nested deeper than 40, which most often refer to themselves; values
/// that make the statement larger by more than 16 MiB.
///
/// **Reference**: Hive's `VariableSubstitution` and `SystemVariables`, where an undefined variable with a namespace
/// stays in the text and comments are searched too.
pub fn substitute(raw: &RawStatement, variables: &Variables) -> Result<Statement, Diagnostic> {
    let text = raw.text();
    if !text.contains("${") && !text.contains("\\;") {
        return Ok(Statement::new(raw.clone(), None, Vec::new()));
    }
    let mut work = Substitution {
        raw,
        variables,
        errors: Vec::new(),
        warnings: Vec::new(),
    };
    let (mut whole, mut part) = (MappedText::default(), MappedText::default());
    // `split` has seen to it that no stretch is unterminated.
    for stretch in Scanner::new(text).map_while(Result::ok) {
        let at = raw.range().start + stretch.range.start;
        let text = text.get(stretch.range.clone()).unwrap_or_default();
        match stretch.kind {
            Kind::Comment => {
                work.finish(std::mem::take(&mut part), &mut whole)?;
                whole.push_verbatim(text, at);
            }
            Kind::EscapedSemicolon => part.push_value(";", at..at + text.len()),
            _ => part.push_verbatim(text, at),
        }
    }
    work.finish(part, &mut whole)?;
    let warnings = work.conclude()?;
    Ok(Statement::new(raw.clone(), Some(whole), warnings))
}

struct Substitution<'a> {
    raw: &'a RawStatement,
    variables: &'a Variables,
    // With the reference each is about.
    errors: Vec<(String, Diagnostic)>,
    warnings: Vec<(String, Diagnostic)>,
}

impl Substitution<'_> {
    /// Replaces all of a part without comments and appends it to `whole`.
    fn finish(&mut self, mut part: MappedText, whole: &mut MappedText) -> Result<(), Diagnostic> {
        let mut rounds = 0;
        while let Some(next) = self.round(&part)? {
            if rounds == MAX_DEPTH {
                return Err(self.too_deep(&part));
            }
            rounds += 1;
            part = next;
        }
        self.find_unresolved(&part);
        whole.push_part(&part, 0..part.text().len());
        Ok(())
    }

    /// Replaces what is defined, once. `None` when there is nothing to replace.
    fn round(&self, part: &MappedText) -> Result<Option<MappedText>, Diagnostic> {
        let text = part.text();
        let mut next = MappedText::default();
        let (mut copied, mut from) = (0, 0);
        while let Some(range) = reference::find(text, from) {
            from = range.end;
            let name = reference::name(text.get(range.clone()).unwrap_or_default());
            let Some(value) = self.variables.resolve(name) else {
                continue;
            };
            next.push_part(part, copied..range.start);
            let origin = self.origin(part, range.clone());
            if next.text().len() + value.len() > self.raw.range().len() + MAX_GROWTH {
                return Err(self.too_large(origin));
            }
            next.push_value(&value, origin);
            copied = range.end;
        }
        if copied == 0 {
            return Ok(None);
        }
        next.push_part(part, copied..text.len());
        Ok(Some(next))
    }

    fn origin(&self, part: &MappedText, range: Range<usize>) -> Range<usize> {
        part.origin(range).unwrap_or_else(|| self.raw.range())
    }

    fn at(
        &self,
        severity: Severity,
        message: impl Into<String>,
        marked: Range<usize>,
    ) -> Diagnostic {
        Diagnostic::new(severity, message)
            .at(self.raw.source(), marked)
            .in_statement(self.raw)
    }

    fn too_deep(&self, part: &MappedText) -> Diagnostic {
        let range = reference::find(part.text(), 0).unwrap_or_default();
        let reference = part.text().get(range.clone()).unwrap_or_default();
        let message =
            format!("`{reference}` is nested deeper than {MAX_DEPTH} values in one another");
        self.at(Severity::Error, message, self.origin(part, range))
            .hint(
                "its value most probably refers to itself, directly or by way of another variable",
            )
    }

    fn too_large(&self, origin: Range<usize>) -> Diagnostic {
        let message = "the values of variables make the statement too large";
        self.at(Severity::Error, message, origin)
            .hint("values may add 16 MiB to a statement; does one refer to itself more than once?")
    }

    /// Tells what is left when nothing more can be replaced.
    fn find_unresolved(&mut self, part: &MappedText) {
        let text = part.text();
        let mut inner_of_malformed = None;
        for start in reference::openings(text, 0) {
            let tail = text.get(start..).unwrap_or_default();
            if let Some(length) = reference::length_at_start(tail) {
                let origin = self.origin(part, start..start + length);
                let reference = tail.get(..length).unwrap_or_default();
                let within = inner_of_malformed
                    .take_if(|inner| *inner == start)
                    .is_some();
                self.undefined(reference, origin, within);
                continue;
            }
            let name = tail.get(2..).unwrap_or_default();
            let written = reference::written_name(name);
            let (Some(namespace), _) = Namespace::split(written) else {
                continue;
            };
            let end = start + 2 + written.len();
            if text
                .get(end..)
                .and_then(reference::length_at_start)
                .is_some()
            {
                // Told as an undefined variable, which is the reason that this one is incomplete.
                inner_of_malformed = Some(end);
                continue;
            }
            let message = format!("`${{{written}` is not a complete reference to a variable");
            let error = self
                .at(Severity::Error, message, self.origin(part, start..end))
                .hint(format!("it is written `${{{namespace}:name}}`"))
                .hint("it ends with `}`, and its name holds no blanks and no quotes");
            self.errors.push((format!("${{{written}"), error));
        }
    }

    /// `within`: as a part of another reference's name, where leaving it as it is makes no sense.
    fn undefined(&mut self, reference: &str, origin: Range<usize>, within: bool) {
        let (namespace, name) = Namespace::split(reference::name(reference));
        let is_warning = namespace.is_none() && !within;
        let known = if is_warning {
            &self.warnings
        } else {
            &self.errors
        };
        if known.iter().any(|(known, _)| known == reference) {
            return;
        }
        let message = match namespace {
            Some(Namespace::System) => {
                format!("`{reference}` is not supported: there are no Java system properties here")
            }
            Some(Namespace::Env) => {
                format!(
                    "the environment variable `{name}` is not set, which `{reference}` refers to"
                )
            }
            None if is_warning => {
                format!("no variable `{name}` is defined: `{reference}` stays as it is")
            }
            _ => format!("the variable `{reference}` is not defined"),
        };
        let severity = if is_warning {
            Severity::Warning
        } else {
            Severity::Error
        };
        let mut diagnostic = self.at(severity, message, origin);
        let marked = diagnostic.marked_text().unwrap_or_default().to_owned();
        if marked != reference {
            diagnostic = diagnostic.cause(format!("the value of `{marked}` refers to it"));
        }
        for hint in self.hints(namespace, name) {
            diagnostic = diagnostic.hint(hint);
        }
        let list = if is_warning {
            &mut self.warnings
        } else {
            &mut self.errors
        };
        list.push((reference.to_owned(), diagnostic));
    }

    /// What may be meant, then how to define it.
    fn hints(&self, namespace: Option<Namespace>, name: &str) -> Vec<String> {
        let looked_in = namespace.unwrap_or(Namespace::HiveVar);
        let define = match looked_in {
            Namespace::HiveVar | Namespace::HiveConf => {
                let set = format!("`SET {looked_in}:{name}=…;` before this statement");
                format!("define it with `--{looked_in} {name}=…`, or with {set}")
            }
            Namespace::Env => format!("set it for the command: `{name}=… maidian …`"),
            Namespace::System => {
                return vec![
                    "give the value another way: `--hivevar name=…` and `${hivevar:name}`"
                        .to_owned(),
                ];
            }
        };
        let elsewhere = [Namespace::HiveVar, Namespace::HiveConf, Namespace::Env]
            .into_iter()
            .find(|other| *other != looked_in && self.variables.get(*other, name).is_some());
        let meant = if let Some(other) = elsewhere {
            Some(format!(
                "`{name}` is defined in `{other}`: write `${{{other}:{name}}}`"
            ))
        } else if let Some(meant) = misspelt_namespace(namespace, name) {
            Some(format!("did you mean `${{{meant}}}`?"))
        } else {
            nearest(name, self.variables.iter(looked_in).map(|(name, _)| name)).map(|meant| {
                let prefix =
                    namespace.map_or_else(String::new, |namespace| format!("{namespace}:"));
                format!("did you mean `${{{prefix}{meant}}}`?")
            })
        };
        meant.into_iter().chain([define]).collect()
    }

    /// The first error, naming the others, or else the warnings.
    fn conclude(self) -> Result<Vec<Diagnostic>, Diagnostic> {
        let mut errors = self.errors.into_iter();
        let Some((_, first)) = errors.next() else {
            return Ok(self
                .warnings
                .into_iter()
                .map(|(_, warning)| warning)
                .collect());
        };
        let others: BTreeSet<_> = errors
            .map(|(reference, _)| format!("`{reference}`"))
            .collect();
        if others.is_empty() {
            return Err(first);
        }
        let others: Vec<_> = others.into_iter().collect();
        Err(first.hint(format!(
            "in the same statement cannot be replaced either: {}",
            others.join(", ")
        )))
    }
}

/// `hivevars:dt` is `hivevar:dt`, probably.
fn misspelt_namespace(namespace: Option<Namespace>, name: &str) -> Option<String> {
    let (prefix, name) = name.split_once(':').filter(|_| namespace.is_none())?;
    let known = [Namespace::HiveVar, Namespace::HiveConf, Namespace::Env].map(Namespace::as_str);
    Some(format!("{}:{name}", nearest(prefix, known)?))
}

#[cfg(test)]
mod tests;
