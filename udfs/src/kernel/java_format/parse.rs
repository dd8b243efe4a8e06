//! Reading a format.

use super::{Argument, Conversion, Flags, FormatError, Piece};

pub(super) fn pieces(format: &str) -> Result<Vec<Piece>, FormatError> {
    let mut pieces = Vec::new();
    let mut rest = format;
    while let Some(at) = rest.find('%') {
        let (plain, found) = rest.split_at(at);
        if !plain.is_empty() {
            pieces.push(Piece::Plain(plain.to_owned()));
        }
        let (piece, after) = conversion(found)?;
        pieces.push(piece);
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Plain(rest.to_owned()));
    }
    Ok(pieces)
}

/// The conversion that a text begins with, and what follows.
fn conversion(text: &str) -> Result<(Piece, &str), FormatError> {
    let unknown = || FormatError::Unknown(text.chars().take(8).collect());
    let mut rest = text.get(1..).unwrap_or_default();
    let mut argument = Argument::Next;
    if let (Some(place), after) = number(rest)
        && let Some(after) = after.strip_prefix('$')
    {
        (argument, rest) = (Argument::At(place), after);
    }
    let mut flags = Flags::default();
    while let Some(flag) = rest.chars().next() {
        match flag {
            '-' => flags.left = true,
            '#' => flags.alternate = true,
            '+' => flags.plus = true,
            ' ' => flags.space = true,
            '0' => flags.zero = true,
            ',' => flags.group = true,
            '(' => flags.parentheses = true,
            '<' => argument = Argument::Last,
            _ => break,
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    let (width, after) = number(rest);
    rest = after;
    let mut precision = None;
    if let Some(after) = rest.strip_prefix('.') {
        (precision, rest) = number(after);
        if precision.is_none() {
            return Err(unknown());
        }
    }
    let kind = rest.chars().next().ok_or_else(unknown)?;
    let after = rest.get(kind.len_utf8()..).unwrap_or_default();
    let written = text
        .get(..text.len() - after.len())
        .unwrap_or_default()
        .to_owned();
    let (lower, upper) = (kind.to_ascii_lowercase(), kind.is_ascii_uppercase());
    match kind {
        'n' => return Ok((Piece::Plain("\n".to_owned()), after)),
        '%' if width.is_none() => return Ok((Piece::Plain("%".to_owned()), after)),
        'b' | 'B' | 'h' | 'H' | 's' | 'S' | 'c' | 'C' | 'd' | 'o' | 'x' | 'X' | 'e' | 'E' | 'f'
        | 'g' | 'G' => {}
        _ => return Err(unknown()),
    }
    let needs_width = (flags.left || flags.zero) && width.is_none();
    if needs_width || flags.left && flags.zero || flags.plus && flags.space {
        return Err(FormatError::Flags(written));
    }
    let conversion = Conversion {
        written,
        argument,
        flags,
        width,
        precision,
        kind: lower,
        upper,
    };
    Ok((Piece::Conversion(conversion), after))
}

/// The number that a text begins with, unless with a 0, which is a flag; and what follows.
fn number(text: &str) -> (Option<usize>, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    match digits.parse() {
        Ok(number)
            if !digits.starts_with('0')
                || digits.len() == 1 && text.len() > 1 && !rest.starts_with('$') =>
        {
            (Some(number), rest)
        }
        _ => (None, text),
    }
}
