//! `map([key_or_value, …])`: a map of keys and values.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::{DataType, Field, Fields};
use datafusion_common::{Result, exec_err, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::{lists, pairs};
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::typing::hive_name;

/// `map([key_or_value, …])`: a map of keys and values.
///
/// - **Input**: keys and values in turn: keys with a type in common, and values with one.
/// - **Output**: map; of a key that comes twice the last value counts.
/// - **Nulls**: NULL is a value; a pair whose key is NULL is left out. The map is never NULL.
/// - **Errors**: an odd number of arguments, keys that are nested, and types that have none in common; when planned.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFMap`.
pub fn map() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(MakeMap));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "map",
    // The planner makes something else of `map(…)`.
    aliases: &["hive_map"],
    parameters: Parameters::variadic(
        &[parameter(
            "key_or_value",
            Class::Any,
            "keys and values in turn",
        )],
        0,
    ),
    returns: "map of the common types",
    description: "A map of keys and values.",
    example: ("SELECT map('a', 1, 'b', 2)", "{\"a\":1,\"b\":2}"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct MakeMap;

impl Function for MakeMap {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        {
            if planned.types.len() % 2 == 1 {
                return plan_err!(
                    "map takes keys and values in turn, got {} arguments",
                    planned.types.len()
                );
            }
            if let Some(key) = planned.types.iter().step_by(2).find(|key| key.is_nested()) {
                return plan_err!(
                    "map: a key must be no array, map or struct, got {}",
                    hive_name(key)
                );
            }
            let key = lists::common("map", planned.types.iter().step_by(2).copied())?;
            let value = lists::common("map", planned.types.iter().skip(1).step_by(2).copied())?;
            let pair = Fields::from(vec![
                Field::new("key", key, false),
                Field::new("value", value, true),
            ]);
            let entries = Field::new("entries", DataType::Struct(pair), false);
            Ok(DataType::Map(Arc::new(entries), false))
        }
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let DataType::Map(entries, _) = arguments.return_type() else {
            return exec_err!("map was planned without its type");
        };
        let maps = pairs::maps(arguments, entries)?;
        output::columnar(arguments, Arc::new(maps))
    }
}
