//! `\p{…}`: POSIX names, general categories, scripts, blocks and the binary properties.

use std::borrow::Cow;

use super::blocks::block;
use super::error::Problem;
use super::parse::{Flags, Parse};
use super::syntax::Set;

/// The set of a property by the name between the braces, by the rules of Java: `Lower`, `Lu`, `IsHan`, `IsAlphabetic`,
/// `InCJK_UNIFIED_IDEOGRAPHS`, `script=Han`, `gc=Lu`, `blk=…`, `javaLowerCase`.
pub(super) fn property(name: &str, flags: Flags) -> Parse<Set> {
    let any_case = flags.ignore_case;
    let found = if let Some((key, value)) = name.split_once('=') {
        match key.to_ascii_lowercase().as_str() {
            "sc" | "script" => script(value),
            "blk" | "block" => return block_set(value, name),
            "gc" | "general_category" => category(value, any_case),
            _ => None,
        }
    } else if let Some(block) = name.strip_prefix("In") {
        return block_set(block, name);
    } else if let Some(short) = name.strip_prefix("Is") {
        unicode(short, any_case)
            .or_else(|| category(short, any_case))
            .or_else(|| script(short))
    } else {
        let in_unicode = if flags.unicode_classes {
            unicode(name, any_case)
        } else {
            None
        };
        in_unicode.or_else(|| category(name, any_case))
    };
    found.ok_or_else(|| unknown(name))
}

fn unknown(name: &str) -> Problem {
    if name.starts_with("java") {
        Problem::Unsupported(format!(r"\p{{{name}}}"))
    } else {
        Problem::Property(name.to_owned())
    }
}

fn block_set(name: &str, whole: &str) -> Parse<Set> {
    match block(name) {
        Some((first, last)) => Ok(Set::Range(first, last)),
        None => Err(Problem::Unsupported(format!(
            r"\p{{{whole}}} (a Unicode block)"
        ))),
    }
}

/// General categories and the names that count as such, POSIX names in ASCII among them.
fn category(name: &str, any_case: bool) -> Option<Set> {
    Some(Set::items(match name {
        "Lu" | "Ll" | "Lt" | "LC" if any_case || name == "LC" => r"\p{Lu}\p{Ll}\p{Lt}",
        "Lower" | "Upper" if any_case => "A-Za-z",
        "javaLowerCase" | "javaUpperCase" | "javaTitleCase" if any_case => {
            r"\p{Lowercase}\p{Uppercase}\p{Lt}"
        }
        "Lower" => "a-z",
        "Upper" => "A-Z",
        "ASCII" => r"\x00-\x7F",
        "Alpha" => "A-Za-z",
        "Digit" => "0-9",
        "Alnum" => "0-9A-Za-z",
        "Punct" => r"\x21-\x2F\x3A-\x40\x5B-\x60\x7B-\x7E",
        "Graph" => r"\x21-\x7E",
        "Print" => r"\x20-\x7E",
        "Blank" => r"\x09\x20",
        "Cntrl" => r"\x00-\x1F\x7F",
        "XDigit" => "0-9A-Fa-f",
        "Space" => r"\x09-\x0D\x20",
        "LD" | "javaLetterOrDigit" => r"\p{L}\p{Nd}",
        "L1" => r"\x00-\xFF",
        "all" => r"\x00-\x{10FFFF}",
        // Text holds none.
        "Cs" => return Some(Set::Not(Box::new(Set::ALL))),
        "javaLowerCase" => r"\p{Lowercase}",
        "javaUpperCase" => r"\p{Uppercase}",
        "javaAlphabetic" => r"\p{Alphabetic}",
        "javaIdeographic" => r"\p{Ideographic}",
        "javaTitleCase" => r"\p{Lt}",
        "javaDigit" => r"\p{Nd}",
        "javaLetter" => r"\p{L}",
        "javaSpaceChar" => r"\p{Z}",
        "javaISOControl" => r"\p{Cc}",
        "javaDefined" => return Some(Set::Not(Box::new(Set::items(r"\p{Cn}")))),
        "javaWhitespace" => {
            r"\x09-\x0D\x1C-\x1F\x20\x{1680}\x{2000}-\x{2006}\x{2008}-\x{200A}\x{2028}\x{2029}\x{205F}\x{3000}"
        }
        _ if CATEGORIES.contains(&name) => {
            return Some(Set::Items(Cow::Owned(format!(r"\p{{{name}}}"))));
        }
        _ => return None,
    }))
}

/// General categories that need no more than their name.
const CATEGORIES: [&str; 36] = [
    "C", "Cc", "Cf", "Cn", "Co", "L", "Ll", "Lm", "Lo", "Lt", "Lu", "M", "Mc", "Me", "Mn", "N",
    "Nd", "Nl", "No", "P", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "S", "Sc", "Sk", "Sm", "So",
    "Z", "Zl", "Zp", "Zs",
];

/// Binary properties and the POSIX names in Unicode, written in any case.
fn unicode(name: &str, any_case: bool) -> Option<Set> {
    Some(Set::items(match name.to_ascii_uppercase().as_str() {
        "LOWER" | "LOWERCASE" | "UPPER" | "UPPERCASE" | "TITLECASE" if any_case => {
            r"\p{Lowercase}\p{Uppercase}\p{Lt}"
        }
        "LOWER" | "LOWERCASE" => r"\p{Lowercase}",
        "UPPER" | "UPPERCASE" => r"\p{Uppercase}",
        "TITLECASE" => r"\p{Lt}",
        "ALPHA" | "ALPHABETIC" => r"\p{Alphabetic}",
        "LETTER" => r"\p{L}",
        "IDEOGRAPHIC" => r"\p{Ideographic}",
        "PUNCT" | "PUNCTUATION" => r"\p{P}",
        "CNTRL" | "CONTROL" => r"\p{Cc}",
        "DIGIT" => r"\p{Nd}",
        "ALNUM" => r"\p{Alphabetic}\p{Nd}",
        "SPACE" | "WHITESPACE" | "WHITE_SPACE" => r"\p{White_Space}",
        "XDIGIT" | "HEXDIGIT" | "HEX_DIGIT" => r"\p{Nd}\p{Hex_Digit}",
        "JOINCONTROL" | "JOIN_CONTROL" => r"\p{Join_Control}",
        "WORD" => r"\w",
        "BLANK" => BLANK,
        "NONCHARACTERCODEPOINT" | "NONCHARACTER_CODE_POINT" => r"\p{Noncharacter_Code_Point}",
        "ASSIGNED" => return Some(Set::Not(Box::new(Set::items(r"\p{Cn}")))),
        "GRAPH" => return Some(graph()),
        "PRINT" => return Some(print()),
        _ => return None,
    }))
}

const BLANK: &str = r"\p{Zs}\x09";

fn graph() -> Set {
    Set::Not(Box::new(Set::items(r"\p{Z}\p{Cc}\p{Cn}")))
}

fn print() -> Set {
    let visible = Set::Union(vec![graph(), Set::items(BLANK)]);
    Set::Both(
        Box::new(visible),
        Box::new(Set::Not(Box::new(Set::items(r"\p{Cc}")))),
    )
}

/// A script by its name or its code of four letters, in any case.
fn script(name: &str) -> Option<Set> {
    let plain = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    let items = plain.then(|| format!(r"\p{{sc={name}}}"))?;
    // The engine knows the names; there is no other way to ask it.
    regex::Regex::new(&format!("[{items}]"))
        .is_ok()
        .then_some(Set::Items(Cow::Owned(items)))
}
