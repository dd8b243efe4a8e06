//! The functions by themselves, on one thread: the figures that Python's routes are held against, and the data for them.
//!
//! `cargo bench -p maidian-benches --bench udf_rows -- FOLDER` writes the columns to `FOLDER/columns.arrow` and rows a second
//! of each function to `FOLDER/rust.json`. `python/benches/routes.py` runs it.

use std::error::Error;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use datafusion::arrow::array::{Array, ArrayRef, RecordBatch, StringArray};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef};
use datafusion::arrow::ipc::writer::FileWriter;
use datafusion::common::ScalarValue;
use datafusion::common::config::ConfigOptions;
use datafusion::logical_expr::{ColumnarValue, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDF};
use maidian_benches::Columns;
use maidian_udfs::udfs;
use serde_json::{Map, Value, json};

const SEED: u64 = 1;

/// How long a function is called for; the fastest of as many rounds counts.
const ROUND: Duration = Duration::from_millis(500);
const ROUNDS: usize = 5;

/// The key that `attr_get` is asked for.
const KEY: &str = "WT_es";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().skip(1).find(|it| it != "--bench");
    let folder = PathBuf::from(folder.ok_or("name a folder to write to")?);
    let columns = Columns::generate(SEED)?;
    let texts = |texts: &[String]| Arc::new(StringArray::from_iter_values(texts)) as ArrayRef;
    let batch = RecordBatch::try_from_iter([
        ("link", texts(&columns.links)),
        ("attributes", texts(&columns.attributes)),
        ("ip", texts(&columns.addresses)),
        ("ua", texts(&columns.user_agents)),
    ])?;
    write(&folder.join("columns.arrow"), &batch)?;

    let mut figures = Map::new();
    let mut measure = |function: &ScalarUDF, column: &str, constant: Option<&str>| {
        let column = batch.column_by_name(column).ok_or("no such column")?;
        let figure = rows_a_second(function, column, constant)?;
        figures.insert(function.name().to_owned(), json!(figure.round()));
        Ok::<(), Box<dyn Error>>(())
    };
    measure(&udfs::decode_url(), "link", None)?;
    measure(&udfs::attr_get(), "attributes", Some(KEY))?;
    measure(&udfs::ip_region(), "ip", None)?;
    measure(&udfs::ua_parse(), "ua", None)?;
    std::fs::write(folder.join("rust.json"), Value::Object(figures).to_string())?;
    Ok(())
}

fn write(path: &Path, batch: &RecordBatch) -> Result<(), Box<dyn Error>> {
    let mut writer = FileWriter::try_new(File::create(path)?, &batch.schema())?;
    writer.write(batch)?;
    Ok(writer.finish()?)
}

fn rows_a_second(
    function: &ScalarUDF,
    column: &ArrayRef,
    constant: Option<&str>,
) -> Result<f64, Box<dyn Error>> {
    let constant = constant.map(|text| ScalarValue::Utf8View(Some(text.to_owned())));
    let types = [
        Some(column.data_type().clone()),
        constant.as_ref().map(ScalarValue::data_type),
    ];
    let fields: Vec<FieldRef> = types.into_iter().flatten().map(field).collect();
    let literals = if constant.is_some() {
        vec![None, constant.as_ref()]
    } else {
        vec![None]
    };
    let return_field = function.return_field_from_args(ReturnFieldArgs {
        arg_fields: &fields,
        scalar_arguments: &literals,
    })?;
    let options = Arc::new(ConfigOptions::default());
    let call = || {
        let column = ColumnarValue::Array(Arc::clone(column));
        let constant = constant.clone().map(ColumnarValue::Scalar);
        function.invoke_with_args(ScalarFunctionArgs {
            args: std::iter::once(column).chain(constant).collect(),
            arg_fields: fields.clone(),
            number_rows: maidian_benches::ROWS,
            return_field: Arc::clone(&return_field),
            config_options: Arc::clone(&options),
        })
    };
    let mut best = 0.0_f64;
    for _ in 0..ROUNDS {
        let (started, mut rows) = (Instant::now(), 0_u32);
        while started.elapsed() < ROUND {
            let result = call()?.into_array(maidian_benches::ROWS)?;
            rows += u32::try_from(result.len())?;
        }
        best = best.max(f64::from(rows) / started.elapsed().as_secs_f64());
    }
    Ok(best)
}

fn field(data_type: DataType) -> FieldRef {
    Arc::new(Field::new("argument", data_type, true))
}
