//! `field(value, candidate, …)`: at which place a value stands among others.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::texts;
use crate::batch::{Arguments, Doubles, Text, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `field(value, candidate, …)`: at which place a value stands among others.
///
/// - **Input**: values; numbers are compared as numbers, all else as text.
/// - **Output**: int: the place of the first equal value from 1; 0 where there is none.
/// - **Nulls**: NULL equals nothing: it gives 0.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFField`.
pub fn field() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(FieldOf));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "field",
    aliases: &[],
    parameters: Parameters::variadic(
        &[
            parameter("value", Class::HiveText, "the value to look for"),
            parameter("candidate", Class::HiveText, "the values to look through"),
        ],
        2,
    ),
    returns: "int",
    description: "At which place a value stands among others.",
    example: ("SELECT field('b', 'a', 'b', 'c')", "2"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct FieldOf;

impl Function for FieldOf {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Int32)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let numbers = (0..arguments.len())
            .map(|position| {
                let is_number = arguments.value(position)?.data_type().is_numeric();
                is_number.then(|| arguments.doubles(position)).transpose()
            })
            .collect::<Result<Vec<_>>>()?;
        let values = texts::implicit_from(arguments, 0)?;
        let values = texts::rows(&values)?;
        output::int_rows(arguments, |row| {
            let (Some(wanted), Some(number)) = (values.first(), numbers.first()) else {
                return Some(0);
            };
            let is_equal = |(_, (value, other)): &(i32, (&Text<'_>, &Option<Doubles>))| match (
                number, other,
            ) {
                (Some(number), Some(other)) => {
                    number.get(row).is_some() && number.get(row) == other.get(row)
                }
                _ => wanted.get(row).is_some() && wanted.get(row) == value.get(row),
            };
            let mut candidates = (1..).zip(values.iter().zip(&numbers).skip(1));
            Some(candidates.find(is_equal).map_or(0, |(place, _)| place))
        })
    }
}
