//! Which type values of different types are brought to, as Hive finds it.
//!
//! Source: `FunctionRegistry.getCommonClass`, `getCommonClassForComparison` and `HiveDecimalUtils` of Hive 2.3.

use arrow::datatypes::{DataType, Fields, TimeUnit};

/// Hive's groups of primitive types, and what is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// The type of NULL.
    Void,
    /// Booleans.
    Boolean,
    /// Integers, floats, doubles, decimals.
    Number,
    /// Text in any encoding.
    Text,
    /// Dates and timestamps.
    Time,
    /// Bytes.
    Binary,
    /// Intervals.
    Interval,
    /// Arrays, maps, structs.
    Nested,
}

/// The group of a type.
pub fn group(data_type: &DataType) -> Group {
    match data_type {
        DataType::Null => Group::Void,
        DataType::Boolean => Group::Boolean,
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Group::Text,
        DataType::Dictionary(_, value) => group(value),
        DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, _) => Group::Time,
        DataType::Interval(_) | DataType::Duration(_) => Group::Interval,
        DataType::Binary
        | DataType::LargeBinary
        | DataType::BinaryView
        | DataType::FixedSizeBinary(_) => Group::Binary,
        other if other.is_numeric() => Group::Number,
        _ => Group::Nested,
    }
}

/// The type in which two numbers are computed with; `None` where one is no number and no text.
pub fn arithmetic(left: &DataType, right: &DataType) -> Option<DataType> {
    let operand = |data_type: &DataType| match group(data_type) {
        Group::Text => Some(DataType::Float64),
        Group::Number => Some(data_type.clone()),
        _ => None,
    };
    let (left, right) = match (group(left), group(right)) {
        (Group::Void, Group::Void) => return Some(DataType::Float64),
        (Group::Void, _) => (operand(right)?, operand(right)?),
        (_, Group::Void) => (operand(left)?, operand(left)?),
        _ => (operand(left)?, operand(right)?),
    };
    // Decimals become what they meet: doubles or floats.
    if is_decimal(&left) && right.is_floating() {
        return Some(right);
    }
    if is_decimal(&right) && left.is_floating() {
        return Some(left);
    }
    wider(&left, &right)
}

/// The type in which two values are compared.
pub fn comparison(left: &DataType, right: &DataType) -> DataType {
    match (group(left), group(right)) {
        (Group::Void, _) => right.clone(),
        (_, Group::Void) => left.clone(),
        (Group::Number, Group::Number) => {
            // A float is compared with a decimal by its own few digits.
            let floats = [left, right]
                .into_iter()
                .any(|data_type| data_type == &DataType::Float32);
            let decimals = is_decimal(left) || is_decimal(right);
            match wider(left, right) {
                _ if floats && decimals => DataType::Float32,
                _ if decimals && (left.is_floating() || right.is_floating()) => DataType::Float64,
                Some(data_type) => data_type,
                None => DataType::Float64,
            }
        }
        (Group::Time, Group::Text) => left.clone(),
        (Group::Text, Group::Time) => right.clone(),
        (Group::Time, Group::Time) => times(left, right),
        // A date and a number meet as text; a timestamp is the number of its seconds.
        (Group::Time, Group::Number) if is_date(left) => DataType::Utf8,
        (Group::Number, Group::Time) if is_date(right) => DataType::Utf8,
        (left_group, right_group) if left_group == right_group => left.clone(),
        _ => DataType::Float64,
    }
}

/// The type of a value that is one of several: CASE, IF, COALESCE, array. `None` where there is none.
pub fn common(types: &[DataType]) -> Option<DataType> {
    types.iter().try_fold(DataType::Null, |common, data_type| {
        either(&common, data_type)
    })
}

