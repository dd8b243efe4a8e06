//! What can be asked about the text of attributes, and how a plan writes it.

use std::fmt;
use std::str::FromStr;

use super::xy::Coordinates;

/// What is asked about the text of attributes.
///
/// As text it is `get KEY`, `json KEY`, `remove ["KEY",…]`, `extract_xy`, `extract_xy_no_lag_lat` or `is_object`.
///
/// ```
/// use maidian_udfs::kernel::attributes::Question;
///
/// let question = Question::Value("$ip".into());
/// assert_eq!(question.to_string(), "get $ip");
/// assert_eq!("get $ip".parse(), Ok(question));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Question {
    /// The value under a name, as [`get`](super::get) gives it.
    Value(String),
    /// The value under a name as `get_json_object(text, '$.name')` gives it: a broken object has none, and numbers and
    /// containers are written anew. The name is of ASCII letters, digits and `_`.
    JsonField(String),
    /// The value under a name as `json_tuple(text, 'name')` gives it: as `JsonField`, but under any name, and of an object only.
    TupleField(String),
    /// The text without the pairs of these names, as [`remove`](super::remove()) gives it.
    Without(Vec<String>),
    /// The custom fields, as [`extract_xy`](super::extract_xy) gives them.
    CustomFields(Coordinates),
    /// An object of the exposed items only, of which [`exposure_items`](super::exposure_items()) gives what it gives of the
    /// whole text.
    Exposures,
    /// An empty text where the text is an object, a broken one too: what `attr_pick` tells by a struct that is not NULL.
    IsObject,
}

const GET: &str = "get ";
const JSON: &str = "json ";
const TUPLE: &str = "tuple ";
const REMOVE: &str = "remove ";
const XY: &str = "extract_xy";
const XY_NO_LAG_LAT: &str = "extract_xy_no_lag_lat";
const EXPOSURES: &str = "exposures";
const IS_OBJECT: &str = "is_object";

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(key) => write!(f, "{GET}{key}"),
            Self::JsonField(key) => write!(f, "{JSON}{key}"),
            Self::TupleField(key) => write!(f, "{TUPLE}{key}"),
            Self::Without(keys) => {
                write!(f, "{REMOVE}{}", serde_json::Value::from(keys.as_slice()))
            }
            Self::CustomFields(Coordinates::Keep) => f.write_str(XY),
            Self::CustomFields(Coordinates::Drop) => f.write_str(XY_NO_LAG_LAT),
            Self::Exposures => f.write_str(EXPOSURES),
            Self::IsObject => f.write_str(IS_OBJECT),
        }
    }
}

/// A text that is no question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{text}' asks nothing of attributes")]
pub struct NoQuestion {
    /// The text.
    pub text: String,
}

impl FromStr for Question {
    type Err = NoQuestion;

    fn from_str(text: &str) -> Result<Self, NoQuestion> {
        let no_question = || NoQuestion {
            text: text.to_owned(),
        };
        if let Some(key) = text.strip_prefix(GET) {
            return Ok(Self::Value(key.to_owned()));
        }
        if let Some(key) = text.strip_prefix(JSON) {
            return Ok(Self::JsonField(key.to_owned()));
        }
        if let Some(key) = text.strip_prefix(TUPLE) {
            return Ok(Self::TupleField(key.to_owned()));
        }
        if let Some(keys) = text.strip_prefix(REMOVE) {
            let keys = serde_json::from_str(keys).map_err(|_| no_question())?;
            return Ok(Self::Without(keys));
        }
        match text {
            XY => Ok(Self::CustomFields(Coordinates::Keep)),
            XY_NO_LAG_LAT => Ok(Self::CustomFields(Coordinates::Drop)),
            EXPOSURES => Ok(Self::Exposures),
            IS_OBJECT => Ok(Self::IsObject),
            _ => Err(no_question()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_come_back_from_their_texts() {
        for asked in [
            Question::Value(String::new()),
            Question::Value("get \"x".into()),
            Question::JsonField("WT_et".into()),
            Question::TupleField("a b".into()),
            Question::Without(Vec::new()),
            Question::Without(vec!["a\",\"b".into(), "号".into()]),
            Question::CustomFields(Coordinates::Keep),
            Question::CustomFields(Coordinates::Drop),
            Question::Exposures,
            Question::IsObject,
        ] {
            assert_eq!(asked.to_string().parse(), Ok(asked));
        }
        for text in ["", "a", "remove a", "GET a"] {
            assert!(text.parse::<Question>().is_err(), "{text}");
        }
    }
}
