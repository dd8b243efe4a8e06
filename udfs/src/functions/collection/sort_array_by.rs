//! `sort_array_by(array, field, …)`: an array of structs in the order of their fields.

use std::cmp::Ordering;
use std::sync::{Arc, LazyLock};

use arrow::array::AsArray;
use arrow::datatypes::{DataType, Fields};
use datafusion_common::{Result, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::lists;
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::typing::hive_name;

/// `sort_array_by(array, field, …)`: an array of structs in the order of their fields.
///
/// - **Input**: an array of structs; names of fields, literals; ASC or DESC as the last argument.
/// - **Output**: list; structs that are equal in these fields keep their order.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: a field that is none, when planned.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFSortArrayByField`.
pub fn sort_array_by() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(SortArrayBy));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "sort_array_by",
    aliases: &[],
    parameters: Parameters::variadic(
        &[
            parameter("array", Class::Array, "an array of structs"),
            parameter("field", Class::Text, "names of fields, then ASC or DESC"),
        ],
        2,
    ),
    returns: "list",
    description: "An array of structs in the order of their fields.",
    example: (
        "SELECT sort_array_by(array(struct(2, 'a'), struct(1, 'b')), 'col1')",
        "[{\"col1\":1,\"col2\":\"b\"},{\"col1\":2,\"col2\":\"a\"}]",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct SortArrayBy;

impl Function for SortArrayBy {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        {
            let Some(DataType::List(element)) = planned.types.first() else {
                return plan_err!("sort_array_by(array, field, …) takes an array");
            };
            let DataType::Struct(fields) = element.data_type() else {
                return plan_err!(
                    "sort_array_by(array, field, …): the elements must be structs, got {}",
                    hive_name(element.data_type())
                );
            };
            for position in 1..planned.types.len() {
                let name = planned.literal_text(position).unwrap_or_default();
                let is_order =
                    position > 1 && position + 1 == planned.types.len() && order(name).is_some();
                if !is_order && field(fields, name).is_none() {
                    return plan_err!(
                        "sort_array_by(array, field, …): argument {} must name a field of the structs",
                        position + 1
                    );
                }
            }
            Ok(DataType::List(Arc::clone(element)))
        }
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let array = arguments.array(0)?;
        let arrays = array.as_list::<i32>();
        let structs = arrays.values().as_struct();
        let mut comparators = Vec::new();
        let mut is_descending = false;
        for position in 1..arguments.len() {
            let name = arguments.text(position)?.get(0).unwrap_or_default();
            let is_last = position > 1 && position + 1 == arguments.len();
            if let (true, Some(descending)) = (is_last, order(name)) {
                is_descending = descending;
                continue;
            }
            let found = field(structs.fields(), name);
            if let Some(column) = found.and_then(|place| structs.columns().get(place)) {
                comparators.push(lists::ordered(column)?);
            }
        }
        let sorted = lists::reordered(arrays, |a, b| {
            let mut orders = comparators.iter().map(|compared| compared(a, b));
            let found = orders
                .find(|order| order.is_ne())
                .unwrap_or(Ordering::Equal);
            if is_descending {
                found.reverse()
            } else {
                found
            }
        })?;
        output::columnar(arguments, Arc::new(sorted))
    }
}

/// Whether the word for an order says to go down; `None` where it is none.
fn order(word: &str) -> Option<bool> {
    match word.trim().to_ascii_uppercase().as_str() {
        "ASC" => Some(false),
        "DESC" => Some(true),
        _ => None,
    }
}

/// The place of a field, whose name is in any case.
fn field(fields: &Fields, name: &str) -> Option<usize> {
    fields
        .iter()
        .position(|field| field.name().eq_ignore_ascii_case(name))
}
