//! Event attributes: the text of one JSON object, as the SDKs send it.
//!
//! Every function reads the text in one strict pass (`scan`). A text that begins as an object does
//! but is not JSON (cut off, or with unescaped quotes in a value) is read again by the one tolerant
//! recovery (`recover`), so all functions agree on its pairs. A text that does not begin with `{`
//! is no object.
//!
//! Shared by all functions:
//!
//! - Names are names, never paths: `$ip`, `WT.cid`, `WT_et`. They are compared after unescaping.
//! - A JSON string comes back unescaped; a number, boolean, object or array as its JSON text,
//!   spelled as it was; `null` as `None`. An escape of half a surrogate pair gives U+FFFD.
//! - With a name twice, the last pair wins, also when it is `null`.
//!
//! Source: the section "Attributes" of the function specification; RFC 8259 for the strict reading.

mod answers;
mod exposure;
mod keys;
mod pairs;
mod pick;
mod question;
mod reader;
mod recover;
mod remove;
mod run;
mod scan;
mod value;
mod walk;
mod xy;

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod samples;

pub(super) use keys::KeyIndex;

pub use answers::Answers;
pub use exposure::{ExposureItem, exposure_items};
pub use pairs::{TextPair, pairs};
pub use pick::{Picker, get};
pub use question::{NoQuestion, Question};
pub use reader::Reader;
pub use remove::{KeySet, ODS_KEYS, remove};
pub use xy::{Coordinates, extract_xy};
