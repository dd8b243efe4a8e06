//! `subscript(value, key)`: an element of an array, a value of a map or a field of a struct.

use std::sync::{Arc, LazyLock};

use arrow::array::{
    Array, ArrayRef, AsArray, MapArray, OffsetSizeTrait, StructArray, UInt64Array, make_array,
    make_comparator,
};
use arrow::buffer::NullBuffer;
use arrow::compute::{SortOptions, cast, take};
use arrow::datatypes::{DataType, Field, Fields, Int64Type};
use datafusion_common::{Result, exec_err, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::convert::printed;
use crate::batch::{Arguments, Integers, Text, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, is_text, parameter};
use crate::typing::{self, Group, hive_name};

/// `subscript(value, key)`: what `value[key]` and `value.field` mean in HiveQL.
///
/// - **Input**: an array and a place from 0; a map and a key; a struct and the name of a field, which is a literal, in any case.
///   Places and keys may be columns.
/// - **Output**: the element, value or field, of its own type.
/// - **Nulls**: NULL gives NULL; so do a place that the array lacks (negative ones too) and a key that the map lacks.
/// - **Errors**: when planned, a key whose type does not fit, and a field that the struct lacks.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFIndex`.
pub fn subscript() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Subscript));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "subscript",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("value", Class::Container, "an array, a map or a struct"),
        parameter(
            "key",
            Class::Key,
            "a place from 0, a key, or the name of a field",
        ),
    ]),
    returns: "element, value or field",
    description: "What value[key] and value.field mean in HiveQL: places in arrays count from 0, and what is not there \
                  is NULL.",
    example: (
        r"SELECT split('a?b', '\\?')[1], str_to_map('a:1')['b']",
        "b  NULL",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Subscript;

impl Function for Subscript {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        let call = ABOUT.parameters.call(ABOUT.name);
        let [value, key] = planned.types.as_slice() else {
            return plan_err!("{call} takes 2 arguments");
        };
        match value {
            DataType::Null => Ok(DataType::Null),
            DataType::List(element) | DataType::LargeList(element) => {
                if !key.is_integer() {
                    return plan_err!(
                        "{call}: the place in an array must be an integer, got {}",
                        hive_name(key)
                    );
                }
                Ok(element.data_type().clone())
            }
            DataType::Map(entries, _) => {
                let Some((of, value)) = key_and_value(entries) else {
                    return plan_err!("{call}: {value} is no map");
                };
                if !fits(of.data_type(), key) {
                    return plan_err!(
                        "{call}: the key of a map of {} must be of that type, got {}",
                        hive_name(of.data_type()),
                        hive_name(key)
                    );
                }
                Ok(value.data_type().clone())
            }
            DataType::Struct(fields) => {
                let Some(name) = planned.literal_text(1) else {
                    return plan_err!("{call}: the field of a struct must be a literal text");
                };
                let Some(field) = place_of(fields, name).and_then(|place| fields.get(place)) else {
                    let names: Vec<_> = fields.iter().map(|field| field.name().as_str()).collect();
                    let names = names.join(", ");
                    return plan_err!("{call}: there is no field {name:?}, only {names}");
                };
                Ok(field.data_type().clone())
            }
            other => plan_err!("{call}: an element of {other} can't be taken"),
        }
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let rows = arguments.rows();
        let value = match arguments.value(0)? {
            ColumnarValue::Array(array) => Arc::clone(array),
            ColumnarValue::Scalar(scalar) => scalar.to_array_of_size(rows)?,
        };
        let found = match value.data_type() {
            DataType::List(_) => elements::<i32>(&value, &arguments.integers(1)?)?,
            DataType::LargeList(_) => elements::<i64>(&value, &arguments.integers(1)?)?,
            DataType::Map(_, _) => values(value.as_map(), arguments.value(1)?)?,
            DataType::Struct(_) => field(value.as_struct(), &arguments.text(1)?)?,
            _ => arrow::array::new_null_array(arguments.return_type(), rows),
        };
        output::columnar(arguments, found)
    }
}

