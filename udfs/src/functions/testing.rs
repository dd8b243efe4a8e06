//! Calls of a function as an engine makes them: in every encoding of text, on slices, and on literals.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failed unwrap fails the test"
)]

use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, DictionaryArray, Int32Array, MapBuilder, MapFieldNames, StringArray,
    StringBuilder,
};
use arrow::compute::{cast, concat};
use arrow::datatypes::{DataType, Field, FieldRef, Int32Type};
use arrow::util::display::{ArrayFormatter, FormatOptions};
use datafusion_common::config::ConfigOptions;
use datafusion_common::{Result, ScalarValue};
use datafusion_expr::{ColumnarValue, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDF};

/// An argument, row by row.
#[derive(Debug, Clone)]
pub(crate) enum Column<'a> {
    /// Text, to be given in every encoding.
    Text(Vec<Option<&'a str>>),
    /// Anything else.
    Array(ArrayRef),
    /// A literal text.
    Literal(&'a str),
}

impl<'a> Column<'a> {
    /// A literal text.
    pub(crate) fn literal(text: &'a str) -> Self {
        Self::Literal(text)
    }

    fn rows(&self) -> Option<usize> {
        match self {
            Self::Text(rows) => Some(rows.len()),
            Self::Array(array) => Some(array.len()),
            Self::Literal(_) => None,
        }
    }
}

/// The pairs of a map.
type Pairs<'a> = &'a [(&'a str, Option<&'a str>)];

/// A map column.
pub(crate) fn map_column(rows: &[Option<Pairs<'_>>]) -> Column<'static> {
    let names = MapFieldNames {
        entry: "entries".to_owned(),
        key: "key".to_owned(),
        value: "value".to_owned(),
    };
    let mut maps = MapBuilder::new(Some(names), StringBuilder::new(), StringBuilder::new());
    for row in rows {
        for (key, value) in row.unwrap_or_default() {
            maps.keys().append_value(key);
            maps.values().append_option(*value);
        }
        maps.append(row.is_some()).unwrap();
    }
    Column::Array(Arc::new(maps.finish()))
}

/// The type of [`map_column`].
pub(crate) fn map_type() -> DataType {
    match map_column(&[]) {
        Column::Array(array) => array.data_type().clone(),
        other => panic!("{other:?}"),
    }
}

/// The rows as text, NULL as `NULL`, after a check that every way to call the function gives the same.
#[track_caller]
pub(crate) fn shown(function: &ScalarUDF, columns: &[Column<'_>]) -> Vec<String> {
    shown_in_session(function, columns, ConfigOptions::default()).unwrap()
}

/// The array that a call on columns gives.
#[track_caller]
pub(crate) fn called(function: &ScalarUDF, columns: &[Column<'_>]) -> ArrayRef {
    let rows = columns.iter().find_map(Column::rows).unwrap_or(1);
    let (_, first) = ways(columns, rows).into_iter().next().unwrap();
    let options = Arc::new(ConfigOptions::default());
    let result = call(function, first, rows, &options).unwrap();
    result.into_array(rows).unwrap()
}

/// [`shown`] with options of the session.
#[track_caller]
pub(crate) fn shown_in_session(
    function: &ScalarUDF,
    columns: &[Column<'_>],
    options: ConfigOptions,
) -> Result<Vec<String>, String> {
    let options = Arc::new(options);
    let rows = columns.iter().find_map(Column::rows).unwrap_or(1);
    let mut ways = ways(columns, rows).into_iter();
    let (_, first) = ways.next().unwrap();
    let expected = call(function, first, rows, &options).map_err(|error| error.to_string())?;
    let expected = expected.into_array(rows).unwrap();
    assert_eq!(expected.len(), rows);
    for (way, arguments) in ways {
        let array = call(function, arguments, rows, &options)
            .unwrap()
            .into_array(rows)
            .unwrap();
        assert_eq!(&array, &expected, "{} of {way}", function.name());
    }
    for row in 0..rows {
        for encoding in ENCODINGS {
            let result = call(function, literals(columns, row, encoding), 1, &options).unwrap();
            let ColumnarValue::Scalar(value) = result else {
                panic!("{} of literals is no literal", function.name());
            };
            let array = value.to_array().unwrap();
            assert_eq!(
                &array,
                &expected.slice(row, 1),
                "{} of literals, row {row}",
                function.name()
            );
        }
    }
    let format = FormatOptions::new().with_null("NULL");
    let formatter = ArrayFormatter::try_new(&expected, &format).unwrap();
    Ok((0..rows)
        .map(|row| formatter.value(row).to_string())
        .collect())
}

/// The result of one call on columns as they are.
pub(crate) fn result(function: &ScalarUDF, columns: &[ArrayRef]) -> ArrayRef {
    let rows = columns.first().map_or(0, Array::len);
    let arguments = columns
        .iter()
        .map(|column| ColumnarValue::Array(Arc::clone(column)));
    let arguments = arguments.map(|value| (value, None)).collect();
    let options = Arc::new(ConfigOptions::default());
    call(function, arguments, rows, &options)
        .unwrap()
        .into_array(rows)
        .unwrap()
}

/// The message that planning a call of these types gives, some of its arguments literals.
pub(crate) fn plan_error(function: &ScalarUDF, arguments: &[(&DataType, Option<&str>)]) -> String {
    let types: Vec<_> = arguments
        .iter()
        .map(|(data_type, _)| (*data_type).clone())
        .collect();
    let literals: Vec<_> = arguments
        .iter()
        .map(|(_, literal)| literal.map(|text| ScalarValue::Utf8View(Some(text.to_owned()))))
        .collect();
    let planned = function
        .coerce_types(&types)
        .and_then(|types| plan(function, &types, &literals));
    planned
        .unwrap_err()
        .strip_backtrace()
        .trim_start_matches("Error during planning: ")
        .to_owned()
}

type Arguments = Vec<(ColumnarValue, Option<ScalarValue>)>;
type Encoding = fn(ArrayRef) -> ArrayRef;

const ENCODINGS: [Encoding; 6] = [
    |text| cast(&text, &DataType::Utf8View).unwrap(),
    |text| text,
    |text| cast(&text, &DataType::LargeUtf8).unwrap(),
    |text| {
        let dictionary = DataType::Dictionary(DataType::Int32.into(), DataType::Utf8.into());
        cast(&text, &dictionary).unwrap()
    },
    // NULL is a value of the dictionary and not a key.
    |text| {
        let keys: Int32Array = (0..i32::try_from(text.len()).unwrap()).collect();
        Arc::new(DictionaryArray::<Int32Type>::new(keys, text))
    },
    |text| {
        let dictionary = DataType::Dictionary(DataType::UInt8.into(), DataType::LargeUtf8.into());
        sliced(&cast(&text, &dictionary).unwrap())
    },
];

/// The same rows as a part of a longer array.
fn sliced(array: &ArrayRef) -> ArrayRef {
    let longer = concat(&[array, array, array]).unwrap();
    longer.slice(array.len(), array.len())
}

/// The arguments in every encoding, the text columns in the same one and each in another, whole and sliced.
fn ways(columns: &[Column<'_>], rows: usize) -> Vec<(String, Arguments)> {
    let mut ways = Vec::new();
    for (number, _) in ENCODINGS.iter().enumerate() {
        for step in [0, 1] {
            for (kind, expanded) in [("whole", false), ("sliced", false), ("expanded", true)] {
                let arguments = columns.iter().enumerate().map(|(position, column)| {
                    let encoding = ENCODINGS[(number + step * position) % ENCODINGS.len()];
                    argument(column, rows, encoding, kind == "sliced", expanded)
                });
                ways.push((
                    format!("encoding {number}, step {step}, {kind}"),
                    arguments.collect(),
                ));
            }
        }
    }
    ways
}

fn argument(
    column: &Column<'_>,
    rows: usize,
    encoding: Encoding,
    slice: bool,
    expanded: bool,
) -> (ColumnarValue, Option<ScalarValue>) {
    let array = match column {
        Column::Text(text) => encoding(Arc::new(StringArray::from(text.clone()))),
        Column::Array(array) => Arc::clone(array),
        // Over the foreign function interface literals arrive as arrays, but are known when planned.
        Column::Literal(text) => {
            let literal =
                ScalarValue::try_from_array(&encode_one(Some(text), encoding), 0).unwrap();
            let value = if expanded {
                ColumnarValue::Array(literal.to_array_of_size(rows).unwrap())
            } else {
                ColumnarValue::Scalar(literal.clone())
            };
            return (value, Some(literal));
        }
    };
    let array = if slice { sliced(&array) } else { array };
    (ColumnarValue::Array(array), None)
}

fn encode_one(text: Option<&str>, encoding: Encoding) -> ArrayRef {
    encoding(Arc::new(StringArray::from(vec![text])))
}

/// The arguments of a row as literals.
fn literals(columns: &[Column<'_>], row: usize, encoding: Encoding) -> Arguments {
    let literal = |column: &Column<'_>| match column {
        Column::Text(text) => ScalarValue::try_from_array(&encode_one(text[row], encoding), 0),
        Column::Array(array) => ScalarValue::try_from_array(array, row),
        Column::Literal(text) => ScalarValue::try_from_array(&encode_one(Some(text), encoding), 0),
    };
    columns
        .iter()
        .map(|column| literal(column).unwrap())
        .map(|value| (ColumnarValue::Scalar(value.clone()), Some(value)))
        .collect()
}

/// Coerces, plans and invokes.
fn call(
    function: &ScalarUDF,
    arguments: Arguments,
    rows: usize,
    options: &Arc<ConfigOptions>,
) -> Result<ColumnarValue> {
    let given: Vec<_> = arguments
        .iter()
        .map(|(value, _)| value.data_type())
        .collect();
    let types = function.coerce_types(&given)?;
    let (values, literals): (Vec<_>, Vec<_>) = arguments.into_iter().unzip();
    let return_field = plan(function, &types, &literals)?;
    let args = values
        .iter()
        .zip(&types)
        .map(|(value, data_type)| value.cast_to(data_type, None))
        .collect::<Result<Vec<_>>>()?;
    let result = function.invoke_with_args(ScalarFunctionArgs {
        args,
        arg_fields: fields(&types),
        number_rows: rows,
        return_field: Arc::clone(&return_field),
        config_options: Arc::clone(options),
    })?;
    assert_eq!(
        &result.data_type(),
        return_field.data_type(),
        "{}",
        function.name()
    );
    Ok(result)
}

fn plan(
    function: &ScalarUDF,
    types: &[DataType],
    literals: &[Option<ScalarValue>],
) -> Result<FieldRef> {
    let literals: Vec<_> = literals.iter().map(Option::as_ref).collect();
    function.return_field_from_args(ReturnFieldArgs {
        arg_fields: &fields(types),
        scalar_arguments: &literals,
    })
}

fn fields(types: &[DataType]) -> Vec<FieldRef> {
    types
        .iter()
        .map(|data_type| Arc::new(Field::new("a", data_type.clone(), true)))
        .collect()
}
