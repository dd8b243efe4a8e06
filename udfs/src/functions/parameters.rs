//! What a function takes: names, classes and numbers of its arguments, checked when a query is planned.

use std::sync::Arc;

use arrow::datatypes::DataType;
use datafusion_common::{Result, plan_err};

use crate::typing::hive_name;

/// The class of an argument: which types are taken as they are and what literals of other types become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Utf8, LargeUtf8, Utf8View or a dictionary of them.
    Text,
    /// Text, or a map of text to text.
    Attributes,
    /// Any integer, or text that holds one.
    Milliseconds,
    /// Any integer.
    Integer,
    /// Bytes, or text taken as its bytes.
    Binary,
    /// Text, or what Hive makes text of by itself: numbers, booleans, dates and timestamps.
    HiveText,
    /// An array, a map or a struct.
    Container,
    /// Any integer, text, or whatever a map has for keys.
    Key,
    /// Any integer or the literal NULL, as they are.
    Places,
    /// Anything.
    Any,
    /// Any number: integers as bigint, floating-point numbers as doubles, decimals as they are.
    Number,
    /// Any number, or text that holds one.
    NumberOrText,
    /// A floating-point number or a decimal, or an array of them.
    Fraction,
    /// Any number, or an array of floating-point numbers or decimals.
    Part,
    /// Text, a date or a timestamp; not the literal NULL, which has no type.
    Time,
    /// Text, a date or a timestamp.
    TimeOrNull,
    /// Text, a date or a timestamp, or a number, which is none.
    TimeOrNumber,
    /// Whatever Hive makes a timestamp of: text, numbers, booleans, dates and timestamps.
    Instant,
    /// An integer of at most 32 bits; not the literal NULL.
    Int,
    /// An integer of at most 32 bits.
    IntOrNull,
    /// Text; not the literal NULL.
    TypedText,
    /// A boolean.
    Boolean,
    /// An interval.
    Interval,
    /// Any number as it is, or text that holds one.
    Numeric,
    /// Bytes, or what Hive makes text of by itself.
    HiveBytes,
    /// What Hive makes text of by itself, or an array of text.
    TextOrArray,
    /// An array.
    Array,
    /// A map.
    Map,
}

