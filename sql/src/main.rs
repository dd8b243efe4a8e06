//! The command `maidian`.

mod allocator;

use std::process::ExitCode;

fn main() -> ExitCode {
    allocator::keep_pages();
    maidian::cli::main()
}
