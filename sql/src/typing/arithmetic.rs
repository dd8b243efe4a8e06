//! Arithmetic: `+ - * / % DIV & | ^ ~` and signs.

use std::sync::Arc;

use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, ScalarValue, plan_err};
use datafusion::logical_expr::{BinaryExpr, Expr, ExprSchemable, Operator, ScalarUDF, lit};
use datafusion::sql::sqlparser::ast::BinaryOperator;
use maidian_udfs::typing::{self, Group, hive_name, is_decimal};
use maidian_udfs::udfs;

use super::Planning;
use super::call::call;
use super::convert::literal_decimal;
use super::literal::trimmed;

impl Planning<'_> {
    pub(super) fn arithmetic(self, op: &BinaryOperator, left: Expr, right: Expr) -> Result<Expr> {
        let (left_type, right_type) = (left.get_type(self.schema)?, right.get_type(self.schema)?);
        if let Some(function) = self.time_function(op, &left_type, &right_type) {
            let is_text = [&left_type, &right_type]
                .into_iter()
                .any(|data_type| typing::group(data_type) == Group::Text);
            if is_text && (is_months(&left) || is_months(&right)) {
                return plan_err!("`{}` takes a date and months, got text", sign(op));
            }
            // An interval may stand first when it is added.
            let operands = if typing::group(&left_type) == Group::Interval {
                vec![right, left]
            } else {
                vec![left, right]
            };
            return Ok(call(function, operands));
        }
        let Some(common) = typing::arithmetic(&left_type, &right_type) else {
            return plan_err!(
                "`{}` takes numbers, got {} and {}",
                sign(op),
                hive_name(&left_type),
                hive_name(&right_type)
            );
        };
        match op {
            BinaryOperator::MyIntegerDivide => self.whole_division(&common, left, right),
            BinaryOperator::BitwiseAnd | BinaryOperator::BitwiseOr | BinaryOperator::BitwiseXor => {
                self.bitwise(op, &common, left, right)
            }
            _ if is_decimal(&common) => self.decimals(op, left, right),
            BinaryOperator::Divide => {
                let (left, right) = (
                    self.convert(left, &DataType::Float64)?,
                    self.convert(right, &DataType::Float64)?,
                );
                Ok(binary(left, Operator::Divide, self.not_zero(right)?))
            }
            _ => {
                let (left, right) = (self.convert(left, &common)?, self.convert(right, &common)?);
                Ok(match op {
                    BinaryOperator::Plus => binary(left, Operator::Plus, right),
                    BinaryOperator::Minus => binary(left, Operator::Minus, right),
                    BinaryOperator::Multiply => binary(left, Operator::Multiply, right),
                    _ => binary(left, Operator::Modulo, self.not_zero(right)?),
                })
            }
        }
    }

    /// What computes with times: a time and an interval, or the interval between two times.
    fn time_function(
        &self,
        op: &BinaryOperator,
        left: &DataType,
        right: &DataType,
    ) -> Option<&Arc<ScalarUDF>> {
        let is_date = |data_type: &DataType| typing::group(data_type) == Group::Time;
        match (op, typing::group(left), typing::group(right)) {
            (BinaryOperator::Plus, Group::Time | Group::Text, Group::Interval)
            | (BinaryOperator::Plus, Group::Interval, Group::Time | Group::Text) => {
                Some(&self.operators.plus_interval)
            }
            (BinaryOperator::Minus, Group::Time | Group::Text, Group::Interval) => {
                Some(&self.operators.minus_interval)
            }
            (BinaryOperator::Minus, _, _) if is_date(left) && is_date(right) => {
                Some(&self.operators.time_difference)
            }
            _ => None,
        }
    }

    /// `a DIV b` is a bigint, and an error where `b` is zero.
    fn whole_division(self, common: &DataType, left: Expr, right: Expr) -> Result<Expr> {
        if !common.is_integer() {
            return plan_err!("`DIV` takes integers, got {}", hive_name(common));
        }
        let (left, right) = (
            self.convert(left, &DataType::Int64)?,
            self.convert(right, &DataType::Int64)?,
        );
        Ok(binary(left, Operator::Divide, right))
    }

    fn bitwise(
        self,
        op: &BinaryOperator,
        common: &DataType,
        left: Expr,
        right: Expr,
    ) -> Result<Expr> {
        if !common.is_integer() {
            return plan_err!("`{}` takes integers, got {}", sign(op), hive_name(common));
        }
        let operator = match op {
            BinaryOperator::BitwiseAnd => Operator::BitwiseAnd,
            BinaryOperator::BitwiseOr => Operator::BitwiseOr,
            _ => Operator::BitwiseXor,
        };
        Ok(binary(
            self.convert(left, common)?,
            operator,
            self.convert(right, common)?,
        ))
    }

    fn decimals(self, op: &BinaryOperator, left: Expr, right: Expr) -> Result<Expr> {
        let (left, right) = (self.decimal(left)?, self.decimal(right)?);
        let function = match op {
            BinaryOperator::Plus => udfs::decimal_plus(),
            BinaryOperator::Minus => udfs::decimal_minus(),
            BinaryOperator::Multiply => udfs::decimal_multiply(),
            BinaryOperator::Divide => udfs::decimal_divide(),
            _ => udfs::decimal_modulo(),
        };
        Ok(call(&function, vec![left, right]))
    }

    /// An operand as a decimal that holds all its digits; a constant has no more digits than it takes.
    fn decimal(self, operand: Expr) -> Result<Expr> {
        if let Expr::Literal(literal, _) = &operand
            && let Some(number) = literal_decimal(literal)
        {
            return Ok(Expr::Literal(trimmed(number), None));
        }
        let data_type = operand.get_type(self.schema)?;
        let Some((precision, scale)) = typing::digits(&data_type) else {
            return self.convert(operand, &DataType::Decimal128(10, 0));
        };
        self.convert(
            operand,
            &DataType::Decimal128(precision, i8::try_from(scale).unwrap_or(0)),
        )
    }

    /// A divisor that is NULL where it is zero.
    fn not_zero(self, divisor: Expr) -> Result<Expr> {
        let zero = ScalarValue::new_zero(&divisor.get_type(self.schema)?)?;
        match &divisor {
            Expr::Literal(literal, _) if !literal.is_null() && *literal != zero => Ok(divisor),
            _ => Ok(call(&self.operators.nullif, vec![divisor, lit(zero)])),
        }
    }

    pub(super) fn negative(self, value: Expr) -> Result<Expr> {
        let value = match self.group(&value) {
            Group::Text => self.convert(value, &DataType::Float64)?,
            Group::Void => return Ok(value),
            _ => self.positive(value)?,
        };
        if let Expr::Literal(literal, _) = &value
            && !literal.is_null()
            && let Ok(negated) = literal.arithmetic_negate()
        {
            return Ok(Expr::Literal(negated, None));
        }
        Ok(Expr::Negative(Box::new(value)))
    }

    pub(super) fn positive(self, value: Expr) -> Result<Expr> {
        match self.group(&value) {
            Group::Text | Group::Void | Group::Number | Group::Interval | Group::Nested => {
                Ok(value)
            }
            _ => plan_err!(
                "a sign stands before numbers, got {}",
                hive_name(&value.get_type(self.schema)?)
            ),
        }
    }

    pub(super) fn bitwise_not(self, value: Expr) -> Result<Expr> {
        let data_type = value.get_type(self.schema)?;
        if data_type == DataType::Null {
            return self.convert(value, &DataType::Int64);
        }
        if !data_type.is_integer() {
            return plan_err!("`~` takes an integer, got {}", hive_name(&data_type));
        }
        let ones = ScalarValue::Int64(Some(-1)).cast_to(&data_type)?;
        Ok(binary(value, Operator::BitwiseXor, lit(ones)))
    }
}

/// Whether this is an interval of years and months, which Hive has a type of its own for.
fn is_months(interval: &Expr) -> bool {
    matches!(
        interval,
        Expr::Literal(ScalarValue::IntervalMonthDayNano(Some(interval)), _) if interval.months != 0
    )
}

pub(super) fn binary(left: Expr, op: Operator, right: Expr) -> Expr {
    Expr::BinaryExpr(BinaryExpr::new(Box::new(left), op, Box::new(right)))
}

fn sign(op: &BinaryOperator) -> String {
    op.to_string()
}