fn either(left: &DataType, right: &DataType) -> Option<DataType> {
    match (group(left), group(right)) {
        (Group::Void, _) => Some(right.clone()),
        (_, Group::Void) => Some(left.clone()),
        (Group::Number, Group::Number) => match (is_decimal(left), is_decimal(right)) {
            (true, false) if right.is_floating() => Some(right.clone()),
            (false, true) if left.is_floating() => Some(left.clone()),
            (false, false) => wider(left, right),
            _ => decimal_of_both(left, right),
        },
        (Group::Time, Group::Time) => Some(times(left, right)),
        (Group::Text, Group::Number | Group::Time) => Some(left.clone()),
        (Group::Number | Group::Time, Group::Text) => Some(right.clone()),
        (Group::Nested, Group::Nested) => left.equals_datatype(right).then(|| left.clone()),
        (left_group, right_group) => (left_group == right_group).then(|| left.clone()),
    }
}

fn is_date(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Date32 | DataType::Date64)
}

fn times(left: &DataType, right: &DataType) -> DataType {
    if left == right {
        left.clone()
    } else {
        DataType::Timestamp(TimeUnit::Microsecond, None)
    }
}

/// The wider one of two numeric types; decimals grow to hold both.
fn wider(left: &DataType, right: &DataType) -> Option<DataType> {
    if is_decimal(left) && is_decimal(right)
        || is_decimal(left) && right.is_integer()
        || left.is_integer() && is_decimal(right)
    {
        return decimal_of_both(left, right);
    }
    let by_rank = if rank(left)? >= rank(right)? {
        left
    } else {
        right
    };
    Some(by_rank.clone())
}

fn rank(data_type: &DataType) -> Option<u8> {
    Some(match data_type {
        DataType::Int8 => 1,
        DataType::Int16 | DataType::UInt8 => 2,
        DataType::Int32 | DataType::UInt16 => 3,
        DataType::Int64 | DataType::UInt32 | DataType::UInt64 => 4,
        DataType::Float16 | DataType::Float32 => 5,
        DataType::Float64 => 6,
        _ => return None,
    })
}

/// The decimal that holds all digits of both, before and behind the point, as far as 38 go.
fn decimal_of_both(left: &DataType, right: &DataType) -> Option<DataType> {
    let ((p1, s1), (p2, s2)) = (digits(left)?, digits(right)?);
    let (whole, fraction) = ((p1 - s1).max(p2 - s2), s1.max(s2));
    let precision = (whole + fraction).min(38);
    let scale = fraction.min(precision - whole.min(precision));
    Some(DataType::Decimal128(precision, i8::try_from(scale).ok()?))
}

/// Precision and scale of the decimals that hold all numbers of a type.
pub fn digits(data_type: &DataType) -> Option<(u8, u8)> {
    Some(match data_type {
        DataType::Int8 => (3, 0),
        DataType::Int16 | DataType::UInt8 => (5, 0),
        DataType::Int32 | DataType::UInt16 => (10, 0),
        DataType::Int64 | DataType::UInt32 => (19, 0),
        DataType::UInt64 => (20, 0),
        DataType::Float16 | DataType::Float32 => (23, 7),
        DataType::Float64 => (38, 18),
        DataType::Decimal128(precision, scale) => (*precision, u8::try_from(*scale).ok()?),
        _ => return None,
    })
}

/// A type as scripts call it, for messages: `int`, `array<string>`.
pub fn hive_name(data_type: &DataType) -> String {
    match data_type {
        DataType::Null => "NULL".to_owned(),
        DataType::Boolean => "boolean".to_owned(),
        DataType::Int8 => "tinyint".to_owned(),
        DataType::Int16 | DataType::UInt8 => "smallint".to_owned(),
        DataType::Int32 | DataType::UInt16 => "int".to_owned(),
        DataType::Int64 | DataType::UInt32 | DataType::UInt64 => "bigint".to_owned(),
        DataType::Float16 | DataType::Float32 => "float".to_owned(),
        DataType::Float64 => "double".to_owned(),
        DataType::Decimal32(precision, scale)
        | DataType::Decimal64(precision, scale)
        | DataType::Decimal128(precision, scale)
        | DataType::Decimal256(precision, scale) => format!("decimal({precision},{scale})"),
        DataType::Date32 | DataType::Date64 => "date".to_owned(),
        DataType::Timestamp(_, _) => "timestamp".to_owned(),
        DataType::Interval(_) | DataType::Duration(_) => "interval".to_owned(),
        DataType::Dictionary(_, values) => hive_name(values),
        DataType::List(element)
        | DataType::LargeList(element)
        | DataType::ListView(element)
        | DataType::FixedSizeList(element, _) => {
            format!("array<{}>", hive_name(element.data_type()))
        }
        DataType::Struct(fields) => format!("struct<{}>", named(fields)),
        DataType::Map(entries, _) => match entries.data_type() {
            DataType::Struct(pair) => {
                let types: Vec<String> = pair
                    .iter()
                    .map(|field| hive_name(field.data_type()))
                    .collect();
                format!("map<{}>", types.join(","))
            }
            _ => "map".to_owned(),
        },
        _ => match group(data_type) {
            Group::Text => "string".to_owned(),
            Group::Binary => "binary".to_owned(),
            _ => data_type.to_string(),
        },
    }
}

