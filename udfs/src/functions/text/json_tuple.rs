//! `json_tuple(text, key, …)`: what a JSON object has under several keys, in one pass.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::{Result, exec_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::texts;
use crate::batch::output::{self, TextStructBuilder};
use crate::batch::{Arguments, ImplicitText};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::json_path::json_tuple as values;

/// `json_tuple(text, key, …)`: what a JSON object has under several keys, in one pass.
///
/// - **Input**: the text of a JSON object; names, dots and all.
/// - **Output**: struct of text with the fields c0, c1 and so on, one a key: values as `get_json_object` shows them.
/// - **Nulls**: NULL gives NULL fields; so does what is no JSON object, a key that is not there, and `null`.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDTFJSONTuple`.
pub fn json_tuple() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(JsonTuple));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "json_tuple",
    aliases: &[],
    parameters: Parameters::variadic(
        &[
            parameter("text", Class::HiveText, "a JSON object"),
            parameter("key", Class::HiveText, "a name"),
        ],
        2,
    ),
    returns: "struct of text",
    description: "What a JSON object has under several keys, in one pass.",
    example: (
        "SELECT json_tuple('{\"a\":1,\"b\":\"x\"}', 'b', 'a')",
        "{\"c0\":\"x\",\"c1\":\"1\"}",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct JsonTuple;

impl Function for JsonTuple {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        {
            let fields = (1..planned.types.len()).map(|place| format!("c{}", place - 1));
            Ok(DataType::Struct(output::text_struct(fields)))
        }
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let DataType::Struct(fields) = arguments.return_type() else {
            return exec_err!("json_tuple was planned without its fields");
        };
        let text = ImplicitText::new(arguments, 0)?;
        let text = text.text()?;
        let keys = texts::implicit_from(arguments, 1)?;
        let keys = texts::rows(&keys)?;
        let rows = arguments.rows();
        let mut structs = TextStructBuilder::new(fields.clone(), rows);
        let mut wanted = Vec::with_capacity(keys.len());
        for row in 0..rows {
            wanted.clear();
            wanted.extend(keys.iter().map(|key| key.get(row)));
            structs.append(
                text.get(row)
                    .map(|text| values(text, &wanted))
                    .unwrap_or_default(),
            );
        }
        output::columnar(arguments, Arc::new(structs.finish()?))
    }
}
