//! The types that values are cast to, by their names in HiveQL.

use arrow::datatypes::{DataType, TimeUnit};

/// A type to cast to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A type that Arrow has.
    Arrow(DataType),
    /// `varchar(n)`: text cut after so many characters.
    Varchar(usize),
    /// `char(n)` inside of expressions: the same without blanks at the end.
    Char(usize),
    /// `char(n)` as it is shown: filled up with blanks.
    Padded(usize),
}

impl Target {
    /// The type of that name: `int`, `decimal(10,2)`, `varchar(3)`; `padded(3)` is `char(3)` as it is shown.
    pub(super) fn parse(name: &str) -> Option<Self> {
        let (name, arguments) = match name.split_once('(') {
            Some((name, rest)) => (name.trim_end(), Some(rest.strip_suffix(')')?)),
            None => (name, None),
        };
        let length = || arguments?.trim().parse::<usize>().ok();
        let data_type = match name {
            "boolean" => DataType::Boolean,
            "tinyint" => DataType::Int8,
            "smallint" => DataType::Int16,
            "int" | "integer" => DataType::Int32,
            "bigint" => DataType::Int64,
            "float" => DataType::Float32,
            "double" => DataType::Float64,
            "string" => DataType::Utf8View,
            "binary" => DataType::BinaryView,
            "date" => DataType::Date32,
            "timestamp" => DataType::Timestamp(TimeUnit::Microsecond, None),
            "decimal" => return decimal(arguments).map(Self::Arrow),
            "varchar" => return length().map(Self::Varchar),
            "char" => return length().map(Self::Char),
            "padded" => return length().map(Self::Padded),
            _ => return None,
        };
        arguments.is_none().then_some(Self::Arrow(data_type))
    }

    /// The type of the result.
    pub(super) fn data_type(&self) -> DataType {
        match self {
            Self::Arrow(data_type) => data_type.clone(),
            Self::Varchar(_) | Self::Char(_) | Self::Padded(_) => DataType::Utf8View,
        }
    }
}

/// `decimal` alone has ten digits before the point.
fn decimal(arguments: Option<&str>) -> Option<DataType> {
    let Some(arguments) = arguments else {
        return Some(DataType::Decimal128(10, 0));
    };
    let (precision, scale) = arguments.split_once(',').unwrap_or((arguments, "0"));
    let (precision, scale): (u8, i8) = (precision.trim().parse().ok()?, scale.trim().parse().ok()?);
    let is_valid = (1..=38).contains(&precision)
        && (0..=38).contains(&scale)
        && scale.unsigned_abs() <= precision;
    is_valid.then_some(DataType::Decimal128(precision, scale))
}
