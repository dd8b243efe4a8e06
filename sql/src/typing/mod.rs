//! Hive's types of expressions: the planner asks here for operators, casts, literals and conditions, and gets DataFusion
//! expressions in which every conversion is written out.
//!
//! The rewrites of the syntax tree turn what has no hook in DataFusion's planner into a `form`: a dictionary literal, which
//! HiveQL has not, of the operands under the form's name. [`HivePlanner`] plans forms where the types of the operands are known.

mod arithmetic;
mod call;
mod comparison;
mod conditional;
mod convert;
mod literal;
mod membership;
mod union;

pub use call::Operators;
pub(crate) use call::call;
pub(crate) use convert::conversion;
pub(crate) use union::UnionTypes;

use datafusion::common::{DFSchema, Result, ScalarValue, plan_err};
use datafusion::logical_expr::planner::{
    ExprPlanner, PlannerResult, RawBinaryExpr, RawDictionaryExpr,
};
use datafusion::logical_expr::{Expr, ExprSchemable};
use datafusion::sql::sqlparser::ast::{BinaryOperator, DictionaryField, Expr as SqlExpr, Ident};
use maidian_udfs::typing::Group;

/// An expression that [`HivePlanner`] will plan: `name` says how, with an argument after a colon where it takes one.
pub(crate) fn form(name: &str, operands: impl IntoIterator<Item = SqlExpr>) -> SqlExpr {
    let fields = operands
        .into_iter()
        .map(|operand| DictionaryField {
            key: Ident::new(name),
            value: Box::new(operand),
        })
        .collect();
    SqlExpr::Dictionary(fields)
}

/// The name and the operands of a [`form`].
pub(crate) fn as_form(expr: &SqlExpr) -> Option<(&str, &[DictionaryField])> {
    let SqlExpr::Dictionary(fields) = expr else {
        return None;
    };
    Some((fields.first()?.key.value.as_str(), fields))
}

/// Plans operators and forms with Hive's types.
#[derive(Debug)]
pub struct HivePlanner {
    operators: Operators,
}

impl HivePlanner {
    /// A planner that calls these functions.
    pub fn new(operators: Operators) -> Self {
        Self { operators }
    }
}

/// What an operator is planned with: the functions that it may call and the columns that there are.
#[derive(Clone, Copy)]
struct Planning<'a> {
    operators: &'a Operators,
    schema: &'a DFSchema,
}

impl ExprPlanner for HivePlanner {
    fn plan_binary_op(
        &self,
        raw: RawBinaryExpr,
        schema: &DFSchema,
    ) -> Result<PlannerResult<RawBinaryExpr>> {
        let planning = Planning {
            operators: &self.operators,
            schema,
        };
        let RawBinaryExpr { op, left, right } = raw;
        // A name that is no column is found out, and marked, when all of the expression is there.
        let (Ok(_), Ok(_)) = (left.get_type(schema), right.get_type(schema)) else {
            return Ok(PlannerResult::Original(RawBinaryExpr { op, left, right }));
        };
        let planned = match op {
            BinaryOperator::Plus
            | BinaryOperator::Minus
            | BinaryOperator::Multiply
            | BinaryOperator::Divide
            | BinaryOperator::Modulo
            | BinaryOperator::MyIntegerDivide
            | BinaryOperator::BitwiseAnd
            | BinaryOperator::BitwiseOr
            | BinaryOperator::BitwiseXor => planning.arithmetic(&op, left, right)?,
            BinaryOperator::Eq
            | BinaryOperator::NotEq
            | BinaryOperator::Lt
            | BinaryOperator::LtEq
            | BinaryOperator::Gt
            | BinaryOperator::GtEq
            | BinaryOperator::Spaceship => planning.compare(&op, left, right)?,
            _ => return Ok(PlannerResult::Original(RawBinaryExpr { op, left, right })),
        };
        Ok(PlannerResult::Planned(planned))
    }

    fn plan_dictionary_literal(
        &self,
        raw: RawDictionaryExpr,
        schema: &DFSchema,
    ) -> Result<PlannerResult<RawDictionaryExpr>> {
        let planning = Planning {
            operators: &self.operators,
            schema,
        };
        let name = match raw.keys.first() {
            Some(Expr::Literal(ScalarValue::Utf8(Some(name)), _)) => name.clone(),
            _ => return Ok(PlannerResult::Original(raw)),
        };
        planning.plan(&name, raw.values).map(PlannerResult::Planned)
    }
}

impl Planning<'_> {
    fn plan(self, name: &str, operands: Vec<Expr>) -> Result<Expr> {
        let (name, argument) = name.split_once(':').unwrap_or((name, ""));
        match (name, <[Expr; 1]>::try_from(operands)) {
            ("number", Ok([text])) => literal::number(&text),
            ("cast", Ok([value])) => self.cast(value, argument),
            ("negative", Ok([value])) => self.negative(value),
            ("positive", Ok([value])) => self.positive(value),
            ("measure", Ok([value])) => self.measure(value),
            ("shouted", Ok([value])) => self.shouted(value),
            ("bitnot", Ok([value])) => self.bitwise_not(value),
            ("coalesce", Ok(values)) => self.coalesce(values.into()),
            ("coalesce", Err(values)) => self.coalesce(values),
            ("if", Err(values)) => self.condition(values),
            ("nullif", Err(values)) => self.nullif(values),
            ("case", Err(values)) => self.case(argument, values),
            ("case", Ok(values)) => self.case(argument, values.into()),
            ("in", Err(values)) => self.in_list(argument == "not", values),
            ("between", Err(values)) => self.between(argument == "not", values),
            ("like", Err(values)) => self.like(argument == "not", values),
            (name, Ok(values)) => wrong_count(name, values.len()),
            (name, Err(values)) => wrong_count(name, values.len()),
        }
    }

    fn group(self, expr: &Expr) -> Group {
        expr.get_type(self.schema)
            .map_or(Group::Nested, |data_type| {
                maidian_udfs::typing::group(&data_type)
            })
    }
}

fn wrong_count<T>(name: &str, count: usize) -> Result<T> {
    let takes = match name {
        "if" => "3 arguments",
        "nullif" | "nvl" => "2 arguments",
        _ => "other arguments",
    };
    plan_err!("{name} takes {takes}, got {count}")
}
