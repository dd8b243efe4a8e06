//! Cases of the golden file: a SELECT, and what Hive answered.

use serde::Deserialize;

use crate::scratch::{Failure, Rows};

type Row = Option<String>;

/// One SELECT with one column, and what Hive gave.
#[derive(Debug, Deserialize)]
pub struct Case {
    /// The case's name in its group.
    pub id: String,
    /// The group.
    pub group: String,
    /// The statement.
    pub sql: String,
    /// The type of the column.
    #[serde(rename = "type", default)]
    kind: Option<String>,
    /// The rows; absent where Hive refused.
    rows: Option<Vec<Row>>,
    /// Whether Hive refused, or failed.
    #[serde(default)]
    error: bool,
    /// Whether Spark refuses as well.
    #[serde(default)]
    error_strict: bool,
    /// What Spark gives where it differs.
    spark_rows: Option<Vec<Row>>,
    /// Whether the order counts.
    #[serde(default)]
    ordered: bool,
}

impl Case {
    /// Compares an answer with Hive's.
    ///
    /// Errors: what was expected and what came.
    pub fn check(&self, actual: Result<Rows, Failure>) -> Result<(), Failure> {
        match (actual, &self.rows) {
            (Err(_), None) if self.error => Ok(()),
            (Err(failure), _) => Err(failure),
            (Ok(rows), None) => {
                let rows = first_column(rows)?;
                match &self.spark_rows {
                    Some(spark) if !self.error_strict && self.same(&rows, spark) => Ok(()),
                    _ => Err(Failure(format!("gave {rows:?}, Hive refuses"))),
                }
            }
            (Ok(rows), Some(expected)) => {
                let rows = first_column(rows)?;
                if self.same(&rows, expected) {
                    return Ok(());
                }
                Err(Failure(format!("gave {rows:?}\n  Hive {expected:?}")))
            }
        }
    }

    fn same(&self, actual: &[Row], expected: &[Row]) -> bool {
        let normal = |rows: &[Row]| {
            let mut rows: Vec<Row> = rows.iter().map(|row| self.normal(row.as_ref())).collect();
            if !self.ordered {
                rows.sort();
            }
            rows
        };
        normal(actual) == normal(expected)
    }

    /// A value in the one spelling in which it is compared: decimals by value, maps with sorted keys.
    fn normal(&self, row: Option<&String>) -> Row {
        let row = row?;
        Some(match self.kind.as_deref() {
            Some("decimal") if row.contains('.') => {
                row.trim_end_matches('0').trim_end_matches('.').to_owned()
            }
            Some("map" | "array" | "struct") => serde_json::from_str(row)
                .map_or_else(|_| row.clone(), |value| sorted(value).to_string()),
            _ => row.clone(),
        })
    }
}

/// The golden file's maps are sorted by key.
fn sorted(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Object(object) => {
            let mut pairs: Vec<_> = object.into_iter().collect();
            pairs.sort_by(|(a, _), (b, _)| a.cmp(b));
            Value::Object(
                pairs
                    .into_iter()
                    .map(|(key, value)| (key, sorted(value)))
                    .collect(),
            )
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

fn first_column(rows: Rows) -> Result<Vec<Row>, Failure> {
    if rows.names.len() != 1 {
        return Err(Failure(format!("{} columns", rows.names.len())));
    }
    Ok(rows.rows.into_iter().flatten().collect())
}
