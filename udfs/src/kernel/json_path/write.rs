//! Values as text: what a query gets to see.

use std::borrow::Cow;

use super::evaluate::Found;
use super::scan::{Quoted, Scanner};
use super::string::write_quoted;
use crate::kernel::java_double;

/// The text of a value; `None` for `null`.
pub(super) fn text(found: Found<'_>) -> Option<Cow<'_, str>> {
    let json = match found {
        Found::List(elements) => {
            let mut out = String::from("[");
            for (position, element) in elements.into_iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                write(element, &mut out)?;
            }
            out.push(']');
            return Some(Cow::Owned(out));
        }
        Found::Json(json) => json,
    };
    match json.as_bytes().first()? {
        b'"' => Some(quoted(json)?.text()),
        b'{' | b'[' => {
            let mut out = String::with_capacity(json.len());
            write(json, &mut out)?;
            Some(Cow::Owned(out))
        }
        b'n' => None,
        b't' | b'f' => Some(Cow::Borrowed(json)),
        _ => Some(number(json)),
    }
}

/// A string that has been walked over.
fn quoted(json: &str) -> Option<Quoted<'_>> {
    let body = json.strip_prefix('"')?.strip_suffix('"')?;
    Some(Quoted {
        body,
        escaped: body.contains('\\'),
    })
}

/// An integer as it is written, any other number as Java prints a `double`.
fn number(json: &str) -> Cow<'_, str> {
    if json == "-0" {
        return Cow::Borrowed("0");
    }
    if json
        .bytes()
        .all(|byte| byte == b'-' || byte.is_ascii_digit())
    {
        return Cow::Borrowed(json);
    }
    let printed = json.parse().map(java_double::text);
    printed.map_or(Cow::Borrowed(json), |printed| {
        if printed == json {
            Cow::Borrowed(json)
        } else {
            Cow::Owned(printed)
        }
    })
}

/// Appends a value that has been walked over, without blanks and as Jackson writes it.
fn write(json: &str, out: &mut String) -> Option<()> {
    let mut scanner = Scanner::new(json);
    match json.as_bytes().first()? {
        b'{' => {
            let mut members: Vec<(Cow<'_, str>, &str)> = Vec::new();
            // A key that comes twice keeps its first place and its last value.
            scanner.object(|key, value| {
                let key = key.text();
                match members.iter_mut().find(|(known, _)| *known == key) {
                    Some(known) => known.1 = value,
                    None => members.push((key, value)),
                }
            })?;
            out.push('{');
            for (position, (key, value)) in members.into_iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                write_quoted(&key, out);
                out.push(':');
                write(value, out)?;
            }
            out.push('}');
        }
        b'[' => {
            let mut elements = Vec::new();
            scanner.array(|element| elements.push(element))?;
            out.push('[');
            for (position, element) in elements.into_iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                write(element, out)?;
            }
            out.push(']');
        }
        b'"' => write_quoted(&quoted(json)?.text(), out),
        b't' | b'f' | b'n' => out.push_str(json),
        _ => {
            let number = number(json);
            // Numbers too large for a `double` are no JSON any more.
            if number.ends_with("Infinity") {
                write_quoted(&number, out);
            } else {
                out.push_str(&number);
            }
        }
    }
    Some(())
}