fn named(fields: &Fields) -> String {
    let fields = fields.iter();
    let fields: Vec<String> = fields
        .map(|field| format!("{}:{}", field.name(), hive_name(field.data_type())))
        .collect();
    fields.join(",")
}

/// Whether a type is a decimal.
pub fn is_decimal(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Decimal128(_, _))
}

#[cfg(test)]
mod tests {
    use arrow::datatypes::Field;

    use super::{DataType, arithmetic, common, comparison, hive_name};

    #[test]
    fn types_have_the_names_of_scripts() {
        let names = DataType::new_list(DataType::Utf8View, true);
        let fields = vec![
            Field::new("n", DataType::Decimal128(10, 2), true),
            Field::new("names", names, true),
        ];
        assert_eq!(
            hive_name(&DataType::Struct(fields.into())),
            "struct<n:decimal(10,2),names:array<string>>"
        );
        assert_eq!(hive_name(&DataType::Null), "NULL");
    }

    #[test]
    fn numbers_are_computed_with_in_the_wider_type() {
        let wider = |left: &DataType, right: &DataType| arithmetic(left, right);
        assert_eq!(
            wider(&DataType::Int8, &DataType::Int8),
            Some(DataType::Int8)
        );
        assert_eq!(
            wider(&DataType::Int32, &DataType::Int64),
            Some(DataType::Int64)
        );
        assert_eq!(
            wider(&DataType::Utf8, &DataType::Int32),
            Some(DataType::Float64)
        );
        assert_eq!(
            wider(&DataType::Float64, &DataType::Decimal128(3, 1)),
            Some(DataType::Float64)
        );
        assert_eq!(
            wider(&DataType::Decimal128(3, 1), &DataType::Float32),
            Some(DataType::Float32)
        );
        assert_eq!(wider(&DataType::Boolean, &DataType::Int32), None);
    }

    #[test]
    fn text_is_compared_with_numbers_as_doubles_and_with_dates_as_dates() {
        assert_eq!(
            comparison(&DataType::Utf8View, &DataType::Int32),
            DataType::Float64
        );
        assert_eq!(
            comparison(&DataType::Boolean, &DataType::Utf8),
            DataType::Float64
        );
        assert_eq!(
            comparison(&DataType::Utf8, &DataType::Date32),
            DataType::Date32
        );
        assert_eq!(
            comparison(&DataType::Int32, &DataType::Date32),
            DataType::Utf8
        );
    }

    #[test]
    fn values_of_several_types_have_one_in_common() {
        let types = [DataType::Null, DataType::Int32, DataType::Decimal128(2, 1)];
        assert_eq!(common(&types), Some(DataType::Decimal128(11, 1)));
        assert_eq!(
            common(&[DataType::Int32, DataType::Utf8]),
            Some(DataType::Utf8)
        );
        assert_eq!(
            common(&[DataType::Decimal128(2, 1), DataType::Float64]),
            Some(DataType::Float64)
        );
        assert_eq!(common(&[DataType::Int32, DataType::Boolean]), None);
        assert_eq!(common(&[]), Some(DataType::Null));
    }
}
