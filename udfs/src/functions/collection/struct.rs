//! `struct(value, …)`: a struct of values.

use std::sync::{Arc, LazyLock};

use arrow::array::StructArray;
use arrow::datatypes::{DataType, Field, Fields};
use datafusion_common::{Result, exec_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::lists::{field_type, fields_of};
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `struct(value, …)`: a struct of values.
///
/// - **Input**: values of any types.
/// - **Output**: struct with the fields col1, col2 and so on.
/// - **Nulls**: NULL is a field; the struct is never NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFStruct`.
pub fn r#struct() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(MakeStruct));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "struct",
    aliases: &[],
    parameters: Parameters::variadic(&[parameter("value", Class::Any, "the fields")], 1),
    returns: "struct with the fields col1, col2 and so on",
    description: "A struct of the values, whose fields are col1, col2 and so on.",
    example: ("SELECT struct(1, 'a')", "{\"col1\":1,\"col2\":\"a\"}"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct MakeStruct;

impl Function for MakeStruct {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        {
            let fields = (1..).zip(&planned.types).map(|(place, data_type)| {
                Field::new(format!("col{place}"), field_type(data_type), true)
            });
            Ok(DataType::Struct(fields.collect::<Fields>()))
        }
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let DataType::Struct(fields) = arguments.return_type() else {
            return exec_err!("struct was planned without its fields");
        };
        let columns = fields_of(arguments, 0..arguments.len())?;
        let structs = StructArray::try_new(fields.clone(), columns, None)?;
        output::columnar(arguments, Arc::new(structs))
    }
}