impl Class {
    fn expected(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Attributes => "text or map<text,text>",
            Self::Milliseconds => "an integer or text",
            Self::Key => "an integer, text or a key of a map",
            Self::Integer | Self::Places => "an integer",
            Self::Binary => "binary",
            Self::HiveText => "text, a number, a boolean, a date or a timestamp",
            Self::Any => "a value",
            Self::Time | Self::TimeOrNull | Self::TimeOrNumber => "text, a date or a timestamp",
            Self::Instant => "text, a number, a boolean, a date or a timestamp",
            Self::Int | Self::IntOrNull => "an int, a smallint or a tinyint",
            Self::TypedText => "text",
            Self::Boolean => "a boolean",
            Self::Interval => "an interval",
            Self::Numeric => "a number, or text that holds one",
            Self::HiveBytes => "binary, text, a number, a boolean, a date or a timestamp",
            Self::TextOrArray => "text or an array of text",
            Self::Array => "an array",
            Self::Map => "a map",
            Self::Container => "an array, a map or a struct",
            Self::Number => "a number",
            Self::NumberOrText => "a number or text",
            Self::Fraction => "a double, a decimal or an array of them",
            Self::Part => "a number, or an array of doubles or decimals",
        }
    }

    /// The type that the function will see for an argument of type `given`, `None` where it takes no such argument.
    fn coerce(self, given: &DataType) -> Option<DataType> {
        let text = || is_text(given).then(|| given.clone());
        let null = |becomes| (given == &DataType::Null).then_some(becomes);
        match self {
            Self::Text => text().or_else(|| null(DataType::Utf8View)),
            Self::Attributes => text()
                .or_else(|| is_text_map(given).then(|| given.clone()))
                .or_else(|| null(DataType::Utf8View)),
            Self::Milliseconds => text()
                // Half of the unsigned numbers are none of 64 bits with a sign, which a cast would make an error.
                .or_else(|| (given == &DataType::UInt64).then_some(DataType::Utf8View))
                .or_else(|| given.is_integer().then_some(DataType::Int64))
                .or_else(|| null(DataType::Int64)),
            // Literals stay literals: a cast would hide their value from the planner.
            Self::Integer => (given == &DataType::Int32)
                .then_some(DataType::Int32)
                .or_else(|| given.is_integer().then_some(DataType::Int64))
                .or_else(|| null(DataType::Int64)),
            Self::Binary => text()
                .or_else(|| is_binary(given).then(|| given.clone()))
                .or_else(|| null(DataType::BinaryView)),
            // Not cast: DataFusion prints doubles, decimals and timestamps otherwise than Hive does.
            Self::HiveText => text()
                .or_else(|| is_printed_by_hive(given).then(|| given.clone()))
                .or_else(|| null(DataType::Utf8View)),
            Self::Any => Some(given.clone()),
            Self::Interval => matches!(given, DataType::Interval(_)).then(|| given.clone()),
            Self::TypedText => text(),
            Self::Boolean => {
                matches!(given, DataType::Boolean | DataType::Null).then_some(DataType::Boolean)
            }
            Self::Time => is_time(given).then(|| given.clone()),
            Self::TimeOrNull => is_time(given)
                .then(|| given.clone())
                .or_else(|| null(DataType::Utf8View)),
            Self::TimeOrNumber => (is_time(given) || given.is_numeric())
                .then(|| given.clone())
                .or_else(|| null(DataType::Utf8View)),
            Self::Instant => (is_time(given) || is_printed_by_hive(given))
                .then(|| given.clone())
                .or_else(|| null(DataType::Utf8View)),
            // Types are checked again after they were coerced: 64 bits would then be refused.
            Self::Int => is_int(given).then_some(DataType::Int32),
            Self::IntOrNull => is_int(given)
                .then_some(DataType::Int32)
                .or_else(|| null(DataType::Int32)),
            Self::Numeric => text()
                .or_else(|| given.is_numeric().then(|| given.clone()))
                .or_else(|| null(DataType::Float64)),
            Self::HiveBytes => is_binary(given)
                .then(|| given.clone())
                .or_else(|| Self::HiveText.coerce(given)),
            Self::TextOrArray => Self::HiveText.coerce(given).or_else(|| match list(given) {
                Some(list) if is_text_list(&list) => Some(list),
                _ => None,
            }),
            Self::Array => list(given).or_else(|| null(DataType::new_list(DataType::Null, true))),
            Self::Map => {
                let is_map = matches!(given, DataType::Map(_, _) | DataType::Null);
                is_map.then(|| given.clone())
            }
            Self::Container => {
                (given.is_nested() || given == &DataType::Null).then(|| given.clone())
            }
            Self::Key => text()
                .or_else(|| given.is_integer().then_some(DataType::Int64))
                .or_else(|| is_printed_by_hive(given).then(|| given.clone()))
                .or_else(|| null(DataType::Int64)),
            Self::Places => (given.is_integer() || given == &DataType::Null).then(|| given.clone()),
            Self::Number => number(given).or_else(|| null(DataType::Float64)),
            Self::NumberOrText => text()
                .or_else(|| number(given))
                .or_else(|| null(DataType::Float64)),
            Self::Fraction => fraction(given),
            Self::Part => {
                fraction(given).or_else(|| given.is_integer().then_some(DataType::Float64))
            }
        }
    }
}

/// One argument of a function, as it is called in signatures, documentation and errors.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parameter {
    /// The argument's name.
    pub(crate) name: &'static str,
    /// What it takes.
    pub(crate) class: Class,
    /// One line for the documentation.
    pub(crate) about: &'static str,
}

/// Shorthand for the lists in function files.
pub(crate) const fn parameter(name: &'static str, class: Class, about: &'static str) -> Parameter {
    Parameter { name, class, about }
}

/// A function's arguments: `parameters`, of which the first `required` must be given; the last one may be repeated if `variadic`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parameters {
    /// All of them in order.
    pub(crate) list: &'static [Parameter],
    /// How many must be given.
    pub(crate) required: usize,
    /// Whether the last one may be given any number of times.
    pub(crate) variadic: bool,
}

impl Parameters {
    /// All must be given.
    pub(crate) const fn exactly(list: &'static [Parameter]) -> Self {
        Self {
            list,
            required: list.len(),
            variadic: false,
        }
    }

    /// The first `required` must be given.
    pub(crate) const fn optional(list: &'static [Parameter], required: usize) -> Self {
        Self {
            list,
            required,
            variadic: false,
        }
    }

    /// The first `required` must be given, the last may be repeated.
    pub(crate) const fn variadic(list: &'static [Parameter], required: usize) -> Self {
        Self {
            list,
            required,
            variadic: true,
        }
    }

