//! `hive_cast(value, type)`: what `CAST(value AS type)` means in Hive.

use std::sync::{Arc, LazyLock};

use arrow::array::{Array, ArrayRef, AsArray, StringViewArray};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use datafusion_common::{Result, ScalarValue, exec_err, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::target::Target;
use crate::Settings;
use crate::batch::Arguments;
use crate::batch::convert::{
    nested_text, printed, to_boolean, to_date, to_decimal, to_double, to_float, to_integer,
    to_timestamp,
};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::is_text;
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::functions::time::zone;
use crate::kernel::event_time::Zone;
use crate::typing::hive_name;

/// `hive_cast(value, type)`: a value as a value of another type, as `CAST` and the implicit casts of Hive convert it.
///
/// - **Input**: a value of any type but arrays, maps and structs; the name of the type as a literal: `int`, `decimal(10,2)`.
/// - **Output**: that type.
/// - **Nulls**: NULL gives NULL, and so does what cannot be converted.
/// - **Errors**: a name that is no type, and values that Hive does not cast; both when planned.
/// - **Reference**: Hive's `UDFToInteger`, `UDFToDouble`, `UDFToString` and their siblings.
pub fn hive_cast() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| hive_cast_with(&Settings::default()));
    Arc::clone(&UDF)
}

/// [`hive_cast`] with settings of the caller's: their zone is that of timestamps.
pub fn hive_cast_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(HiveCast {
        settings: settings.clone(),
    })
}

static ABOUT: About = About {
    name: "hive_cast",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("value", Class::Any, "the value"),
        parameter("type", Class::Text, "the name of the type, a literal"),
    ]),
    returns: "the type",
    description: "The value as a value of another type; NULL where it cannot be converted. CAST and Hive's implicit casts.",
    example: ("SELECT CAST('1.9' AS INT)", "1"),
    origin: Origin::Operator,
};

#[derive(Debug)]
struct HiveCast {
    settings: Settings,
}

impl Function for HiveCast {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        let name = planned.literal_text(1).unwrap_or_default();
        let Some(target) = Target::parse(name) else {
            return plan_err!("CAST: there is no type `{name}` that a value can be cast to");
        };
        let result = target.data_type();
        match planned.types.first() {
            Some(from) if from.is_nested() && result != DataType::Utf8View => {
                plan_err!("CAST: {} cannot be cast to {name}", hive_name(from))
            }
            Some(from) if is_bytes(from) && !is_text(&result) && !is_bytes(&result) => {
                plan_err!("CAST: binary cannot be cast to {name}")
            }
            _ => Ok(result),
        }
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let name = arguments.text(1)?.get(0).unwrap_or_default();
        let Some(target) = Target::parse(name) else {
            return exec_err!("CAST: there is no type `{name}`");
        };
        let zone = zone(&self.settings, arguments)?;
        match arguments.value(0)? {
            ColumnarValue::Array(array) => {
                Ok(ColumnarValue::Array(converted(array, &target, zone)?))
            }
            ColumnarValue::Scalar(scalar) => {
                let array = converted(&scalar.to_array()?, &target, zone)?;
                Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(
                    &array, 0,
                )?))
            }
        }
    }
}

fn converted(array: &ArrayRef, target: &Target, zone: Zone) -> Result<ArrayRef> {
    let data_type = match target {
        Target::Arrow(data_type) => data_type,
        Target::Varchar(length) => return resized(&text(array)?, *length, Blanks::Kept),
        Target::Char(length) => return resized(&text(array)?, *length, Blanks::Cut),
        Target::Padded(length) => return resized(&text(array)?, *length, Blanks::Added),
    };
    if array.data_type() == data_type {
        return Ok(Arc::clone(array));
    }
    Ok(match data_type {
        DataType::Boolean => Arc::new(to_boolean(array)?),
        DataType::Int8 | DataType::Int16 | DataType::Int32 | DataType::Int64 => {
            to_integer(array, data_type, zone)?
        }
        DataType::Float32 => Arc::new(to_float(array, zone)?),
        DataType::Float64 => Arc::new(to_double(array, zone)?),
        DataType::Decimal128(precision, scale) => {
            Arc::new(to_decimal(array, *precision, *scale, zone)?)
        }
        DataType::Utf8View => text(array)?,
        DataType::Date32 => Arc::new(to_date(array, zone)?),
        DataType::Timestamp(_, _) => Arc::new(to_timestamp(array, zone)?),
        other => cast(array, other)?,
    })
}

/// A cast to text shouts its booleans, which an implicit one does not.
fn text(array: &ArrayRef) -> Result<ArrayRef> {
    match array.data_type() {
        DataType::Boolean => {
            let rows = array.as_boolean().iter();
            let rows: StringViewArray = rows
                .map(|value| Some(if value? { "TRUE" } else { "FALSE" }))
                .collect();
            Ok(Arc::new(rows))
        }
        data_type if is_bytes(data_type) => {
            let bytes = cast(array, &DataType::BinaryView)?;
            let rows = bytes.as_binary_view().iter();
            let rows: StringViewArray = rows
                .map(|bytes| Some(String::from_utf8_lossy(bytes?).into_owned()))
                .collect();
            Ok(Arc::new(rows))
        }
        data_type if data_type.is_nested() => nested_text(array),
        _ => printed(array),
    }
}

/// What becomes of blanks at the end of a text of a length.
#[derive(Debug, Clone, Copy)]
enum Blanks {
    Kept,
    Cut,
    Added,
}

/// Text of at most, or of exactly, so many characters.
fn resized(array: &ArrayRef, length: usize, blanks: Blanks) -> Result<ArrayRef> {
    let array = cast(array, &DataType::Utf8View)?;
    let rows = array.as_string_view().iter();
    let rows: StringViewArray = rows
        .map(|text| {
            let mut text: String = text?.chars().take(length).collect();
            match blanks {
                Blanks::Kept => {}
                Blanks::Cut => text.truncate(text.trim_end_matches(' ').len()),
                Blanks::Added => text = format!("{text:length$}"),
            }
            Some(text)
        })
        .collect();
    Ok(Arc::new(rows))
}

fn is_bytes(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView
    )
}
