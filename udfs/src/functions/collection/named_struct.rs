//! `named_struct(name_or_value, …)`: a struct of values with names.

use std::sync::{Arc, LazyLock};

use arrow::array::StructArray;
use arrow::datatypes::{DataType, Field};
use datafusion_common::{Result, exec_err, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::lists::{field_type, fields_of};
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `named_struct(name_or_value, …)`: a struct of values with names.
///
/// - **Input**: names, which are literals, and values in turn.
/// - **Output**: struct with fields of these names in lower case.
/// - **Nulls**: NULL is a field; the struct is never NULL.
/// - **Errors**: a name that is no literal, and an odd number of arguments; when planned.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFNamedStruct`.
pub fn named_struct() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(NamedStruct));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "named_struct",
    aliases: &[],
    parameters: Parameters::variadic(
        &[parameter(
            "name_or_value",
            Class::Any,
            "names and values in turn",
        )],
        2,
    ),
    returns: "struct with fields of these names",
    description: "A struct of values with names.",
    example: (
        "SELECT named_struct('x', 1, 'y', 'b')",
        "{\"x\":1,\"y\":\"b\"}",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct NamedStruct;

impl Function for NamedStruct {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        {
            if planned.types.len() % 2 == 1 {
                return plan_err!(
                    "named_struct takes names and values in turn, got {} arguments",
                    planned.types.len()
                );
            }
            let fields = planned.types.iter().enumerate().skip(1).step_by(2);
            let fields = fields.map(|(position, data_type)| {
                let Some(name) = planned.literal_text(position - 1) else {
                    return plan_err!(
                        "named_struct: argument {position} must be a name, a literal text"
                    );
                };
                Ok(Field::new(name.to_lowercase(), field_type(data_type), true))
            });
            Ok(DataType::Struct(fields.collect::<Result<Vec<_>>>()?.into()))
        }
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let DataType::Struct(fields) = arguments.return_type() else {
            return exec_err!("named_struct was planned without its fields");
        };
        let columns = fields_of(arguments, (1..arguments.len()).step_by(2))?;
        let structs = StructArray::try_new(fields.clone(), columns, None)?;
        output::columnar(arguments, Arc::new(structs))
    }
}
