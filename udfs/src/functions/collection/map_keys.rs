//! `map_keys(map)`: the keys of a map.

use std::sync::{Arc, LazyLock};

use arrow::array::{Array, AsArray, UInt64Array, new_empty_array};
use arrow::compute::take;
use arrow::datatypes::DataType;
use datafusion_common::{Result, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::lists;
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `map_keys(map)`: the keys of a map.
///
/// - **Input**: a map.
/// - **Output**: list, in the order of the map.
/// - **Nulls**: NULL gives an empty list.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFMapKeys`.
pub fn map_keys() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(MapKeys));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "map_keys",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("map", Class::Map, "a map")]),
    returns: "list",
    description: "The keys of a map as an array; an empty array for NULL.",
    example: ("SELECT map_keys(str_to_map('a:1,b:2'))", "[\"a\",\"b\"]"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct MapKeys;

impl Function for MapKeys {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        {
            let Some(DataType::Map(entries, _)) = planned.types.first() else {
                return Ok(lists::list_of(DataType::Utf8));
            };
            match entries.data_type() {
                DataType::Struct(fields) if fields.len() == 2 => {
                    let found = fields
                        .first()
                        .map_or(DataType::Utf8, |field| field.data_type().clone());
                    Ok(lists::list_of(found))
                }
                other => plan_err!("map_keys(map): {other} are no entries of a map"),
            }
        }
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let array = arguments.array(0)?;
        let DataType::Map(_, _) = array.data_type() else {
            let empty = new_empty_array(&DataType::Utf8);
            let lists = lists::lists(empty, std::iter::repeat_n(0, array.len()), None)?;
            return output::columnar(arguments, Arc::new(lists));
        };
        let maps = array.as_map();
        let rows = (0..maps.len()).map(|row| {
            let pairs = lists::range(maps.value_offsets(), row);
            // What a NULL map encloses does not count.
            if maps.is_valid(row) { pairs } else { 0..0 }
        });
        let places: UInt64Array = rows
            .clone()
            .flatten()
            .map(|place| Some(place as u64))
            .collect();
        let found = take(maps.keys(), &places, None)?;
        let lists = lists::lists(found, rows.map(|pairs| pairs.len()), None)?;
        output::columnar(arguments, Arc::new(lists))
    }
}
