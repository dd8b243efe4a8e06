//! `concat_ws(separator, value, …)`: texts put together with a separator between them.

use std::sync::{Arc, LazyLock};

use arrow::array::{Array, AsArray, ListArray};
use arrow::datatypes::DataType;
use datafusion_common::{Result, exec_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, ImplicitText, Text, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `concat_ws(separator, value, …)`: texts put together with a separator between them.
///
/// - **Input**: a separator; texts and arrays of text.
/// - **Output**: text; `''` where all values are NULL.
/// - **Nulls**: a NULL separator gives NULL. NULL values and arrays are passed over, but a NULL in an array is the text
///   `null`.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFConcatWS`.
pub fn concat_ws() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(ConcatWs));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "concat_ws",
    aliases: &[],
    parameters: Parameters::variadic(
        &[
            parameter(
                "separator",
                Class::HiveText,
                "what stands between two values",
            ),
            parameter("value", Class::TextOrArray, "texts and arrays of text"),
        ],
        2,
    ),
    returns: "text",
    description: "Texts put together with a separator between them.",
    example: (
        "SELECT concat_ws('-', 'a', NULL, split('b,c', ','))",
        "a-b-c",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct ConcatWs;

impl Function for ConcatWs {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let separators = ImplicitText::new(arguments, 0)?;
        let separators = separators.text()?;
        let arrays = (1..arguments.len())
            .map(|position| elements(arguments, position))
            .collect::<Result<Vec<_>>>()?;
        let texts = arrays.iter().enumerate().map(|(place, array)| match array {
            Some(_) => Ok(None),
            None => ImplicitText::new(arguments, place + 1).map(Some),
        });
        let texts = texts.collect::<Result<Vec<_>>>()?;
        let values = arrays
            .iter()
            .zip(&texts)
            .map(|pair| match pair {
                (Some(array), _) => Ok(Value::Array(array, Text::from_array(array.values())?)),
                (None, Some(text)) => text.text().map(Value::Text),
                (None, None) => exec_err!("concat_ws: a value is missing"),
            })
            .collect::<Result<Vec<_>>>()?;
        output::written_rows(arguments, |row, out| {
            let separator = separators.get(row)?;
            let mut is_first = true;
            let mut next = |out: &mut String, part: &str| {
                if !std::mem::take(&mut is_first) {
                    out.push_str(separator);
                }
                out.push_str(part);
            };
            for value in &values {
                value.show(row, |part| next(out, part));
            }
            Some(())
        })
    }
}

/// The rows of one argument.
enum Value<'a> {
    Text(Text<'a>),
    Array(&'a ListArray, Text<'a>),
}

impl Value<'_> {
    /// Shows the texts of a row.
    fn show(&self, row: usize, mut part: impl FnMut(&str)) {
        match self {
            Self::Text(text) => text.get(row).into_iter().for_each(part),
            Self::Array(array, elements) => {
                let offsets = array.value_offsets();
                let (Some(start), Some(end)) = (offsets.get(row), offsets.get(row + 1)) else {
                    return;
                };
                if array.is_null(row) {
                    return;
                }
                // An empty array takes a place between separators, as an empty text does.
                if start == end {
                    part("");
                }
                for place in *start..*end {
                    let place = usize::try_from(place).unwrap_or_default();
                    part(elements.get(place).unwrap_or("null"));
                }
            }
        }
    }
}

/// The arrays of an argument; `None` where it is text.
fn elements(arguments: &Arguments<'_>, position: usize) -> Result<Option<ListArray>> {
    let is_array = matches!(arguments.value(position)?.data_type(), DataType::List(_));
    is_array
        .then(|| Ok(arguments.array(position)?.as_list::<i32>().clone()))
        .transpose()
}
