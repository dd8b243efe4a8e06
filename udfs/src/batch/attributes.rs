//! Event attributes: the text of a JSON object, or a map.

use std::borrow::Cow;
use std::ops::Range;

use arrow::array::{Array, AsArray, MapArray};
use arrow::datatypes::DataType;
use datafusion_common::{Result, ScalarValue};
use datafusion_expr::ColumnarValue;
use serde::Serializer as _;

use super::Text;
use crate::kernel::attributes;

/// An argument of the class `Attributes`.
#[derive(Debug)]
pub(crate) enum Attributes<'a> {
    /// Text of JSON objects.
    Text(Text<'a>),
    /// Maps of text to text.
    Maps(TextMaps<'a>),
}

impl<'a> Attributes<'a> {
    /// Reads an argument.
    pub(crate) fn try_new(value: &'a ColumnarValue) -> Result<Self> {
        match value {
            ColumnarValue::Array(array) if matches!(array.data_type(), DataType::Map(_, _)) => {
                TextMaps::try_new(array.as_map(), false).map(Self::Maps)
            }
            ColumnarValue::Scalar(ScalarValue::Map(map)) => {
                TextMaps::try_new(map, true).map(Self::Maps)
            }
            other => Text::try_new(other).map(Self::Text),
        }
    }

    /// The value under `key`; `None` for NULL attributes, a NULL value and a missing key.
    pub(crate) fn get(&self, row: usize, key: &str) -> Option<Cow<'a, str>> {
        match self {
            Self::Text(text) => attributes::get(text.get(row)?, key),
            Self::Maps(maps) => maps.get(row, key).map(Cow::Borrowed),
        }
    }

    /// The JSON text of the attributes, `None` for NULL. A map's values are JSON strings or `null`.
    pub(crate) fn json<'s>(&self, row: usize, buffer: &'s mut Vec<u8>) -> Option<&'s str>
    where
        'a: 's,
    {
        match self {
            Self::Text(text) => text.get(row),
            Self::Maps(maps) => {
                buffer.clear();
                let mut json = serde_json::Serializer::new(&mut *buffer);
                json.collect_map(maps.pairs(row)?).ok()?;
                std::str::from_utf8(buffer).ok()
            }
        }
    }
}

/// Maps of text to text.
#[derive(Debug)]
pub(crate) struct TextMaps<'a> {
    array: &'a MapArray,
    keys: Text<'a>,
    values: Text<'a>,
    /// Whether the array's one map stands for all rows.
    literal: bool,
}

impl<'a> TextMaps<'a> {
    fn try_new(array: &'a MapArray, literal: bool) -> Result<Self> {
        let keys = Text::from_array(array.keys().as_ref())?;
        let values = Text::from_array(array.values().as_ref())?;
        Ok(Self {
            array,
            keys,
            values,
            literal,
        })
    }

    /// The pairs of a map in their order, `None` for a NULL map.
    pub(crate) fn pairs(
        &self,
        row: usize,
    ) -> Option<impl Iterator<Item = (&'a str, Option<&'a str>)>> {
        let pairs = self.range(row)?;
        Some(pairs.filter_map(|pair| Some((self.keys.get(pair)?, self.values.get(pair)))))
    }

    /// The value under `key`, the last where there are several.
    pub(crate) fn get(&self, row: usize, key: &str) -> Option<&'a str> {
        let (_, value) = self.pairs(row)?.filter(|(name, _)| *name == key).last()?;
        value
    }

    fn range(&self, row: usize) -> Option<Range<usize>> {
        let row = if self.literal { 0 } else { row };
        if row >= self.array.len() || self.array.is_null(row) {
            return None;
        }
        let offsets = self.array.value_offsets();
        let start = usize::try_from(*offsets.get(row)?).ok()?;
        let end = usize::try_from(*offsets.get(row + 1)?).ok()?;
        Some(start..end)
    }
}
