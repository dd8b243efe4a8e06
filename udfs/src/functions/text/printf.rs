//! `printf(format[, value, …])`: values put into a text by a format.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::{Result, exec_err, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::printed_values::PrintedValues;
use crate::batch::{Arguments, ImplicitText, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::java_format::JavaFormat;

/// `printf(format[, value, …])`: values put into a text by a format.
///
/// - **Input**: a format of `java.util.Formatter`, without dates (`%t`) and hexadecimal fractions (`%a`); values, decimals as
///   doubles.
/// - **Output**: text.
/// - **Nulls**: a NULL format gives NULL, a NULL value is printed as `null`.
/// - **Errors**: a format that is none: when planned for a literal, else when run; a value that is missing or that a
///   conversion does not take.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFPrintf`.
pub fn printf() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Printf));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "printf",
    aliases: &[],
    parameters: Parameters::variadic(
        &[
            parameter("format", Class::HiveText, "a format of Java"),
            parameter("value", Class::HiveText, "what is printed"),
        ],
        1,
    ),
    returns: "text",
    description: "Values put into a text by a format.",
    example: ("SELECT printf('%s-%03d', 'a', 5)", "a-005"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Printf;

impl Function for Printf {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        {
            if let Some(Err(error)) = planned.literal_text(0).map(JavaFormat::new) {
                return plan_err!("printf: argument 1 `format`: {error}");
            }
            Ok(DataType::Utf8View)
        }
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let formats = ImplicitText::new(arguments, 0)?;
        let formats = formats.text()?;
        let values = PrintedValues::new(arguments, 1)?;
        let mut last: Option<(&str, JavaFormat)> = None;
        let mut failed = None;
        let rows = output::written_rows(arguments, |row, out| {
            let format = formats.get(row)?;
            if last.as_ref().is_none_or(|(last, _)| *last != format) {
                match JavaFormat::new(format) {
                    Ok(compiled) => last = Some((format, compiled)),
                    Err(error) => {
                        failed.get_or_insert(error);
                        return None;
                    }
                }
            }
            let values = values.row(row);
            if let Err(error) = last.as_ref()?.1.print(&values, out) {
                failed.get_or_insert(error);
            }
            Some(())
        })?;
        match failed {
            Some(error) => exec_err!("printf: {error}"),
            None => Ok(rows),
        }
    }
}
