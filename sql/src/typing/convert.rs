//! Conversions: those that Hive's casts and DataFusion's agree on are DataFusion's, which the optimizer knows.

use std::sync::Arc;

use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, ScalarValue, plan_err};
use datafusion::logical_expr::{Cast, Expr, ExprSchemable, ScalarUDF, lit};
use maidian_udfs::kernel::number::{Decimal, parse_decimal, pow10, round_to_scale};
use maidian_udfs::typing::{Group, digits, group};

use super::Planning;
use super::call::call;
use crate::catalog::{CatalogError, HiveType};

impl Planning<'_> {
    /// `CAST(value AS type)`.
    pub(super) fn cast(self, value: Expr, type_name: &str) -> Result<Expr> {
        if type_name.starts_with("padded")
            || type_name.starts_with("varchar")
            || type_name.starts_with("char")
        {
            return Ok(call(&self.operators.cast, vec![value, lit(type_name)]));
        }
        let to = match type_name.parse::<HiveType>() {
            Ok(to) => to.arrow_type(),
            Err(CatalogError::Type { reason, .. }) => return plan_err!("CAST: {reason}"),
            Err(error) => return plan_err!("CAST: {error}"),
        };
        self.convert(value, &to)
    }

    /// What an aggregate of numbers takes: a timestamp is the number of its seconds.
    pub(super) fn measure(self, value: Expr) -> Result<Expr> {
        match value.get_type(self.schema) {
            Ok(DataType::Timestamp(_, _)) => self.convert(value, &DataType::Float64),
            _ => Ok(value),
        }
    }

    /// What a function takes that casts its text: booleans in capitals.
    pub(super) fn shouted(self, value: Expr) -> Result<Expr> {
        match value.get_type(self.schema) {
            Ok(DataType::Boolean) => self.convert(value, &DataType::Utf8View),
            _ => Ok(value),
        }
    }

    /// `value` as a value of type `to`.
    pub(super) fn convert(self, value: Expr, to: &DataType) -> Result<Expr> {
        let Ok(from) = value.get_type(self.schema) else {
            // An unknown column: the planner will say so.
            return Ok(Expr::Cast(Cast::new(Box::new(value), to.clone())));
        };
        if from.equals_datatype(to)
            || group(&from) == Group::Text && group(to) == Group::Text && from != *to
        {
            return Ok(value);
        }
        if let Some(literal) = converted_literal(&value, to) {
            return Ok(Expr::Literal(literal, None));
        }
        conversion(&self.operators.cast, value, &from, to)
    }
}

/// `value`, of type `from`, as a value of type `to`: by DataFusion's cast where it does what Hive's does, else by `cast`.
///
/// Errors: a type that Hive has not.
pub(crate) fn conversion(
    cast: &Arc<ScalarUDF>,
    value: Expr,
    from: &DataType,
    to: &DataType,
) -> Result<Expr> {
    if group(from) == Group::Void || agrees(from, to) {
        return Ok(Expr::Cast(Cast::new(Box::new(value), to.clone())));
    }
    match HiveType::from_arrow(to) {
        Ok(name) => Ok(call(cast, vec![value, lit(name.to_string())])),
        Err(error) => plan_err!("{error}"),
    }
}

/// Whether DataFusion's cast does what Hive's does, for every value.
fn agrees(from: &DataType, to: &DataType) -> bool {
    let whole =
        |data_type: &DataType| Some(digits(data_type)?).map(|(precision, scale)| precision - scale);
    match (from, to) {
        (from, DataType::Int8 | DataType::Int16 | DataType::Int32 | DataType::Int64)
            if from.is_integer() =>
        {
            from.primitive_width() <= to.primitive_width()
        }
        (from, DataType::Float64) => {
            from.is_integer() || matches!(from, DataType::Float32 | DataType::Decimal128(_, _))
        }
        (from, DataType::Float32) => from.is_integer(),
        (from, DataType::Decimal128(_, _)) if from.is_integer() => whole(from) <= whole(to),
        (DataType::Decimal128(p1, s1), DataType::Decimal128(p2, s2)) => {
            s1 <= s2 && i16::from(*p1) - i16::from(*s1) <= i16::from(*p2) - i16::from(*s2)
        }
        (
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View,
            DataType::Binary | DataType::LargeBinary | DataType::BinaryView,
        ) => true,
        _ => false,
    }
}

/// A literal number as a literal of another numeric type, so that types that follow from its digits are known.
fn converted_literal(value: &Expr, to: &DataType) -> Option<ScalarValue> {
    let Expr::Literal(literal, _) = value else {
        return None;
    };
    if literal.is_null() {
        return ScalarValue::try_new_null(to).ok();
    }
    match to {
        DataType::Decimal128(precision, scale) => {
            let number = literal_decimal(literal)?;
            let unscaled =
                round_to_scale(number.unscaled, number.scale, u32::try_from(*scale).ok()?)?;
            let fits = unscaled.unsigned_abs() < 10_u128.checked_pow(u32::from(*precision))?;
            fits.then_some(ScalarValue::Decimal128(Some(unscaled), *precision, *scale))
        }
        _ if agrees(&literal.data_type(), to) => literal.cast_to(to).ok(),
        DataType::Int8 | DataType::Int16 | DataType::Int32 | DataType::Int64 => whole(literal)?
            .cast_to(to)
            .ok()
            .filter(|number| !number.is_null()),
        _ => None,
    }
}

/// A literal decimal without what stands behind the point.
fn whole(literal: &ScalarValue) -> Option<ScalarValue> {
    let ScalarValue::Decimal128(Some(unscaled), _, scale) = literal else {
        return None;
    };
    let whole = unscaled / pow10(u32::try_from(*scale).ok()?)?;
    Some(ScalarValue::Int64(Some(i64::try_from(whole).ok()?)))
}

/// The decimal that a number or a text spells.
pub(super) fn literal_decimal(literal: &ScalarValue) -> Option<Decimal> {
    match literal {
        ScalarValue::Decimal128(Some(unscaled), _, scale) => Some(Decimal {
            unscaled: *unscaled,
            scale: u32::try_from(*scale).ok()?,
        }),
        ScalarValue::Utf8(Some(text)) | ScalarValue::Utf8View(Some(text)) => parse_decimal(text),
        other if other.data_type().is_integer() => parse_decimal(&other.to_string()),
        _ => None,
    }
}
