//! What `mask` and its kin share: their arguments.

use std::borrow::Cow;

use datafusion_common::Result;
use datafusion_expr::ColumnarValue;

use crate::batch::{Arguments, ImplicitText, Text, output};
use crate::kernel::text::{Mask, Range};

/// How many characters are masked, or shown, where a call does not say.
const DEFAULT_COUNT: usize = 4;

/// The first argument masked: in a range of which the second argument tells the length, or all of it.
pub(super) fn masked(
    arguments: &Arguments<'_>,
    range: Option<fn(usize) -> Range>,
) -> Result<ColumnarValue> {
    let text = ImplicitText::new(arguments, 0)?;
    let text = text.text()?;
    let counts = (range.is_some() && arguments.len() > 1)
        .then(|| arguments.integers(1))
        .transpose()?;
    let first = 1 + usize::from(range.is_some());
    let masks = (first..arguments.len())
        .map(|position| ImplicitText::new(arguments, position))
        .collect::<Result<Vec<_>>>()?;
    let masks = masks
        .iter()
        .map(ImplicitText::text)
        .collect::<Result<Vec<_>>>()?;
    output::text_rows(arguments, |row| {
        let count = match &counts {
            Some(counts) => counts
                .get(row)
                .map_or(DEFAULT_COUNT, |count| usize::try_from(count).unwrap_or(0)),
            None => DEFAULT_COUNT,
        };
        let range = range.map_or(Range::All, |range| range(count));
        let shown = mask(&masks, row).apply(text.get(row)?, range);
        Some(Cow::Owned(shown))
    })
}

/// The mask of a row: what is left out or NULL is as by default.
fn mask(masks: &[Text<'_>], row: usize) -> Mask {
    let by = |place: usize, default| match masks.get(place).and_then(|mask| mask.get(row)) {
        Some("-1") => None,
        Some(text) => text.chars().next().or(default),
        None => default,
    };
    let default = Mask::default();
    Mask {
        upper: by(0, default.upper),
        lower: by(1, default.lower),
        digit: by(2, default.digit),
        other: by(3, default.other),
    }
}
