//! `concat(value, …)`: texts put together.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::texts;
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `concat(value, …)`: texts put together.
///
/// - **Input**: texts, and what Hive makes text of.
/// - **Output**: text.
/// - **Nulls**: NULL where one of them is NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFConcat`.
pub fn concat() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Concat));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "concat",
    aliases: &[],
    parameters: Parameters::variadic(
        &[parameter("value", Class::HiveText, "what is put together")],
        1,
    ),
    returns: "text",
    description: "The arguments as one text; NULL where one of them is NULL.",
    example: ("SELECT concat('a', 1, 'b')", "a1b"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Concat;

impl Function for Concat {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        let all_bytes = planned.types.iter().all(|given| given.is_binary());
        Ok(if all_bytes {
            DataType::BinaryView
        } else {
            DataType::Utf8View
        })
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        if arguments.return_type() == &DataType::BinaryView {
            return bytes(arguments);
        }
        let values = texts::implicit_from(arguments, 0)?;
        let values = texts::rows(&values)?;
        output::written_rows(arguments, |row, out| {
            for value in &values {
                out.push_str(value.get(row)?);
            }
            Some(())
        })
    }
}

/// Bytes one after the other.
fn bytes(arguments: &Arguments<'_>) -> Result<ColumnarValue> {
    let values = (0..arguments.len())
        .map(|position| arguments.bytes(position))
        .collect::<Result<Vec<_>>>()?;
    output::bytes_rows(arguments, |row| {
        let parts = values.iter().map(|value| value.get(row));
        Some(parts.collect::<Option<Vec<_>>>()?.concat())
    })
}

#[cfg(test)]
mod tests {
    use super::concat;
    use crate::functions::testing::{Column, shown};

    #[test]
    fn one_null_makes_all_null() {
        let texts = Column::Text(vec![Some("a"), None, Some(""), Some("中")]);
        let others = Column::Text(vec![Some("b"), Some("b"), None, Some("文")]);
        assert_eq!(
            shown(&concat(), &[texts.clone(), Column::literal("-"), others]),
            ["a-b", "NULL", "NULL", "中-文"]
        );
        assert_eq!(shown(&concat(), &[texts]), ["a", "NULL", "", "中"]);
    }
}
