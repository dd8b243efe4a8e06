//! Hive's conversions of columns from one type to another, as CAST and the implicit casts do them.
//!
//! Each file makes columns of one type of columns of any other; what cannot be converted is NULL.

mod boolean;
mod decimal;
mod double;
mod integer;
mod nested;
pub(crate) mod temporal;
mod text;

pub(crate) use boolean::to_boolean;
pub(crate) use decimal::to_decimal;
pub(crate) use double::{to_double, to_float};
pub(crate) use integer::to_integer;
pub(crate) use nested::nested_text;
pub(crate) use temporal::{to_date, to_timestamp};
pub(crate) use text::{ImplicitText, printed};

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::compute::take;
use datafusion_common::Result;

use super::Text;

/// The rows of a dictionary as an array of its values; any other array as it is. Arrow's own cast to a view forgets that a value
/// of a dictionary may be NULL.
pub(crate) fn unpacked(array: &ArrayRef) -> Result<ArrayRef> {
    match array.as_any_dictionary_opt() {
        Some(dictionary) => Ok(take(dictionary.values(), dictionary.keys(), None)?),
        None => Ok(Arc::clone(array)),
    }
}

/// The rows of a text column.
fn text_of(array: &ArrayRef) -> Result<impl Iterator<Item = Option<&str>>> {
    let text = Text::from_array(array.as_ref())?;
    Ok((0..array.len()).map(move |row| text.get(row)))
}
