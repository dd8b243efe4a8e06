//! `value IN (…)`: all are brought to the one type that they have in common, which is text where one of them is text.

use datafusion::common::{Result, plan_err};
use datafusion::logical_expr::{Expr, ExprSchemable, expr::InList};
use maidian_udfs::typing::{self, hive_name};

use super::{Planning, wrong_count};

impl Planning<'_> {
    pub(super) fn in_list(self, negated: bool, values: Vec<Expr>) -> Result<Expr> {
        let types = values
            .iter()
            .map(|value| value.get_type(self.schema))
            .collect::<Result<Vec<_>>>()?;
        let Some(common) = typing::common(&types) else {
            let names: Vec<String> = types.iter().map(hive_name).collect();
            return plan_err!("IN takes values of one type, got {}", names.join(", "));
        };
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
}
