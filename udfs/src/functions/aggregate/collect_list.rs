//! `collect_list(value)`: all values of a group.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::{Result, ScalarValue, exec_err};
use datafusion_expr::AggregateUDF;
use datafusion_expr::function::AccumulatorArgs;

use super::collected::{Collection, Taken};
use super::function::{Accumulation, AggregateFunction, udaf};
use super::lists::{element, empty_list, list_of};
use crate::functions::function::{About, Origin};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `collect_list(value)`: all values of a group.
///
/// - **Input**: a value of any type.
/// - **Output**: an array, in the order of the rows.
/// - **Nulls**: NULL is skipped; of nothing the result is an empty array.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDAFCollectList`.
pub fn collect_list() -> Arc<AggregateUDF> {
    static UDAF: LazyLock<Arc<AggregateUDF>> = LazyLock::new(|| udaf(CollectList));
    Arc::clone(&UDAF)
}

static ABOUT: About = About {
    name: "collect_list",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("value", Class::Any, "the values")]),
    returns: "array",
    description: "All values of a group in an array, in the order of the rows; NULL is skipped.",
    example: (
        "SELECT collect_list(v) FROM (VALUES ('b'), ('a'), (NULL), ('b')) AS t(v)",
        r#"["b","a","b"]"#,
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct CollectList;

fn element_of(types: &[DataType]) -> DataType {
    types.first().map_or(DataType::Null, element)
}

impl AggregateFunction for CollectList {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType> {
        Ok(list_of(element_of(types)))
    }

    fn state(&self, types: &[DataType]) -> Result<Vec<DataType>> {
        Ok(vec![list_of(element_of(types))])
    }

    fn accumulation(&self, call: &AccumulatorArgs<'_>) -> Result<Arc<dyn Accumulation>> {
        let [field] = call.expr_fields else {
            return exec_err!("collect_list takes one column");
        };
        Ok(Arc::new(Collection {
            element: element(field.data_type()),
            taken: Taken::All,
        }))
    }

    fn of_nothing(&self, returns: &DataType) -> Result<ScalarValue> {
        empty_list(returns)
    }
}