fn key_and_value(entries: &Field) -> Option<(&Field, &Field)> {
    match entries.data_type() {
        DataType::Struct(fields) => match fields.as_ref() {
            [key, value] => Some((key, value)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a value can be a key of a map: any can where keys are text.
fn fits(of: &DataType, key: &DataType) -> bool {
    match typing::group(of) {
        Group::Text => !key.is_nested(),
        Group::Number if of.is_integer() => key.is_integer(),
        group => group == typing::group(key),
    }
}

/// The element of every row's array at its place.
fn elements<O: OffsetSizeTrait>(arrays: &ArrayRef, places: &Integers<'_>) -> Result<ArrayRef> {
    let arrays = arrays.as_list::<O>();
    let offsets = arrays.value_offsets();
    let found: UInt64Array = (0..arrays.len())
        .map(|row| {
            let place = usize::try_from(places.get(row)?).ok()?;
            let (start, end) = (
                offsets.get(row)?.as_usize(),
                offsets.get(row + 1)?.as_usize(),
            );
            (arrays.is_valid(row) && place < end - start).then_some((start + place) as u64)
        })
        .collect();
    Ok(take(arrays.values(), &found, None)?)
}

/// The value of every row's map under its key.
fn values(maps: &MapArray, key: &ColumnarValue) -> Result<ArrayRef> {
    let found = if is_text(maps.keys().data_type()) {
        let key = if is_text(&key.data_type()) {
            key.clone()
        } else {
            ColumnarValue::Array(printed(&key.to_array(maps.len())?)?)
        };
        let (keys, wanted) = (Text::from_array(maps.keys())?, Text::try_new(&key)?);
        places(
            maps,
            |row| wanted.get(row),
            |place, wanted| keys.get(place) == Some(wanted),
        )
    } else if !maps.keys().data_type().is_integer() {
        let wanted = cast(&key.to_array(maps.len())?, maps.keys().data_type())?;
        let compared = make_comparator(&wanted, maps.keys(), SortOptions::default())?;
        places(
            maps,
            |row| wanted.is_valid(row).then_some(row),
            |place, row| compared(row, place).is_eq(),
        )
    } else {
        let keys = cast(maps.keys(), &DataType::Int64)?;
        let (keys, wanted) = (keys.as_primitive::<Int64Type>(), Integers::try_new(key)?);
        places(
            maps,
            |row| wanted.get(row),
            |place, wanted| keys.value(place) == wanted,
        )
    };
    Ok(take(maps.values(), &found, None)?)
}

/// Where the wanted key of every row stands among all keys.
fn places<K: Copy>(
    maps: &MapArray,
    wanted: impl Fn(usize) -> Option<K>,
    is_key: impl Fn(usize, K) -> bool,
) -> UInt64Array {
    let offsets = maps.value_offsets();
    (0..maps.len())
        .map(|row| {
            let wanted = wanted(row)?;
            let start = usize::try_from(*offsets.get(row)?).ok()?;
            let end = usize::try_from(*offsets.get(row + 1)?).ok()?;
            // What a NULL map's offsets enclose does not count.
            let found = (start..end).find(|place| is_key(*place, wanted))?;
            maps.is_valid(row).then_some(found as u64)
        })
        .collect()
}

/// Where the field of this name stands: exactly this, since attributes may differ in case alone, or else in any case, as
/// Hive's names do.
fn place_of(fields: &Fields, name: &str) -> Option<usize> {
    let is_exactly = fields.iter().position(|field| field.name() == name);
    is_exactly.or_else(|| {
        let mut names = fields.iter().map(|field| field.name());
        names.position(|other| other.eq_ignore_ascii_case(name))
    })
}

/// A field of every row's struct, NULL where the struct is.
fn field(structs: &StructArray, name: &Text<'_>) -> Result<ArrayRef> {
    let name = name.get(0).unwrap_or_default();
    let found = place_of(structs.fields(), name);
    let Some(field) = found.and_then(|position| structs.columns().get(position)) else {
        return exec_err!("subscript: there is no field {name:?}");
    };
    let Some(nulls) = structs.nulls() else {
        return Ok(Arc::clone(field));
    };
    let nulls = NullBuffer::union(Some(nulls), field.logical_nulls().as_ref());
    Ok(make_array(
        field.to_data().into_builder().nulls(nulls).build()?,
    ))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

    use arrow::array::{
        Int32Array, Int64Builder, ListArray, MapBuilder, StringArray, StringBuilder,
    };
    use arrow::datatypes::Int32Type;

    use super::*;
    use crate::functions::testing::{Column, map_column, plan_error, shown};

    fn arrays() -> Column<'static> {
        let rows = [
            Some(vec![Some(1), None, Some(3)]),
            None,
            Some(vec![]),
            Some(vec![Some(4)]),
        ];
        Column::Array(Arc::new(ListArray::from_iter_primitive::<Int32Type, _, _>(
            rows,
        )))
    }

    fn integers(numbers: [Option<i32>; 4]) -> Column<'static> {
        Column::Array(Arc::new(Int32Array::from(numbers.to_vec())))
    }

    #[test]
    fn places_count_from_0() {
        let first = integers([Some(0); 4]);
        assert_eq!(
            shown(&subscript(), &[arrays(), first]),
            ["1", "NULL", "NULL", "4"]
        );
        let places = integers([Some(1), Some(0), Some(0), Some(-1)]);
        assert_eq!(
            shown(&subscript(), &[arrays(), places]),
            ["NULL", "NULL", "NULL", "NULL"]
        );
        let places = integers([Some(2), None, Some(1), Some(1)]);
        assert_eq!(
            shown(&subscript(), &[arrays(), places]),
            ["3", "NULL", "NULL", "NULL"]
        );
    }

    #[test]
    fn keys_of_maps_are_literals_or_columns() {
        let maps = || {
            map_column(&[
                Some(&[("a", Some("1")), ("b", None)]),
                None,
                Some(&[]),
                Some(&[("b", Some("中"))]),
            ])
        };
        let numbers = Column::Array(Arc::new(Int32Array::from(vec![1, 1, 1, 1])));
        assert_eq!(
            shown(&subscript(), &[maps(), numbers]),
            ["NULL", "NULL", "NULL", "NULL"]
        );
        let keys = Column::Text(vec![Some("a"), Some("a"), None, Some("b")]);
        assert_eq!(
            shown(&subscript(), &[maps(), keys]),
            ["1", "NULL", "NULL", "中"]
        );
        assert_eq!(
            shown(&subscript(), &[maps(), Column::literal("b")]),
            ["NULL", "NULL", "NULL", "中"]
        );
    }

    #[test]
    fn keys_of_maps_may_be_integers() {
        let mut maps = MapBuilder::new(None, Int64Builder::new(), StringBuilder::new());
        maps.keys().append_value(7);
        maps.values().append_value("x");
        maps.append(true).unwrap();
        let key = Column::Array(Arc::new(Int32Array::from(vec![7])));
        assert_eq!(
            shown(&subscript(), &[Column::Array(Arc::new(maps.finish())), key]),
            ["x"]
        );
    }

    #[test]
    fn fields_of_null_structs_are_null() {
        let names: ArrayRef = Arc::new(StringArray::from(vec![Some("x"), Some("y"), None]));
        let fields = vec![Field::new("Name", DataType::Utf8, true)].into();
        let structs = StructArray::new(fields, vec![names], Some(vec![true, false, true].into()));
        let structs = Column::Array(Arc::new(structs));
        assert_eq!(
            shown(&subscript(), &[structs, Column::literal("name")]),
            ["x", "NULL", "NULL"]
        );
    }

    #[test]
    fn keys_that_do_not_fit_are_refused_when_planned() {
        let (text, list) = (
            DataType::Utf8View,
            DataType::new_list(DataType::Int32, true),
        );
        let of_text = "subscript(value, key): the place in an array must be an integer, got string";
        assert_eq!(
            plan_error(&subscript(), &[(&list, None), (&text, Some("1"))]),
            of_text
        );
        let fields = DataType::Struct(vec![Field::new("a", DataType::Int32, true)].into());
        let error = plan_error(&subscript(), &[(&fields, None), (&text, Some("b"))]);
        assert_eq!(
            error,
            r#"subscript(value, key): there is no field "b", only a"#
        );
        let error = plan_error(&subscript(), &[(&text, None), (&text, Some("b"))]);
        assert!(
            error.contains("argument 1 `value` must be an array, a map or a struct, got string"),
            "{error}"
        );
    }
}
