//! Comparisons: `= <> < <= > >= <=>`, IN, BETWEEN, LIKE.

use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, ScalarValue, plan_err};
use datafusion::logical_expr::{Expr, ExprSchemable, Like, Operator, lit, not, when};
use datafusion::sql::sqlparser::ast::BinaryOperator;
use maidian_udfs::kernel::number::parse_double;
use maidian_udfs::typing::{self, Group, hive_name};

use super::arithmetic::binary;
use super::call::call;
use super::{Planning, wrong_count};

impl Planning<'_> {
    pub(super) fn compare(self, op: &BinaryOperator, left: Expr, right: Expr) -> Result<Expr> {
        let operator = match op {
            BinaryOperator::Eq => Operator::Eq,
            BinaryOperator::NotEq => Operator::NotEq,
            BinaryOperator::Lt => Operator::Lt,
            BinaryOperator::LtEq => Operator::LtEq,
            BinaryOperator::Gt => Operator::Gt,
            BinaryOperator::GtEq => Operator::GtEq,
            _ => Operator::IsNotDistinctFrom,
        };
        self.compared(left, operator, right)
    }

    pub(super) fn compared(self, left: Expr, operator: Operator, right: Expr) -> Result<Expr> {
        let (left_type, right_type) = (left.get_type(self.schema)?, right.get_type(self.schema)?);
        if matches!(
            (&left_type, &right_type),
            (DataType::List(_) | DataType::Map(_, _), _)
                | (_, DataType::List(_) | DataType::Map(_, _))
        ) {
            return plan_err!(
                "`{operator}` does not compare {} with {}",
                hive_name(&left_type),
                hive_name(&right_type)
            );
        }
        if matches!(
            (typing::group(&left_type), typing::group(&right_type)),
            (Group::Boolean, Group::Time) | (Group::Time, Group::Boolean)
        ) {
            return plan_err!(
                "`{operator}` does not compare {} with {}",
                hive_name(&left_type),
                hive_name(&right_type)
            );
        }
        if matches!(operator, Operator::Eq | Operator::IsNotDistinctFrom)
            && (is_no_number(&left, &right_type, &right) || is_no_number(&right, &left_type, &left))
        {
            return Ok(lit(false));
        }
        let common = typing::comparison(&left_type, &right_type);
        if operator == Operator::IsNotDistinctFrom
            && (may_fail(&left_type, &common) || may_fail(&right_type, &common))
        {
            return self.null_safe(left, right, &common);
        }
        let (left, right) = (self.convert(left, &common)?, self.convert(right, &common)?);
        if common.is_floating() {
            let (left, right) = one_zero(left, right);
            return Ok(binary(left, operator, right));
        }
        Ok(binary(left, operator, right))
    }

    /// `left <=> right` of values that not all can be converted: NULL where one cannot, though none of them is NULL.
    fn null_safe(self, left: Expr, right: Expr, common: &DataType) -> Result<Expr> {
        let both = left.clone().is_null().and(right.clone().is_null());
        let either = left.clone().is_null().or(right.clone().is_null());
        let (left, right) = (self.convert(left, common)?, self.convert(right, common)?);
        when(either, both).otherwise(binary(left, Operator::Eq, right))
    }

    /// `value BETWEEN low AND high` is NULL where the first comparison is, whatever the second one says.
    pub(super) fn between(self, negated: bool, values: Vec<Expr>) -> Result<Expr> {
        let [value, low, high] = match <[Expr; 3]>::try_from(values) {
            Ok(values) => values,
            Err(values) => return wrong_count("between", values.len()),
        };
        let is_number = matches!(self.group(&value), Group::Number | Group::Boolean);
        let is_known = |bound: &Expr| match bound {
            Expr::Literal(ScalarValue::Utf8(Some(text)), _) if is_number => {
                parse_double(text).is_some()
            }
            Expr::Literal(literal, _) => !literal.is_null(),
            _ => false,
        };
        let both_known = is_known(&low) && is_known(&high) && self.group(&low) == self.group(&high);
        let above = self.compared(value.clone(), Operator::GtEq, low)?;
        let below = self.compared(value, Operator::LtEq, high)?;
        let both = if both_known {
            above.and(below)
        } else {
            when(above.clone().is_null(), lit(ScalarValue::Boolean(None)))
                .when(not(above), lit(false))
                .otherwise(below)?
        };
        Ok(if negated { not(both) } else { both })
    }

    pub(super) fn like(self, negated: bool, values: Vec<Expr>) -> Result<Expr> {
        let [value, pattern] = match <[Expr; 2]>::try_from(values) {
            Ok(values) => values,
            Err(values) => return wrong_count("like", values.len()),
        };
        // Patterns that mean the same everywhere stay LIKE, which the optimizer knows.
        if let Expr::Literal(ScalarValue::Utf8(Some(text)), _) = &pattern
            && self.group(&value) == Group::Text
            && is_plain(text)
        {
            return Ok(Expr::Like(Like::new(
                negated,
                Box::new(value),
                Box::new(pattern),
                None,
                false,
            )));
        }
        let is_like = call(&self.operators.like, vec![value, pattern]);
        Ok(if negated { not(is_like) } else { is_like })
    }
}

/// Whether a value of type `from` may be NULL as one of type `to`, though it is not NULL.
fn may_fail(from: &DataType, to: &DataType) -> bool {
    typing::group(from) == Group::Text && typing::group(to) != Group::Text
}

/// Whether `text` is a literal that spells no number, beside a column of numbers: Hive then knows that they never are equal, and
/// says so even where the column is NULL. It does not look at columns of decimals.
fn is_no_number(text: &Expr, other_type: &DataType, other: &Expr) -> bool {
    matches!(other, Expr::Column(_))
        && (other_type.is_integer() || other_type.is_floating())
        && matches!(text, Expr::Literal(ScalarValue::Utf8(Some(text)), _) if parse_double(text).is_none())
}

/// Whether a pattern has `%` at its ends only, and neither `_` nor backslashes.
fn is_plain(pattern: &str) -> bool {
    let inner = pattern.strip_prefix('%').unwrap_or(pattern);
    let inner = inner.strip_suffix('%').unwrap_or(inner);
    !inner.contains(['%', '_', '\\'])
}

/// Arrow tells `-0.0` from `0.0`, Hive does not. Adding zero makes one of them; with a constant other than zero none is needed.
fn one_zero(left: Expr, right: Expr) -> (Expr, Expr) {
    let constant = |expr: &Expr| match expr {
        Expr::Literal(ScalarValue::Float64(Some(number)), _) => Some(*number),
        Expr::Literal(ScalarValue::Float32(Some(number)), _) => Some(f64::from(*number)),
        _ => None,
    };
    let is_other = |expr: &Expr| constant(expr).is_some_and(|number| number != 0.0);
    if is_other(&left) || is_other(&right) {
        return (left, right);
    }
    let one = |expr: Expr| match &expr {
        Expr::Literal(ScalarValue::Float64(Some(_)), _) => lit(0.0_f64),
        Expr::Literal(ScalarValue::Float32(Some(_)), _) => lit(0.0_f32),
        Expr::Literal(_, _) => expr,
        _ => binary(expr, Operator::Plus, lit(0.0_f32)),
    };
    (one(left), one(right))
}
