//! `get_json_object`: a part of a JSON text by its path.
//!
//! Nothing is parsed into a tree: the document is walked once for its first key, which proves it well-formed as well, and then
//! only what was found is looked at.
//!
//! What is JSON, and what numbers look like afterwards, is decided by Jackson 1.9 as Hive sets it up: raw control characters in
//! strings, a backslash before any character and text behind the document are fine; single quotes, comments, `NaN`, leading
//! zeros and a byte order mark are not.
//!
//! Reference: `org.apache.hadoop.hive.ql.udf.UDFJson`.

mod evaluate;
mod path;
mod scan;
mod string;
mod tuple;
mod write;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

pub use path::JsonPath;
pub use tuple::json_tuple;

/// What a query sees of a well-formed JSON value; `None` for `null`.
pub(super) fn shown(json: &str) -> Option<Cow<'_, str>> {
    write::text(evaluate::Found::Json(json))
}

/// What a query sees of a well-formed string, given by what stands between its quotes.
pub(super) fn shown_string(body: &str, escaped: bool) -> Cow<'_, str> {
    scan::Quoted { body, escaped }.text()
}
