//! `collect_set(value)`: the different values of a group.

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

/// `collect_set(value)`: the different values of a group.
///
/// - **Input**: a value of any type.
/// - **Output**: an array, in the order in which they are first seen.
/// - **Nulls**: NULL is skipped; of nothing the result is an empty array.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDAFCollectSet`.
pub fn collect_set() -> Arc<AggregateUDF> {
    static UDAF: LazyLock<Arc<AggregateUDF>> = LazyLock::new(|| udaf(CollectSet));
    Arc::clone(&UDAF)
}

static ABOUT: About = About {
    name: "collect_set",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("value", Class::Any, "the values")]),
    returns: "array",
    description: "The different values of a group in an array, in the order in which they are first seen; NULL is skipped.",
    example: (
        "SELECT collect_set(v) FROM (VALUES ('b'), ('a'), (NULL), ('b')) AS t(v)",
        r#"["b","a"]"#,
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct CollectSet;

fn element_of(types: &[DataType]) -> DataType {
    types.first().map_or(DataType::Null, element)
}

impl AggregateFunction for CollectSet {
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
            return exec_err!("collect_set takes one column");
        };
        Ok(Arc::new(Collection {
            element: element(field.data_type()),
            taken: Taken::Different,
        }))
    }

    fn of_nothing(&self, returns: &DataType) -> Result<ScalarValue> {
        empty_list(returns)
    }
}
