//! A column of rows, and every way in which Arrow may hand it to a function.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, BinaryArray, BinaryViewArray, DictionaryArray, Int32Array, Int64Array,
    LargeBinaryArray, LargeStringArray, MapBuilder, StringArray, StringBuilder, StringViewArray,
};
use datafusion::arrow::compute::{cast, concat};
use datafusion::arrow::datatypes::{DataType, Int32Type};

/// A map of text to text.
pub type Pairs = Vec<(String, Option<String>)>;

/// The rows of an argument.
#[derive(Debug, Clone)]
pub enum Rows {
    Text(Vec<Option<String>>),
    Integer(Vec<Option<i64>>),
    Binary(Vec<Option<Vec<u8>>>),
    Map(Vec<Option<Pairs>>),
}

/// What a function may take as an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Integer,
    Binary,
    Map,
}

impl Kind {
    pub const ALL: [Self; 4] = [Self::Text, Self::Integer, Self::Binary, Self::Map];

    /// A column without rows, in the first of the encodings.
    pub fn no_rows(self) -> ArrayRef {
        let none = match self {
            Self::Text => Rows::Text(Vec::new()),
            Self::Integer => Rows::Integer(Vec::new()),
            Self::Binary => Rows::Binary(Vec::new()),
            Self::Map => Rows::Map(Vec::new()),
        };
        none.encodings().swap_remove(0)
    }

    /// The type of the first of the encodings.
    pub fn data_type(self) -> DataType {
        self.no_rows().data_type().clone()
    }
}

impl Rows {
    /// The rows in every encoding; the engine's own comes first.
    pub fn encodings(&self) -> Vec<ArrayRef> {
        match self {
            Self::Text(rows) => texts(rows),
            Self::Integer(rows) => vec![Arc::new(Int64Array::from(rows.clone()))],
            Self::Binary(rows) => vec![
                Arc::new(
                    rows.iter()
                        .map(Option::as_deref)
                        .collect::<BinaryViewArray>(),
                ),
                Arc::new(rows.iter().map(Option::as_deref).collect::<BinaryArray>()),
                Arc::new(
                    rows.iter()
                        .map(Option::as_deref)
                        .collect::<LargeBinaryArray>(),
                ),
            ],
            Self::Map(rows) => {
                let mut maps = MapBuilder::new(None, StringBuilder::new(), StringBuilder::new());
                for row in rows {
                    for (key, value) in row.iter().flatten() {
                        maps.keys().append_value(key);
                        maps.values().append_option(value.as_deref());
                    }
                    maps.append(row.is_some()).unwrap();
                }
                vec![Arc::new(maps.finish())]
            }
        }
    }

    /// The rows in every encoding, cut out of longer arrays.
    pub fn slices(&self) -> Vec<ArrayRef> {
        let (before, after) = (self.other_rows(), self.other_rows());
        let parts = before
            .encodings()
            .into_iter()
            .zip(self.encodings())
            .zip(after.encodings());
        parts
            .map(|((before, rows), after)| {
                let whole = concat(&[before.as_ref(), rows.as_ref(), after.as_ref()]).unwrap();
                whole.slice(before.len(), rows.len())
            })
            .collect()
    }

    fn other_rows(&self) -> Self {
        match self {
            Self::Text(_) => Self::Text(vec![
                Some("{\"other\":\"row\"}".to_owned()),
                None,
                Some("x".to_owned()),
            ]),
            Self::Integer(_) => Self::Integer(vec![Some(7), None, Some(-1)]),
            Self::Binary(_) => Self::Binary(vec![Some(vec![0; 16]), None, Some(vec![1])]),
            Self::Map(_) => Self::Map(vec![
                Some(vec![("other".to_owned(), Some("row".to_owned()))]),
                None,
                Some(Vec::new()),
            ]),
        }
    }
}

fn texts(rows: &[Option<String>]) -> Vec<ArrayRef> {
    let rows = || rows.iter().map(Option::as_deref);
    let plain: ArrayRef = Arc::new(rows().collect::<StringArray>());
    let dictionary = DataType::Dictionary(Box::new(DataType::UInt8), Box::new(DataType::Utf8View));
    vec![
        Arc::new(rows().collect::<StringViewArray>()),
        Arc::clone(&plain),
        Arc::new(rows().collect::<LargeStringArray>()),
        Arc::new(rows().collect::<DictionaryArray<Int32Type>>()),
        cast(&plain, &dictionary).unwrap(),
        nulls_in_values(&plain),
    ]
}

/// A dictionary with a NULL among its values, a value that no row has, and equal values.
fn nulls_in_values(rows: &ArrayRef) -> ArrayRef {
    let unused: ArrayRef = Arc::new(StringArray::from(vec![None, Some("in no row")]));
    let values = concat(&[unused.as_ref(), rows.as_ref()]).unwrap();
    let keys: Int32Array = (0..rows.len())
        .map(|row| {
            if rows.is_null(row) {
                Some(0)
            } else {
                i32::try_from(row + 2).ok()
            }
        })
        .collect();
    Arc::new(DictionaryArray::new(keys, values))
}
