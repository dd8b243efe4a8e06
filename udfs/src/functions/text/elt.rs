//! `elt(place, value, …)`: one of several values by its place.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::texts;
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `elt(place, value, …)`: one of several values by its place.
///
/// - **Input**: a place from 1; values.
/// - **Output**: text.
/// - **Nulls**: NULL gives NULL; so does a place at which there is no value.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFElt`.
pub fn elt() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Elt));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "elt",
    aliases: &[],
    parameters: Parameters::variadic(
        &[
            parameter("place", Class::Numeric, "which value"),
            parameter("value", Class::HiveText, "the values"),
        ],
        2,
    ),
    returns: "text",
    description: "One of several values by its place.",
    example: ("SELECT elt(2, 'a', 'b')", "b"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Elt;

impl Function for Elt {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let places = arguments.doubles(0)?;
        let values = texts::implicit_from(arguments, 1)?;
        let values = texts::rows(&values)?;
        output::text_rows(arguments, |row| {
            #[expect(clippy::cast_possible_truncation, reason = "as Java narrows")]
            let place = usize::try_from(places.get(row)? as i32)
                .ok()?
                .checked_sub(1)?;
            values.get(place)?.get(row).map(Cow::Borrowed)
        })
    }
}
