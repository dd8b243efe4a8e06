//! One kernel over seeded rows, once: what `benches/instructions/run.py` counts the instructions of.
//!
//! ```sh
//! instructions            # lists the cases: name and rows of each
//! instructions decode_url # runs one
//! ```

mod cases;
mod rows;

use std::env;
use std::hint::black_box;
use std::io::{self, Write as _};
use std::process::ExitCode;

use cases::CASES;

fn main() -> ExitCode {
    let Some(name) = env::args().nth(1) else {
        return list();
    };
    let Some(case) = CASES.iter().find(|case| case.name == name) else {
        return ExitCode::FAILURE;
    };
    let mut pass = (case.prepare)();
    // Not counted: what is built or decompressed when it is first needed.
    pass();
    counted_pass(&mut *pass);
    ExitCode::SUCCESS
}

/// The only part whose instructions are counted: the command names this function to the counter.
#[inline(never)]
fn counted_pass(pass: &mut dyn FnMut()) {
    pass();
    // Something after the call, so that it is a call and no jump: a jump would hide the function from the counter.
    black_box(());
}

fn list() -> ExitCode {
    let mut out = io::stdout().lock();
    for case in CASES {
        if writeln!(out, "{} {}", case.name, case.rows).is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
