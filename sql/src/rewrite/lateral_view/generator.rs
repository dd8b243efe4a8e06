//! The functions that give rows: `explode`, `posexplode`, `inline`, `stack`, and those of one row with several columns.

use datafusion::arrow::datatypes::DataType;
use datafusion::common::{DFSchema, Result, ScalarValue, plan_err};
use datafusion::functions_nested::expr_fn::{make_array, map_entries};
use datafusion::logical_expr::planner::RelationPlannerContext;
use datafusion::logical_expr::{Expr, ExprSchemable, cast, lit};
use datafusion::sql::sqlparser::ast::{
    Expr as SqlExpr, Function, FunctionArg, FunctionArgExpr, FunctionArguments,
};
use maidian_udfs::{typing, udfs};

use super::super::call;

/// What a function gives for a row.
pub(super) enum Generated {
    /// Rows: the elements of a list. A field without a name is the element itself.
    Rows {
        /// The list.
        list: Expr,
        /// The fields of its elements.
        fields: Vec<String>,
    },
    /// One row: the fields of a struct.
    Row {
        /// The struct.
        row: Expr,
        /// Its fields.
        fields: Vec<String>,
    },
}

/// Plans the call of a function that gives rows.
///
/// Errors: another expression, another function, arguments that it does not take.
pub(super) fn generate(
    value: SqlExpr,
    schema: &DFSchema,
    context: &mut dyn RelationPlannerContext,
) -> Result<Generated> {
    let SqlExpr::Function(Function {
        name,
        args: FunctionArguments::List(list),
        ..
    }) = value
    else {
        return plan_err!("LATERAL VIEW needs a function such as explode(…), got {value}");
    };
    let name = name.to_string().to_lowercase();
    let mut arguments = Vec::new();
    for argument in list.args {
        match argument {
            FunctionArg::Unnamed(FunctionArgExpr::Expr(argument)) => arguments.push(argument),
            other => return plan_err!("{name}(…) takes values, got {other}"),
        }
    }
    if matches!(name.as_str(), "json_tuple" | "parse_url_tuple") {
        let columns = arguments.len().saturating_sub(1);
        let row = context.sql_to_expr(call(&name, arguments), schema)?;
        return Ok(Generated::Row {
            row,
            fields: (0..columns).map(|column| format!("c{column}")).collect(),
        });
    }
    let mut values = arguments
        .into_iter()
        .map(|argument| context.sql_to_expr(argument, schema))
        .collect::<Result<Vec<_>>>()?;
    if name == "stack" {
        return stack(values, schema);
    }
    let (Some(value), true) = (values.pop(), values.is_empty()) else {
        return plan_err!("{name}(…) takes one argument");
    };
    let data_type = value.get_type(schema)?;
    match name.as_str() {
        "explode" => explode(value, &data_type),
        "posexplode" => posexplode(value, &data_type),
        "inline" => inline(value, &data_type),
        _ => plan_err!(
            "{name}(…) gives no rows; a LATERAL VIEW takes {}",
            super::GENERATORS.join(", ")
        ),
    }
}

fn explode(value: Expr, data_type: &DataType) -> Result<Generated> {
    match data_type {
        DataType::Map(_, _) => Ok(Generated::Rows {
            list: map_entries(value),
            fields: ["key", "value"].map(str::to_owned).into(),
        }),
        list if is_list(list) => Ok(Generated::Rows {
            list: value,
            fields: vec![String::new()],
        }),
        // An untyped NULL is an array of nothing.
        DataType::Null => Ok(Generated::Rows {
            list: cast(value, DataType::new_list(DataType::Utf8, true)),
            fields: vec![String::new()],
        }),
        other => plan_err!("explode takes an array or a map, got {other}"),
    }
}

fn posexplode(value: Expr, data_type: &DataType) -> Result<Generated> {
    if !is_list(data_type) {
        return plan_err!("posexplode takes an array, got {data_type}");
    }
    Ok(Generated::Rows {
        list: udfs::with_positions().call(vec![value]),
        fields: ["pos", "val"].map(str::to_owned).into(),
    })
}

fn inline(value: Expr, data_type: &DataType) -> Result<Generated> {
    if let DataType::List(element) | DataType::LargeList(element) = data_type
        && let DataType::Struct(fields) = element.data_type()
    {
        let fields = fields.iter().map(|field| field.name().clone()).collect();
        return Ok(Generated::Rows {
            list: value,
            fields,
        });
    }
    plan_err!("inline takes an array of structs, got {data_type}")
}

/// `stack(n, v1, v2, …)`: the values in `n` rows, the last one filled up with NULL.
fn stack(mut values: Vec<Expr>, schema: &DFSchema) -> Result<Generated> {
    let rows = match values.first() {
        Some(Expr::Literal(ScalarValue::Int32(Some(rows)), _)) if *rows > 0 => {
            usize::try_from(*rows).unwrap_or(1)
        }
        _ => {
            return plan_err!(
                "stack(n, value, …) takes the number of rows first, a positive literal"
            );
        }
    };
    values.remove(0);
    if values.is_empty() {
        return plan_err!("stack(n, value, …) takes at least one value");
    }
    let columns = values.len().div_ceil(rows);
    values.resize(rows * columns, lit(ScalarValue::Null));
    let fields: Vec<String> = (0..columns).map(|column| format!("col{column}")).collect();
    let mut types = Vec::with_capacity(columns);
    for column in 0..columns {
        let of_column = values.iter().skip(column).step_by(columns);
        let given = of_column
            .map(|value| value.get_type(schema))
            .collect::<Result<Vec<_>>>()?;
        let Some(common) = typing::common(&given) else {
            return plan_err!(
                "stack: the values of column {} are of different types",
                column + 1
            );
        };
        types.push(common);
    }
    let structs = values.chunks(columns).map(|row| {
        let parts = row
            .iter()
            .zip(&fields)
            .zip(&types)
            .flat_map(|((value, field), data_type)| {
                [lit(field.as_str()), cast(value.clone(), data_type.clone())]
            });
        datafusion::functions::core::named_struct().call(parts.collect())
    });
    Ok(Generated::Rows {
        list: make_array(structs.collect()),
        fields,
    })
}

fn is_list(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::List(_) | DataType::LargeList(_) | DataType::FixedSizeList(_, _)
    )
}
