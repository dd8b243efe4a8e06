//! Comparisons: `= <> < <= > >= <=>`, IN, BETWEEN, LIKE.

use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, ScalarValue, plan_err};
use datafusion::logical_expr::{Expr, ExprSchemable, Like, Operator, expr::InList, lit, not, when};
use datafusion::sql::sqlparser::ast::BinaryOperator;
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
        let common = typing::comparison(&left_type, &right_type);
        let (left, right) = (self.convert(left, &common)?, self.convert(right, &common)?);
        if common.is_floating() {
            let (left, right) = one_zero(left, right);
            return Ok(binary(left, operator, right));
        }
        Ok(binary(left, operator, right))
    }

    /// `value IN (…)`: all are brought to one type, that of comparing each with each.
    pub(super) fn in_list(self, negated: bool, values: Vec<Expr>) -> Result<Expr> {
        let common = self.all_compared(&values)?;
        let mut values = values.into_iter().map(|value| self.convert(value, &common));
        let Some(value) = values.next() else {
            return wrong_count("in", 0);
        };
        Ok(Expr::InList(InList::new(
            Box::new(value?),
            values.collect::<Result<_>>()?,
            negated,
        )))
    }

    fn all_compared(self, values: &[Expr]) -> Result<DataType> {
        values.iter().try_fold(DataType::Null, |common, value| {
            Ok(typing::comparison(&common, &value.get_type(self.schema)?))
        })
    }

    /// `value BETWEEN low AND high` is NULL where the first comparison is, whatever the second one says.
    pub(super) fn between(self, negated: bool, values: Vec<Expr>) -> Result<Expr> {
        let [value, low, high] = match <[Expr; 3]>::try_from(values) {
            Ok(values) => values,
            Err(values) => return wrong_count("between", values.len()),
        };
        let is_known =
            |bound: &Expr| matches!(bound, Expr::Literal(literal, _) if !literal.is_null());
        let both_known = is_known(&low) && is_known(&high);
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
