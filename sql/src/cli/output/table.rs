//! A table for reading. NULL is `NULL`; numbers stand on the right.

use std::io::{self, Write};

use comfy_table::presets::{ASCII_MARKDOWN, UTF8_FULL_CONDENSED};
use comfy_table::{Cell, CellAlignment, Table as Drawn};
use datafusion::arrow::datatypes::SchemaRef;

use super::{Layout, text};
use crate::exec::Cells;

pub(super) struct Table {
    drawn: Drawn,
    numbers: Vec<bool>,
    markdown: bool,
}

impl Table {
    pub(super) fn boxed() -> Self {
        Self {
            drawn: text_table(),
            numbers: Vec::new(),
            markdown: false,
        }
    }

    pub(super) fn markdown() -> Self {
        let mut drawn = Drawn::new();
        drawn.load_preset(ASCII_MARKDOWN);
        Self {
            drawn,
            numbers: Vec::new(),
            markdown: true,
        }
    }
}

/// An empty table in the form that all of ours have.
pub(in crate::cli) fn text_table() -> Drawn {
    let mut table = Drawn::new();
    table.load_preset(UTF8_FULL_CONDENSED);
    table
}

impl Layout for Table {
    fn begin(&mut self, schema: &SchemaRef, _: &mut dyn Write) -> io::Result<()> {
        self.drawn
            .set_header(schema.fields().iter().map(|field| Cell::new(field.name())));
        self.numbers = schema
            .fields()
            .iter()
            .map(|field| field.data_type().is_numeric())
            .collect();
        Ok(())
    }

    fn batch(&mut self, columns: &[Cells], rows: usize, _: &mut dyn Write) -> io::Result<()> {
        for row in 0..rows {
            self.drawn.add_row(
                columns
                    .iter()
                    .zip(&self.numbers)
                    .map(|(column, is_number)| {
                        let mut value = text(column, row, "NULL");
                        if self.markdown {
                            value = value.replace('|', "\\|").replace('\n', "<br>");
                        }
                        let cell = Cell::new(value);
                        if *is_number {
                            cell.set_alignment(CellAlignment::Right)
                        } else {
                            cell
                        }
                    }),
            );
        }
        Ok(())
    }

    fn end(&mut self, output: &mut dyn Write) -> io::Result<()> {
        writeln!(output, "{}", self.drawn)
    }
}
