//! JSON: an array of objects, or an object a line. Keys in column order, numbers as numbers, NULL as null.

use std::io::{self, Write};

use datafusion::arrow::datatypes::SchemaRef;

use super::Layout;
use crate::exec::Cells;

pub(super) struct Json {
    keys: Vec<String>,
    array: bool,
    first: bool,
}

impl Json {
    pub(super) fn array() -> Self {
        Self {
            keys: Vec::new(),
            array: true,
            first: true,
        }
    }

    pub(super) fn lines() -> Self {
        Self {
            keys: Vec::new(),
            array: false,
            first: true,
        }
    }
}

impl Layout for Json {
    fn begin(&mut self, schema: &SchemaRef, output: &mut dyn Write) -> io::Result<()> {
        self.keys = schema
            .fields()
            .iter()
            .map(|field| serde_json::Value::from(field.name().as_str()).to_string())
            .collect();
        if self.array {
            output.write_all(b"[")
        } else {
            Ok(())
        }
    }

    fn batch(&mut self, columns: &[Cells], rows: usize, output: &mut dyn Write) -> io::Result<()> {
        let mut object = Vec::new();
        for row in 0..rows {
            object.clear();
            if self.array {
                object.extend_from_slice(if self.first { b"\n" } else { b",\n" });
            }
            self.first = false;
            for (position, (key, column)) in self.keys.iter().zip(columns).enumerate() {
                object.push(if position == 0 { b'{' } else { b',' });
                object.extend_from_slice(key.as_bytes());
                object.push(b':');
                column.write_json(row, &mut object);
            }
            object.push(b'}');
            if !self.array {
                object.push(b'\n');
            }
            output.write_all(&object)?;
        }
        Ok(())
    }

    fn end(&mut self, output: &mut dyn Write) -> io::Result<()> {
        match (self.array, self.first) {
            (false, _) => Ok(()),
            (true, true) => output.write_all(b"]\n"),
            (true, false) => output.write_all(b"\n]\n"),
        }
    }
}
