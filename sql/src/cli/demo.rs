//! `maidian demo`: the main job on generated events, with nothing configured.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::args::{Demo, Format, Global, Variables};
use super::generate::{describe, events};
use super::messages::Messages;
use super::output::{RowWriter, WriteError};
use super::settings::{Keys, open_session, threads};
use super::{Failure, block_on, run, summary};
use crate::exec::{OnError, Outcome, RunOptions, Session, order, script_files};
use crate::generate::Options;
use crate::script::{Diagnostic, Source, split, substitute};

/// A folder with this file was made by a demo, and may be replaced by the next one.
const MARKER: &str = ".maidian-demo";

/// One script after the other: the seconds of each are its own.
const OPTIONS: RunOptions = RunOptions {
    jobs: 1,
    on_error: OnError::Stop,
    from_statement: 1,
};

/// What a look at the result begins with: a title and a query.
const SAMPLES: [(&str, &str); 3] = [
    (
        "Events of each source in DWD, and how many of them have a phone",
        "select s.name as source, count(1) as events, count(e.wt_mobile) as with_phone\n\
         from ham_jituan.dwd_client_event_gio_di e\n\
         join ham.dim_data_source s on e.trmnl_style = s.data_source_id\n\
         group by s.name order by events desc, source limit 5",
    ),
    (
        "Where the app's users were, by their address",
        "select ip_prov as province, count(1) as events, count(distinct wt_co_f) as users\n\
         from ham_jituan.ads_hachi_jzyy_xtb2_51007_gio_dt_hour\n\
         group by ip_prov order by events desc, province limit 5",
    ),
    (
        "Exposed items of a region, one row an item",
        "select daytime, area_id, event, env_name, mark_id\n\
         from ham_jituan.ads_hachi_jzyy_xtb2_77006_gio_dt_hour\n\
         order by daytime, event limit 5",
    ),
];

pub(super) fn demo(global: &Global, demo: &Demo, messages: Messages) -> Result<(), Failure> {
    let started = Instant::now();
    let folder = prepare(&demo.dir)?;
    let events_folder = folder.join("events");
    // Messages name the scripts as the user would: by the folder that was asked for.
    let scripts_folder = demo.dir.join("scripts");
    crate::shipped::extract(&scripts_folder)
        .map_err(|error| unwritable(&scripts_folder, &error))?;
    let generated = events(&Options {
        events: demo.events,
        seed: demo.seed,
        out: events_folder.clone(),
        threads: threads(global),
        ..Options::default()
    })?;
    messages.note(&describe(&generated));
    let generating = started.elapsed();

    let variables = Variables {
        hivevar: vec![
            format!("events={}", events_folder.display()),
            format!("dim={}", folder.join("scripts/dim/data").display()),
        ],
        ..Variables::default()
    };
    // Whatever warehouse is in use otherwise: a demo writes into its own folder and nowhere else.
    let warehouse = folder.join("warehouse");
    let session = open_session(global, Keys::WithTestKey, warehouse, &variables)?;
    let files = script_files(std::slice::from_ref(&scripts_folder))?;
    let scripts = run::analyze(&files, &session, messages)?;
    let order = order(&scripts)?;
    let running = Instant::now();
    let reports = run::run_all(
        &session,
        threads(global),
        scripts,
        &order,
        OPTIONS,
        messages,
    )?;
    let seconds = running.elapsed().as_secs_f64();
    if reports.iter().any(|report| report.state.is_failure()) {
        messages.note(&summary::statements(&reports).to_string());
        return Err(Failure::Reported);
    }

    let mut output = std::io::stdout().lock();
    writeln!(output, "{}", summary::tables(&reports))?;
    writeln!(
        output,
        "{} events cleaned in {seconds:.1} s ({} events/s); generating them took {:.1} s",
        demo.events,
        summary::rate(demo.events, seconds),
        generating.as_secs_f64()
    )?;
    block_on(threads(global), samples(session, &mut output))?;
    writeln!(
        output,
        "\nThe warehouse is {0}/warehouse, the scripts are {0}/scripts. Go on with\n  \
         maidian sql --warehouse {0}/warehouse -e \"select * from ham_jituan.dwd_client_event_gio_di limit 3\"",
        demo.dir.display()
    )?;
    Ok(())
}

/// Runs the sample queries and prints them with their rows.
async fn samples(mut session: Session, output: &mut dyn Write) -> Result<(), Failure> {
    for (title, query) in SAMPLES {
        writeln!(output, "\n{title}:\n  {}", query.replace('\n', "\n  "))?;
        for raw in split(&Source::new("demo", query))? {
            let statement = substitute(&raw, &session.variables)?;
            let Outcome::Rows(rows) = session.execute(&statement, &|_| {}).await? else {
                continue;
            };
            RowWriter::new(Format::Table)
                .write(rows, output)
                .await
                .map_err(|failure| match failure {
                    WriteError::Output(error) => Failure::Output(error),
                    WriteError::Query(error) => {
                        Failure::Message(session.engine_error(&statement, &error))
                    }
                })?;
        }
    }
    Ok(())
}

/// The demo's folder, empty: what an earlier demo left there goes, what anybody else left there stays.
fn prepare(folder: &Path) -> Result<PathBuf, Diagnostic> {
    let fail = |error: &std::io::Error| unwritable(folder, error);
    let marker = folder.join(MARKER);
    let is_ours = marker.is_file();
    let is_used = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if is_used && !is_ours {
        return Err(Diagnostic::error(format!(
            "{} holds files that no demo has made",
            folder.display()
        ))
        .hint("choose another folder with --dir"));
    }
    fs::create_dir_all(folder).map_err(|error| fail(&error))?;
    fs::write(
        &marker,
        "Made by `maidian demo`, which replaces this folder.\n",
    )
    .map_err(|error| fail(&error))?;
    for name in ["events", "scripts", "warehouse"] {
        let path = folder.join(name);
        if path.exists() {
            fs::remove_dir_all(&path).map_err(|error| fail(&error))?;
        }
    }
    fs::canonicalize(folder).map_err(|error| fail(&error))
}

fn unwritable(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error(format!("cannot write {}: {error}", path.display()))
}
