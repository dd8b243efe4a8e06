//! `extract_xy_no_lag_lat(attributes)`: the custom fields of an event without its coordinates.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::json_rows::json_rows;
use crate::batch::Arguments;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::attributes;
use crate::kernel::attributes::Coordinates;

/// `extract_xy_no_lag_lat(attributes)`: the custom fields of an event without its coordinates.
///
/// - **Input**: the text of a JSON object, broken ones included, or a map of text to text.
/// - **Output**: as `extract_xy`, without the fields `lng`, `lag`, `lon`, `longitude`, `lat` and `latitude`, in any
///   case, behind `XY_` or `XY.`.
/// - **Nulls**: NULL gives NULL; so do attributes without such a pair, and text that is no object.
/// - **Errors**: never.
pub fn extract_xy_no_lag_lat() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(ExtractXyNoLagLat));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "extract_xy_no_lag_lat",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter(
        "attributes",
        Class::Attributes,
        "the text of a JSON object, or a map",
    )]),
    returns: "text",
    description: "As extract_xy, without the coordinates: XY_lng, XY_lag, XY_lon, XY_longitude, XY_lat and \
                  XY_latitude, in any case, with . or _.",
    example: (
        r#"SELECT extract_xy_no_lag_lat('{"XY_a":"1","XY.lat":39.9}')"#,
        r#"{"XY_a":"1"}"#,
    ),
    origin: Origin::Domain,
};

#[derive(Debug)]
struct ExtractXyNoLagLat;

impl Function for ExtractXyNoLagLat {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        json_rows(arguments, |_, json| {
            attributes::extract_xy(json, Coordinates::Drop).map(Into::into)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::extract_xy_no_lag_lat;
    use crate::functions::testing::{Column, map_column, shown};

    #[test]
    fn coordinates_are_left_out() {
        let events = Column::Text(vec![
            None,
            Some("{"),
            Some(r#"{"XY_LNG":1,"XY.lat":"2","XY_lagoon":3}"#),
            Some(r#"{"XY_lag":1}"#),
            Some(r#"{"u":"h?x={"s":"1"}","XY_lon":"1","XY_a":"2"}"#),
        ]);
        assert_eq!(
            shown(&extract_xy_no_lag_lat(), &[events]),
            [
                "NULL",
                "NULL",
                r#"{"XY_lagoon":3}"#,
                "NULL",
                r#"{"XY_a":"2"}"#
            ]
        );
    }

    #[test]
    fn map_gives_the_same_fields() {
        let maps = map_column(&[
            Some(&[("XY_a", Some("1")), ("XY_latitude", Some("2"))]),
            None,
        ]);
        assert_eq!(
            shown(&extract_xy_no_lag_lat(), &[maps]),
            [r#"{"XY_a":"1"}"#, "NULL"]
        );
    }
}
