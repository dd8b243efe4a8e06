//! Hive's column types: their text in DDL and the Arrow types that carry them.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Fields, TimeUnit};
use serde::{Deserialize, Serialize};

use super::CatalogError;
use super::type_text::parse;

/// A Hive type. Its text form (`Display`, `FromStr`, JSON) is the one of DDL: `array<string>`.
///
/// ```
/// use maidian::catalog::HiveType;
/// let map: HiveType = "MAP<string, array<int>>".parse()?;
/// assert_eq!(map.to_string(), "map<string,array<int>>");
/// # Ok::<(), maidian::catalog::CatalogError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum HiveType {
    /// `boolean`
    Boolean,
    /// `tinyint`, 8 bits
    TinyInt,
    /// `smallint`, 16 bits
    SmallInt,
    /// `int`, 32 bits
    Int,
    /// `bigint`, 64 bits
    BigInt,
    /// `float`
    Float,
    /// `double`
    Double,
    /// `decimal(precision,scale)`, at most 38 digits
    Decimal(u8, i8),
    /// `string`
    String,
    /// `varchar(n)`: kept in definitions, carried as text of any length
    Varchar(u32),
    /// `char(n)`: kept in definitions, carried as text of any length
    Char(u32),
    /// `binary`
    Binary,
    /// `date`
    Date,
    /// `timestamp`, without a zone, to the microsecond
    Timestamp,
    /// `array<element>`
    Array(Box<HiveType>),
    /// `map<key,value>`
    Map(Box<HiveType>, Box<HiveType>),
    /// `struct<name:type,…>`
    Struct(Vec<(String, HiveType)>),
}

impl HiveType {
    /// The Arrow type of a column of this type. Text is `Utf8View` in a column and `Utf8` inside arrays, maps and
    /// structs, where Parquet files give it as such and no cast is wanted.
    pub fn arrow_type(&self) -> DataType {
        match self {
            Self::String | Self::Varchar(_) | Self::Char(_) => DataType::Utf8View,
            Self::Binary => DataType::BinaryView,
            other => other.nested_arrow_type(),
        }
    }

    fn nested_arrow_type(&self) -> DataType {
        match self {
            Self::Boolean => DataType::Boolean,
            Self::TinyInt => DataType::Int8,
            Self::SmallInt => DataType::Int16,
            Self::Int => DataType::Int32,
            Self::BigInt => DataType::Int64,
            Self::Float => DataType::Float32,
            Self::Double => DataType::Float64,
            Self::Decimal(precision, scale) => DataType::Decimal128(*precision, *scale),
            Self::String | Self::Varchar(_) | Self::Char(_) => DataType::Utf8,
            Self::Binary => DataType::Binary,
            Self::Date => DataType::Date32,
            Self::Timestamp => DataType::Timestamp(TimeUnit::Microsecond, None),
            Self::Array(element) => DataType::List(Arc::new(Field::new_list_field(
                element.nested_arrow_type(),
                true,
            ))),
            Self::Map(key, value) => {
                let entries = Fields::from(vec![
                    Field::new("key", key.nested_arrow_type(), false),
                    Field::new("value", value.nested_arrow_type(), true),
                ]);
                let entries = Field::new("entries", DataType::Struct(entries), false);
                DataType::Map(Arc::new(entries), false)
            }
            Self::Struct(fields) => DataType::Struct(
                fields
                    .iter()
                    .map(|(name, kind)| Field::new(name, kind.nested_arrow_type(), true))
                    .collect(),
            ),
        }
    }