    /// The call as documentation and errors show it: `attr_remove(attributes[, key, …])`.
    pub(crate) fn call(&self, function: &str) -> String {
        let mut text = format!("{function}(");
        for (position, parameter) in self.list.iter().enumerate() {
            if position >= self.required {
                text.push('[');
            }
            if position > 0 {
                text.push_str(", ");
            }
            text.push_str(parameter.name);
        }
        if self.variadic {
            text.push_str(", …");
        }
        text.extend(std::iter::repeat_n(
            ']',
            self.list.len().saturating_sub(self.required),
        ));
        text.push(')');
        text
    }

    /// The types that the function will see, or an error that names the function, the argument and what was expected.
    pub(crate) fn coerce(&self, function: &str, given: &[DataType]) -> Result<Vec<DataType>> {
        let too_many = !self.variadic && given.len() > self.list.len();
        if given.len() < self.required || too_many {
            let takes = match (self.required, self.list.len(), self.variadic) {
                (least, _, true) => format!("at least {least}"),
                (least, most, false) if least == most => least.to_string(),
                (least, most, false) => format!("{least} to {most}"),
            };
            let noun = if takes == "1" || takes == "at least 1" {
                "argument"
            } else {
                "arguments"
            };
            return plan_err!(
                "{} takes {takes} {noun}, got {}",
                self.call(function),
                given.len()
            );
        }
        given
            .iter()
            .enumerate()
            .map(|(position, given)| {
                let Some(parameter) = self.list.get(position).or(self.list.last()) else {
                    return plan_err!("{} takes no arguments", self.call(function));
                };
                let Some(coerced) = parameter.class.coerce(given) else {
                    return plan_err!(
                        "{}: argument {} `{}` must be {}, got {}",
                        self.call(function),
                        position + 1,
                        parameter.name,
                        parameter.class.expected(),
                        hive_name(given)
                    );
                };
                Ok(coerced)
            })
            .collect()
    }
}

/// Whether this is text in one of the encodings that [`crate::batch::Text`] reads.
pub(crate) fn is_text(data_type: &DataType) -> bool {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

/// The type in which aggregates take a number; `None` for what is none.
fn number(data_type: &DataType) -> Option<DataType> {
    match data_type {
        DataType::Decimal128(_, _) => Some(data_type.clone()),
        other if other.is_integer() => Some(DataType::Int64),
        other if other.is_floating() => Some(DataType::Float64),
        _ => None,
    }
}

/// Doubles for fractions, and for lists of them.
fn fraction(data_type: &DataType) -> Option<DataType> {
    match data_type {
        DataType::List(element) => {
            let element = fraction(element.data_type()).filter(|element| !element.is_nested())?;
            Some(DataType::new_list(element, true))
        }
        DataType::Decimal128(_, _) => Some(DataType::Float64),
        other => other.is_floating().then_some(DataType::Float64),
    }
}

fn is_binary(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView
    )
}

/// Whether Hive makes text of this by itself.
fn is_printed_by_hive(data_type: &DataType) -> bool {
    data_type.is_numeric()
        || matches!(
            data_type,
            DataType::Boolean | DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, _)
        )
        || is_binary(data_type)
}

/// Text, dates and timestamps.
fn is_time(data_type: &DataType) -> bool {
    is_text(data_type)
        || matches!(
            data_type,
            DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, _)
        )
}

fn is_int(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Int8 | DataType::Int16 | DataType::Int32 | DataType::UInt8 | DataType::UInt16
    )
}

/// An array in the one encoding that functions see.
fn list(given: &DataType) -> Option<DataType> {
    match given {
        DataType::List(element)
        | DataType::LargeList(element)
        | DataType::ListView(element)
        | DataType::LargeListView(element)
        | DataType::FixedSizeList(element, _) => Some(DataType::List(Arc::clone(element))),
        _ => None,
    }
}

fn is_text_list(data_type: &DataType) -> bool {
    matches!(data_type, DataType::List(element)
        if is_text(element.data_type()) || element.data_type() == &DataType::Null)
}

fn is_text_map(data_type: &DataType) -> bool {
    let DataType::Map(entries, _) = data_type else {
        return false;
    };
    let DataType::Struct(fields) = entries.data_type() else {
        return false;
    };
    fields.len() == 2 && fields.iter().all(|field| is_text(field.data_type()))
}
