//! Any number of arguments that are text.

use datafusion_common::Result;

use crate::batch::{Arguments, ImplicitText, Text};

/// The arguments from a position on.
pub(super) fn implicit_from<'a>(
    arguments: &Arguments<'a>,
    position: usize,
) -> Result<Vec<ImplicitText<'a>>> {
    (position..arguments.len())
        .map(|position| ImplicitText::new(arguments, position))
        .collect()
}

/// The rows of each of them.
pub(super) fn rows<'t>(texts: &'t [ImplicitText<'_>]) -> Result<Vec<Text<'t>>> {
    texts.iter().map(ImplicitText::text).collect()
}
