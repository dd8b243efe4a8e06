//! The kernels over a batch of rows, beside the plain code that one would write with libraries alone.

mod attributes;
mod ip_lookup;
mod json;
mod links;
mod measure;
mod patterns;
mod phone_decrypt;
mod times;
mod user_agent;

use std::error::Error;
use std::time::Duration;

use criterion::Criterion;
use maidian_benches::Columns;

use measure::group;

/// That of the command `maidian`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SEED: u64 = 1;

fn main() -> Result<(), Box<dyn Error>> {
    let mut criterion = Criterion::default()
        .without_plots()
        .sample_size(30)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    let columns = Columns::generate(SEED)?;
    attributes::bench(&mut group(&mut criterion, "attributes"), &columns)?;
    json::bench(&mut group(&mut criterion, "json"), &columns)?;
    links::bench(&mut group(&mut criterion, "links"), &columns)?;
    patterns::bench(&mut group(&mut criterion, "patterns"), &columns)?;
    ip_lookup::bench(&mut group(&mut criterion, "ip_lookup"), &columns)?;
    user_agent::bench(&mut group(&mut criterion, "user_agent"), &columns)?;
    phone_decrypt::bench(&mut group(&mut criterion, "phone_decrypt"), &columns)?;
    times::bench(&mut group(&mut criterion, "times"), &columns)?;
    criterion.final_summary();
    Ok(())
}
