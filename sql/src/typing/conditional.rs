//! Values that are one of several: CASE, IF, COALESCE, NVL, NULLIF.

use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, plan_err};
use datafusion::logical_expr::expr::{BinaryExpr, Case};
use datafusion::logical_expr::{Expr, ExprSchemable, Operator};
use maidian_udfs::typing::{self, Group, hive_name};

use super::call::call;
use super::literal::null;
use super::{Planning, wrong_count};

impl Planning<'_> {
    /// `CASE`: with an operand first where `argument` has an `o`, with ELSE last where it has an `e`, in between the pairs of
    /// WHEN and THEN.
    pub(super) fn case(self, argument: &str, values: Vec<Expr>) -> Result<Expr> {
        let mut values = values;
        let otherwise = if argument.contains('e') {
            values.pop()
        } else {
            None
        };
        let mut values = values.into_iter();
        let operand = if argument.contains('o') {
            values.next()
        } else {
            None
        };
        let (mut conditions, mut results) = (Vec::new(), Vec::new());
        while let (Some(condition), Some(result)) = (values.next(), values.next()) {
            conditions.push(condition);
            results.push(result);
        }
        let conditions = match operand {
            Some(operand) => self.cases(operand, conditions)?,
            None => conditions
                .into_iter()
                .map(|condition| self.predicate("CASE WHEN", condition))
                .collect::<Result<_>>()?,
        };
        results.extend(otherwise);
        let mut results = self.alike("CASE", results)?;
        let otherwise = if argument.contains('e') {
            results.pop()
        } else {
            None
        };
        let pairs = conditions
            .into_iter()
            .zip(results)
            .map(|(when, then)| (Box::new(when), Box::new(then)));
        Ok(Expr::Case(Case::new(
            None,
            pairs.collect(),
            otherwise.map(Box::new),
        )))
    }

    /// Whether the operand of `CASE value WHEN …` equals each of the values, in the type that all have in common.
    fn cases(self, operand: Expr, values: Vec<Expr>) -> Result<Vec<Expr>> {
        let all = std::iter::once(operand).chain(values).collect();
        let mut all = self.alike("CASE", all)?.into_iter();
        let Some(operand) = all.next() else {
            return wrong_count("case", 0);
        };
        all.map(|value| self.compared(operand.clone(), Operator::Eq, value))
            .collect()
    }

    pub(super) fn condition(self, values: Vec<Expr>) -> Result<Expr> {
        let [condition, then, otherwise] = match <[Expr; 3]>::try_from(values) {
            Ok(values) => values,
            Err(values) => return wrong_count("if", values.len()),
        };
        let condition = match self.group(&condition) {
            Group::Void => self.convert(condition, &DataType::Boolean)?,
            _ => self.predicate("if", condition)?,
        };
        let mut results = self.alike("if", vec![then, otherwise])?.into_iter();
        let (Some(then), otherwise) = (results.next(), results.next()) else {
            return wrong_count("if", 0);
        };
        Ok(Expr::Case(Case::new(
            None,
            vec![(Box::new(condition), Box::new(then))],
            otherwise.map(Box::new),
        )))
    }

    pub(super) fn coalesce(self, values: Vec<Expr>) -> Result<Expr> {
        let mut values = self.alike("coalesce", values)?;
        if values.len() > 1 {
            return Ok(call(&self.operators.coalesce, values));
        }
        Ok(values.pop().unwrap_or_else(null))
    }

    pub(super) fn nullif(self, values: Vec<Expr>) -> Result<Expr> {
        let [value, other] = match <[Expr; 2]>::try_from(values) {
            Ok(values) => values,
            Err(values) => return wrong_count("nullif", values.len()),
        };
        let (group, other_group) = (self.group(&value), self.group(&other));
        if group != other_group && group != Group::Void && other_group != Group::Void {
            return plan_err!(
                "nullif compares values of one kind, got {} and {}",
                hive_name(&value.get_type(self.schema)?),
                hive_name(&other.get_type(self.schema)?)
            );
        }
        let is_equal = self.compared(value.clone(), Operator::Eq, other)?;
        // Where the two are compared as they are, in one call, which computes the value once wherever it stands.
        if let Expr::BinaryExpr(BinaryExpr { left, op, right }) = &is_equal
            && *op == Operator::Eq
            && **left == value
            && group == Group::Text
            && other_group == Group::Text
        {
            let other = (**right).clone();
            return Ok(call(&self.operators.nullif, vec![value, other]));
        }
        let data_type = value.get_type(self.schema)?;
        let none = self.convert(null(), &data_type)?;
        Ok(Expr::Case(Case::new(
            None,
            vec![(Box::new(is_equal), Box::new(none))],
            Some(Box::new(value)),
        )))
    }

    fn predicate(self, what: &str, condition: Expr) -> Result<Expr> {
        match condition.get_type(self.schema) {
            Ok(data_type) if data_type != DataType::Boolean => {
                plan_err!("{what} takes a boolean, got {}", hive_name(&data_type))
            }
            _ => Ok(condition),
        }
    }

    /// The values, all of the type that they have in common.
    fn alike(self, what: &str, values: Vec<Expr>) -> Result<Vec<Expr>> {
        let Ok(types) = values
            .iter()
            .map(|value| value.get_type(self.schema))
            .collect::<Result<Vec<_>>>()
        else {
            return Ok(values);
        };
        let Some(common) = typing::common(&types) else {
            let names: Vec<String> = types.iter().map(hive_name).collect();
            return plan_err!("{what} takes values of one type, got {}", names.join(", "));
        };
        values
            .into_iter()
            .map(|value| self.convert(value, &common))
            .collect()
    }
}
