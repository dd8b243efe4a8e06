//! Links: decoding, encoding, and finding a part or a parameter of a URL.

mod decode;
mod encode;
mod parse;
mod query_key;
mod query_param;

pub use decode::decode;
pub use encode::encode;
pub use parse::{UrlPart, UrlParts, parse_url};
pub use query_key::{QueryKey, QueryKeyError, parse_query};
pub use query_param::query_param;