    /// The Hive type that carries an Arrow column, for `CREATE TABLE … AS SELECT`. Unsigned numbers take the next wider
    /// type; a NULL column is a string, as in Hive.
    ///
    /// Errors: types without a counterpart (intervals, times, unions).
    pub fn from_arrow(data_type: &DataType) -> Result<Self, CatalogError> {
        let field = |field: &FieldRef| Self::from_arrow(field.data_type());
        Ok(match data_type {
            DataType::Boolean => Self::Boolean,
            DataType::Int8 => Self::TinyInt,
            DataType::Int16 | DataType::UInt8 => Self::SmallInt,
            DataType::Int32 | DataType::UInt16 => Self::Int,
            DataType::Int64 | DataType::UInt32 => Self::BigInt,
            DataType::UInt64 => Self::Decimal(20, 0),
            DataType::Float16 | DataType::Float32 => Self::Float,
            DataType::Float64 => Self::Double,
            DataType::Decimal32(precision, scale)
            | DataType::Decimal64(precision, scale)
            | DataType::Decimal128(precision, scale)
                if (0..=38).contains(scale) =>
            {
                Self::Decimal(*precision, *scale)
            }
            DataType::Null | DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => {
                Self::String
            }
            DataType::Binary
            | DataType::LargeBinary
            | DataType::BinaryView
            | DataType::FixedSizeBinary(_) => Self::Binary,
            DataType::Date32 | DataType::Date64 => Self::Date,
            DataType::Timestamp(_, _) => Self::Timestamp,
            DataType::Dictionary(_, value) => Self::from_arrow(value)?,
            DataType::RunEndEncoded(_, value) => field(value)?,
            DataType::List(element)
            | DataType::LargeList(element)
            | DataType::ListView(element)
            | DataType::FixedSizeList(element, _) => Self::Array(Box::new(field(element)?)),
            DataType::Map(entries, _) => match entries.data_type() {
                DataType::Struct(fields) => match fields.as_ref() {
                    [key, value] => Self::Map(Box::new(field(key)?), Box::new(field(value)?)),
                    _ => return Err(no_counterpart(data_type)),
                },
                _ => return Err(no_counterpart(data_type)),
            },
            DataType::Struct(fields) => Self::Struct(
                fields
                    .iter()
                    .map(|f| Ok((f.name().to_lowercase(), field(f)?)))
                    .collect::<Result<_, CatalogError>>()?,
            ),
            other => return Err(no_counterpart(other)),
        })
    }
}

fn no_counterpart(data_type: &DataType) -> CatalogError {
    CatalogError::Type {
        text: data_type.to_string(),
        reason: "Hive has no such type; cast the column".to_owned(),
    }
}

impl fmt::Display for HiveType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean => f.write_str("boolean"),
            Self::TinyInt => f.write_str("tinyint"),
            Self::SmallInt => f.write_str("smallint"),
            Self::Int => f.write_str("int"),
            Self::BigInt => f.write_str("bigint"),
            Self::Float => f.write_str("float"),
            Self::Double => f.write_str("double"),
            Self::Decimal(precision, scale) => write!(f, "decimal({precision},{scale})"),
            Self::String => f.write_str("string"),
            Self::Varchar(length) => write!(f, "varchar({length})"),
            Self::Char(length) => write!(f, "char({length})"),
            Self::Binary => f.write_str("binary"),
            Self::Date => f.write_str("date"),
            Self::Timestamp => f.write_str("timestamp"),
            Self::Array(element) => write!(f, "array<{element}>"),
            Self::Map(key, value) => write!(f, "map<{key},{value}>"),
            Self::Struct(fields) => {
                f.write_str("struct<")?;
                for (index, (name, kind)) in fields.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    write!(f, "{comma}{name}:{kind}")?;
                }
                f.write_str(">")
            }
        }
    }
}

impl FromStr for HiveType {
    type Err = CatalogError;

    /// Reads a type's text in any case, blanks allowed between its parts.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).map_err(|reason| CatalogError::Type {
            text: text.to_owned(),
            reason,
        })
    }
}

impl TryFrom<String> for HiveType {
    type Error = CatalogError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<HiveType> for String {
    fn from(kind: HiveType) -> Self {
        kind.to_string()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn text_columns_are_views_but_not_inside_arrays() {
        assert_eq!(HiveType::String.arrow_type(), DataType::Utf8View);
        let array: HiveType = "array<string>".parse().unwrap();
        let element = Arc::new(Field::new_list_field(DataType::Utf8, true));
        assert_eq!(array.arrow_type(), DataType::List(element));
    }

    #[test]
    fn arrow_types_come_back_as_the_same_hive_type() {
        for text in [
            "boolean",
            "tinyint",
            "smallint",
            "int",
            "bigint",
            "float",
            "double",
            "decimal(10,2)",
            "string",
            "binary",
            "date",
            "timestamp",
            "array<map<string,decimal(38,18)>>",
            "struct<a:int,b:array<string>>",
        ] {
            let kind: HiveType = text.parse().unwrap();
            assert_eq!(
                HiveType::from_arrow(&kind.arrow_type()).unwrap(),
                kind,
                "{text}"
            );
        }
    }

    #[test]
    fn types_without_counterpart_are_errors() {
        let error = HiveType::from_arrow(&DataType::Time64(TimeUnit::Nanosecond)).unwrap_err();
        assert!(error.to_string().contains("Time64"), "{error}");
    }

    #[test]
    fn json_form_is_the_text() {
        let kind: HiveType = serde_json::from_str(r#""STRUCT<A : int, b:varchar(3)>""#).unwrap();
        assert_eq!(
            serde_json::to_string(&kind).unwrap(),
            r#""struct<a:int,b:varchar(3)>""#
        );
    }
}
