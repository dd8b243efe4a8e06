//! `format_number(number, places)`: a number with commas between thousands.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use arrow::array::{Array, AsArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Decimal128Type, Int64Type};
use datafusion_common::{Result, exec_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::text::{format_decimal, format_double};

/// `format_number(number, places)`: a number with commas between thousands.
///
/// - **Input**: a number; how many digits stand behind the point.
/// - **Output**: text: `1,234.50`. Halves are rounded to the even digit.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: a negative number of digits, as in Hive.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFFormatNumber`.
pub fn format_number() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(FormatNumber));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "format_number",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("number", Class::Numeric, "the number"),
        parameter(
            "places",
            Class::Integer,
            "how many digits stand behind the point",
        ),
    ]),
    returns: "text",
    description: "A number with commas between thousands.",
    example: ("SELECT format_number(1234567, 2)", "1,234,567.00"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct FormatNumber;

impl Function for FormatNumber {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let numbers = arguments.array(0)?;
        let places = arguments.integers(1)?;
        let rows = arguments.rows();
        if let Some(negative) = (0..rows)
            .filter_map(|row| places.get(row))
            .find(|places| *places < 0)
        {
            return exec_err!(
                "format_number: argument 2 `places` must not be negative, got {negative}"
            );
        }
        let places = |row| usize::try_from(places.get(row)?).ok();
        match numbers.data_type() {
            DataType::Decimal128(_, scale) => {
                let scale = usize::try_from(*scale).unwrap_or_default();
                let numbers = numbers.as_primitive::<Decimal128Type>();
                output::text_rows(arguments, |row| {
                    let number = numbers.is_valid(row).then(|| numbers.value(row))?;
                    Some(Cow::Owned(format_decimal(number, scale, places(row)?)))
                })
            }
            data_type if data_type.is_integer() => {
                let numbers = cast(&numbers, &DataType::Int64)?;
                let numbers = numbers.as_primitive::<Int64Type>();
                output::text_rows(arguments, |row| {
                    let number = numbers.is_valid(row).then(|| numbers.value(row))?;
                    Some(Cow::Owned(format_decimal(number.into(), 0, places(row)?)))
                })
            }
            _ => {
                let numbers = arguments.doubles(0)?;
                output::text_rows(arguments, |row| {
                    Some(Cow::Owned(format_double(numbers.get(row)?, places(row)?)))
                })
            }
        }
    }
}
