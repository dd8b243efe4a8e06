//! `format_number(number, places)`: a number with commas between thousands.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use arrow::array::{Array, AsArray, Decimal128Array};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use datafusion_common::{Result, exec_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, Doubles, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::is_text;
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::text::{DecimalFormat, format_decimal, format_double};

/// `format_number(number, places)`: a number with commas between thousands.
///
/// - **Input**: a number; how many digits stand behind the point, or a pattern of `java.text.DecimalFormat`.
/// - **Output**: text: `1,234.50`. Halves are rounded to the even digit.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: a negative number of digits, as in Hive; a pattern that is none.
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
            Class::Key,
            "how many digits stand behind the point, or a pattern",
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
        if is_text(&arguments.value(1)?.data_type()) {
            by_pattern(arguments)
        } else {
            by_places(arguments)
        }
    }
}

/// The numbers of a column: decimals, whole numbers among them, or doubles.
enum Numbers {
    Decimals(Decimal128Array, usize),
    Doubles(Doubles),
}

impl Numbers {
    fn new(arguments: &Arguments<'_>) -> Result<Self> {
        let numbers = arguments.array(0)?;
        Ok(match numbers.data_type() {
            DataType::Decimal128(_, scale) => {
                let scale = usize::try_from(*scale).unwrap_or_default();
                Self::Decimals(numbers.as_primitive().clone(), scale)
            }
            data_type if data_type.is_integer() => {
                let numbers = cast(&numbers, &DataType::Decimal128(19, 0))?;
                Self::Decimals(numbers.as_primitive().clone(), 0)
            }
            _ => Self::Doubles(arguments.doubles(0)?),
        })
    }

    /// The number of a row as text.
    fn shown(
        &self,
        row: usize,
        decimal: impl Fn(i128, usize) -> String,
        double: impl Fn(f64) -> String,
    ) -> Option<String> {
        Some(match self {
            Self::Decimals(numbers, scale) => {
                decimal(numbers.is_valid(row).then(|| numbers.value(row))?, *scale)
            }
            Self::Doubles(numbers) => double(numbers.get(row)?),
        })
    }
}

fn by_places(arguments: &Arguments<'_>) -> Result<ColumnarValue> {
    let numbers = Numbers::new(arguments)?;
    let places = arguments.integers(1)?;
    let negative = (0..arguments.rows())
        .filter_map(|row| places.get(row))
        .find(|places| *places < 0);
    if let Some(negative) = negative {
        return exec_err!(
            "format_number: argument 2 `places` must not be negative, got {negative}"
        );
    }
    output::text_rows(arguments, |row| {
        let places = usize::try_from(places.get(row)?).ok()?;
        let shown = numbers.shown(
            row,
            |unscaled, scale| format_decimal(unscaled, scale, places),
            |number| format_double(number, places),
        );
        shown.map(Cow::Owned)
    })
}

fn by_pattern(arguments: &Arguments<'_>) -> Result<ColumnarValue> {
    let numbers = Numbers::new(arguments)?;
    let patterns = arguments.text(1)?;
    let mut last: Option<(&str, DecimalFormat)> = None;
    let mut failed = None;
    let rows = output::text_rows(arguments, |row| {
        let pattern = patterns.get(row)?;
        if last.as_ref().is_none_or(|(last, _)| *last != pattern) {
            match DecimalFormat::new(pattern) {
                Ok(format) => last = Some((pattern, format)),
                Err(error) => {
                    failed.get_or_insert(error);
                    return None;
                }
            }
        }
        let format = &last.as_ref()?.1;
        let shown = numbers.shown(
            row,
            |unscaled, scale| format.decimal(unscaled, scale),
            |number| format.double(number),
        );
        shown.map(Cow::Owned)
    })?;
    match failed {
        Some(error) => exec_err!("format_number: {error}"),
        None => Ok(rows),
    }
}
