//! Calls of functions on Arrow data, without SQL in between.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef};
use datafusion::common::config::ConfigOptions;
use datafusion::common::{Result, ScalarValue};
use datafusion::logical_expr::{ColumnarValue, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDF};

/// What planning a call gives: the type of the result. Literals are scalars.
///
/// Errors: the function's, as for a query.
pub fn plan(udf: &ScalarUDF, arguments: &[ColumnarValue]) -> Result<FieldRef> {
    let types: Vec<DataType> = arguments.iter().map(ColumnarValue::data_type).collect();
    udf.coerce_types(&types)?;
    let literals: Vec<Option<&ScalarValue>> = arguments
        .iter()
        .map(|argument| match argument {
            ColumnarValue::Scalar(scalar) => Some(scalar),
            ColumnarValue::Array(_) => None,
        })
        .collect();
    udf.return_field_from_args(ReturnFieldArgs {
        arg_fields: &fields(arguments),
        scalar_arguments: &literals,
    })
}

/// Calls a planned function on a batch of `rows` rows.
///
/// Errors: the function's.
pub fn invoke(
    udf: &ScalarUDF,
    planned: &FieldRef,
    arguments: &[ColumnarValue],
    rows: usize,
) -> Result<ColumnarValue> {
    udf.invoke_with_args(ScalarFunctionArgs {
        args: arguments.to_vec(),
        arg_fields: fields(arguments),
        number_rows: rows,
        return_field: Arc::clone(planned),
        config_options: Arc::new(ConfigOptions::default()),
    })
}

/// The result of a function of one argument for a column.
///
/// Errors: the function's.
pub fn column(udf: &ScalarUDF, column: ArrayRef) -> Result<ArrayRef> {
    let rows = column.len();
    let arguments = [ColumnarValue::Array(column)];
    invoke(udf, &plan(udf, &arguments)?, &arguments, rows)?.into_array(rows)
}

fn fields(arguments: &[ColumnarValue]) -> Vec<FieldRef> {
    arguments
        .iter()
        .map(|argument| Arc::new(Field::new("", argument.data_type(), true)) as FieldRef)
        .collect()
}
