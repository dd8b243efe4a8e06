//! Functions of doubles that give a double.

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::ColumnarValue;

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Planned};

/// A function of one number.
#[derive(Debug)]
pub(super) struct OfDouble {
    pub(super) about: &'static About,
    pub(super) row: fn(f64) -> Option<f64>,
}

impl Function for OfDouble {
    fn about(&self) -> &'static About {
        self.about
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Float64)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let numbers = arguments.doubles(0)?;
        output::double_rows(arguments, |row| (self.row)(numbers.get(row)?))
    }
}
