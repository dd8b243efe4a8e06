//! `with_positions(array)`: what `posexplode` makes rows of.

use std::sync::{Arc, LazyLock};

use arrow::array::{Array, ArrayRef, AsArray, Int32Array, ListArray, StructArray};
use arrow::datatypes::{DataType, Field, FieldRef, Fields};
use datafusion_common::{Result, ScalarValue, exec_err, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::Arguments;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::typing::hive_name;

/// `with_positions(array)`: the elements of an array, each with its place.
///
/// - **Input**: an array. **Output**: array of struct `pos` (int, from 0), `val`.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: what is no array, when planned.
/// - **Reference**: Hive's `GenericUDTFPosExplode`.
pub fn with_positions() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(WithPositions));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "with_positions",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("array", Class::Container, "an array")]),
    returns: "array<struct<pos:int,val>>",
    description: "The elements of an array, each with its place from 0: what posexplode gives as rows.",
    example: ("SELECT posexplode(array('a'))", "0  a"),
    origin: Origin::Operator,
};

#[derive(Debug)]
struct WithPositions;

impl Function for WithPositions {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        match planned.types.first() {
            Some(DataType::List(element)) => Ok(DataType::List(element_field(element))),
            other => plan_err!(
                "posexplode takes an array, got {}",
                other.map(|other| hive_name(other)).unwrap_or_default()
            ),
        }
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        match arguments.value(0)? {
            ColumnarValue::Array(array) => Ok(ColumnarValue::Array(numbered(array)?)),
            ColumnarValue::Scalar(scalar) => {
                let array = numbered(&scalar.to_array()?)?;
                Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(
                    &array, 0,
                )?))
            }
        }
    }
}

fn element_field(element: &FieldRef) -> FieldRef {
    let value = Field::new("val", element.data_type().clone(), true);
    let fields = Fields::from(vec![Field::new("pos", DataType::Int32, true), value]);
    Arc::new(Field::new_list_field(DataType::Struct(fields), true))
}

fn numbered(array: &ArrayRef) -> Result<ArrayRef> {
    let Some(lists) = array.as_list_opt::<i32>() else {
        return exec_err!("posexplode takes an array, got {}", array.data_type());
    };
    let DataType::List(element) = lists.data_type() else {
        return exec_err!("posexplode takes an array");
    };
    let field = element_field(element);
    let DataType::Struct(fields) = field.data_type().clone() else {
        return exec_err!("posexplode takes an array");
    };
    // Values that no list holds keep the places next to them: nobody sees them.
    let mut positions = vec![0; lists.values().len()];
    for bounds in lists.value_offsets().windows(2) {
        let (start, end) = (
            usize::try_from(bounds[0]).unwrap_or(0),
            usize::try_from(bounds[1]).unwrap_or(0),
        );
        for (position, place) in positions.iter_mut().take(end).skip(start).zip(0..) {
            *position = place;
        }
    }
    let columns: Vec<ArrayRef> = vec![
        Arc::new(Int32Array::from(positions)),
        Arc::clone(lists.values()),
    ];
    let structs = StructArray::try_new(fields, columns, None)?;
    let rows = ListArray::try_new(
        field,
        lists.offsets().clone(),
        Arc::new(structs),
        lists.nulls().cloned(),
    )?;
    Ok(Arc::new(rows))
}
