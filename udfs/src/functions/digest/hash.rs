//! `hash(value, …)`: the hash code of values.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::hashes::hashes;
use crate::Settings;
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::functions::time::zone;
use crate::kernel::java_hash;

/// `hash(value, …)`: the hash code of values.
///
/// - **Input**: values of any type, arrays, maps and structs among them.
/// - **Output**: int.
/// - **Nulls**: NULL counts as 0; the result is never NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFHash`.
pub fn hash() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| hash_with(&Settings::default()));
    Arc::clone(&UDF)
}

/// [`hash`] with settings of the caller's: their zone is that of timestamps.
pub fn hash_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(Hash {
        settings: settings.clone(),
    })
}

static ABOUT: About = About {
    name: "hash",
    aliases: &[],
    parameters: Parameters::variadic(&[parameter("value", Class::Any, "values of any type")], 1),
    returns: "int",
    description: "The hash code of values.",
    example: ("SELECT hash('abc')", "96354"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Hash {
    settings: Settings,
}

impl Function for Hash {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Int32)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let zone = zone(&self.settings, arguments)?;
        let columns = (0..arguments.len())
            .map(|position| hashes(&arguments.array(position)?, zone))
            .collect::<Result<Vec<_>>>()?;
        output::int_rows(arguments, |row| {
            let values = columns
                .iter()
                .map(|column| column.get(row).copied().unwrap_or_default());
            Some(values.fold(0, java_hash::combine))
        })
    }
}
