//! A cast that cannot be done is NULL in Hive, and an error in DataFusion.

use datafusion::sql::sqlparser::ast::{CastKind, Expr};

pub(super) fn rewrite(expr: &mut Expr) {
    if let Expr::Cast { kind, .. } = expr
        && *kind == CastKind::Cast
    {
        *kind = CastKind::TryCast;
    }
}
