//! The Arrow layer: the only place that knows how text is encoded in arrays.
//!
//! Functions ask [`Arguments`] for their arguments as [`Text`], [`Integers`], [`Doubles`], [`Bytes`] or [`Attributes`], whatever
//! encoding the engine chose, and give their rows back through the collectors of [`output`]. Text results are string
//! views, DataFusion's own text type, also as fields of a struct. Inside maps and lists text is `Utf8`, as the
//! tables of the warehouse carry it, so that both are written without a cast.

mod arguments;
mod attributes;
mod bytes;
pub(crate) mod convert;
pub(crate) mod dictionary;
mod doubles;
mod integers;
mod memo;
pub(crate) mod output;
mod text;
mod times;

pub(crate) use arguments::Arguments;
pub(crate) use attributes::Attributes;
pub(crate) use bytes::{Bytes, ImplicitBytes};
pub(crate) use convert::ImplicitText;
pub(crate) use doubles::Doubles;
pub(crate) use integers::Integers;
pub(crate) use memo::Memo;
pub(crate) use text::Text;
pub(crate) use times::Times;
