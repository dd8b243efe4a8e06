//! What all benches share: rows in, one text out.
//!
//! An iteration writes the results of all rows into one text, as a batch's output is written, so that kernels and
//! plain code are measured up to the same point and their results can be compared.

use std::fmt::{Display, Write as _};
use std::hint::black_box;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion, Throughput};
use maidian_benches::ROWS;

/// Benches that belong together; their figures are rows a second.
pub type Group<'c> = BenchmarkGroup<'c, WallTime>;

/// Opens a group.
pub fn group<'c>(criterion: &'c mut Criterion, name: &str) -> Group<'c> {
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Elements(ROWS as u64));
    group
}

/// Measures what it takes to `write` the results of all rows, and gives the text written.
pub fn measure<'d, T>(
    group: &mut Group<'_>,
    id: BenchmarkId,
    rows: &'d [T],
    mut write: impl FnMut(&'d T, &mut String),
) -> String {
    let mut text = String::new();
    let mut pass = || {
        text.clear();
        for row in rows {
            write(black_box(row), &mut text);
            text.push('\n');
        }
        black_box(&text);
    };
    // First without the clock: data is decompressed and memories are filled, and there is a text to compare where a
    // filter leaves this bench out.
    pass();
    group.bench_function(id, |bencher| bencher.iter(&mut pass));
    text
}

/// As [`measure`], of a kernel that takes all rows at once and ends each with a line break.
pub fn measure_batch<T>(
    group: &mut Group<'_>,
    id: BenchmarkId,
    rows: &[T],
    mut write: impl FnMut(&[T], &mut String),
) -> String {
    let mut text = String::new();
    let mut pass = || {
        text.clear();
        write(black_box(rows), &mut text);
        black_box(&text);
    };
    pass();
    group.bench_function(id, |bencher| bencher.iter(&mut pass));
    text
}

/// Plain code that does something else is no comparison: an error that shows the first rows that differ.
pub fn agree(what: &str, kernel: &str, plain: &str) -> Result<(), String> {
    if kernel == plain {
        return Ok(());
    }
    let mut rows = kernel.lines().zip(plain.lines());
    let (kernel, plain) = rows
        .find(|(kernel, plain)| kernel != plain)
        .unwrap_or_default();
    Err(format!(
        "{what}: the kernel gives {kernel:?}, the plain code {plain:?}"
    ))
}

/// Appends a value as it is displayed.
pub fn push(text: &mut String, value: impl Display) {
    // Writing to a string cannot fail.
    let _ = write!(text, "{value}");
}
