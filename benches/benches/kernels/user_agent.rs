//! User agents parsed by the rules, and remembered.

use std::error::Error;

use criterion::BenchmarkId;
use maidian_benches::Columns;
use maidian_udfs::data::ua_rules::bundled;
use maidian_udfs::kernel::user_agent::UserAgents;

use crate::measure::{Group, agree, measure};

/// With a memory that has seen every text, and with none.
pub fn bench(group: &mut Group<'_>, columns: &Columns) -> Result<(), Box<dyn Error>> {
    let remembering = UserAgents::new(bundled());
    let forgetting = UserAgents::with_capacity(bundled(), 0);
    let mut lines = |memory, user_agents: &UserAgents| {
        let id = BenchmarkId::new("parse", memory);
        measure(group, id, &columns.user_agents, |user_agent, text| {
            user_agents.parse(user_agent).write_line(text);
        })
    };
    let remembered = lines("remembered", &remembering);
    let parsed = lines("not_remembered", &forgetting);
    Ok(agree("user_agent", &remembered, &parsed)?)
}
