//! `CAST(a AS t)`, `t(a)` and `DATE '…'` convert as Hive does: what cannot be converted is NULL.

use datafusion::sql::sqlparser::ast::{CastKind, DataType, Expr, Select, SelectItem};

use super::{arguments, take};
use crate::typing::{as_form, form};

/// Types that are functions too: `int('12')`.
const FUNCTIONS: [&str; 10] = [
    "boolean", "tinyint", "smallint", "int", "bigint", "float", "double", "string", "binary",
    "decimal",
];

pub(super) fn rewrite(expr: &mut Expr) {
    match expr {
        Expr::Cast {
            kind: CastKind::Cast | CastKind::TryCast,
            expr: value,
            data_type,
            ..
        } => {
            *expr = form(&format!("cast:{}", name(data_type)), [take(value)]);
        }
        Expr::TypedString(literal) => {
            let form_name = format!("cast:{}", name(&literal.data_type));
            *expr = form(&form_name, [Expr::Value(literal.value.clone())]);
        }
        Expr::Function(function) => {
            let name = function.name.to_string();
            if FUNCTIONS.contains(&name.as_str())
                && let Some([value]) = arguments(function).as_deref_mut()
            {
                *expr = form(&format!("cast:{name}"), [take(value)]);
            }
        }
        _ => {}
    }
}

fn name(data_type: &DataType) -> String {
    data_type.to_string().to_lowercase()
}

/// A `char(n)` has its blanks where it is shown, and nowhere else.
pub(super) fn pad_shown(select: &mut Select) {
    for item in &mut select.projection {
        let (SelectItem::UnnamedExpr(expr) | SelectItem::ExprWithAlias { expr, .. }) = item else {
            continue;
        };
        let Some((name, _)) = as_form(expr) else {
            continue;
        };
        if let Some(length) = name.strip_prefix("cast:char") {
            let padded = format!("cast:padded{length}");
            if let Expr::Dictionary(fields) = expr {
                fields
                    .iter_mut()
                    .for_each(|field| field.key.value.clone_from(&padded));
            }
        }
    }
}
