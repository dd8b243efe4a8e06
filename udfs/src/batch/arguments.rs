//! The arguments of one call on one batch.

use arrow::array::ArrayRef;
use arrow::datatypes::DataType;
use datafusion_common::config::ConfigOptions;
use datafusion_common::{Result, exec_err};
use datafusion_expr::{ColumnarValue, ScalarFunctionArgs};

use super::{Attributes, Bytes, Doubles, Integers, Text};

/// What a function is called with: its arguments and the number of rows that it has to give back.
#[derive(Debug)]
pub(crate) struct Arguments<'a> {
    call: &'a ScalarFunctionArgs,
    all_literal: bool,
}

impl<'a> Arguments<'a> {
    /// Wraps what DataFusion hands over.
    pub(crate) fn new(call: &'a ScalarFunctionArgs) -> Self {
        let all_literal = call
            .args
            .iter()
            .all(|arg| matches!(arg, ColumnarValue::Scalar(_)));
        Self { call, all_literal }
    }

    /// Rows to compute: one where all arguments are literals, the batch's rows otherwise.
    pub(crate) fn rows(&self) -> usize {
        if self.all_literal {
            1
        } else {
            self.call.number_rows
        }
    }

    /// Rows of the batch, also where all arguments are literals.
    pub(crate) fn batch_rows(&self) -> usize {
        self.call.number_rows
    }

    /// Whether all arguments are literals, so that the result is a literal too.
    pub(crate) fn all_literal(&self) -> bool {
        self.all_literal
    }

    /// How many arguments there are.
    pub(crate) fn len(&self) -> usize {
        self.call.args.len()
    }

    /// The session's options.
    pub(crate) fn config(&self) -> &'a ConfigOptions {
        &self.call.config_options
    }

    /// The type that was planned for the result.
    pub(crate) fn return_type(&self) -> &'a DataType {
        self.call.return_type()
    }

    /// The argument as DataFusion gave it.
    pub(crate) fn value(&self, position: usize) -> Result<&'a ColumnarValue> {
        let Some(value) = self.call.args.get(position) else {
            return exec_err!("argument {} is missing", position + 1);
        };
        Ok(value)
    }

    /// The argument as text.
    pub(crate) fn text(&self, position: usize) -> Result<Text<'a>> {
        Text::try_new(self.value(position)?)
    }

    /// The argument as integers.
    pub(crate) fn integers(&self, position: usize) -> Result<Integers<'a>> {
        Integers::try_new(self.value(position)?)
    }

    /// The argument as doubles.
    pub(crate) fn doubles(&self, position: usize) -> Result<Doubles> {
        Doubles::try_new(self.value(position)?)
    }

    /// The argument as an array of [`rows`](Self::rows) rows.
    pub(crate) fn array(&self, position: usize) -> Result<ArrayRef> {
        self.value(position)?.to_array(self.rows())
    }

    /// The argument as bytes.
    pub(crate) fn bytes(&self, position: usize) -> Result<Bytes<'a>> {
        Bytes::try_new(self.value(position)?)
    }

    /// The argument as event attributes.
    pub(crate) fn attributes(&self, position: usize) -> Result<Attributes<'a>> {
        Attributes::try_new(self.value(position)?)
    }
}
