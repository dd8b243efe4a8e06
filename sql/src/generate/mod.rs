//! Synthetic SDK events of realistic shape, for trials, tests and benchmarks.
//!
//! One event a line, as JSON: what the SDK of its platform sends (web pages, Android, iOS, mini
//! programs), and beside it the collector's columns `ip`, `userAgent`, `receivedAt` (milliseconds
//! since 1970 UTC), `esId` (no two events share it) and `accountId`. `attributes` is an object, or
//! a string with the broken text of one. The sources are those of the dimension tables that ship
//! with the warehouse; users, phones (100 and eight digits), addresses and texts are made up.
//!
//! The same options give the same bytes, on any number of threads: events are made in chunks of a
//! fixed size, each from a stream of random numbers of its own.

mod addresses;
mod attributes;
mod broken;
mod clock;
mod devices;
mod dice;
mod event;
mod exposures;
mod extras;
mod json;
mod links;
mod parameters;
mod phones;
mod platforms;
mod provinces;
mod shapes;
mod sources;
mod summary;
mod user_agent_android;
mod user_agent_ios;
mod user_agents;
mod users;
mod vocabulary;
mod world;
mod writer;

#[cfg(test)]
mod tests;

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::sync_channel;
use std::thread;

use chrono::NaiveDate;

pub use self::phones::TEST_KEY;
pub use self::summary::Summary;
use self::world::World;
use self::writer::Writer;

/// Events that are made together; their bytes depend on it.
const CHUNK: u64 = 4_096;
/// Chunks in a file: 262,144 events, about 650 MB.
const CHUNKS_PER_FILE: u64 = 64;

/// What to generate, and where.
#[derive(Debug, Clone)]
pub struct Options {
    /// How many events, at least one.
    pub events: u64,
    /// The seed of all randomness.
    pub seed: u64,
    /// The folder for `events-00000.jsonl` and so on; created where it is missing.
    pub out: PathBuf,
    /// The day, in Asia/Shanghai, on which the collector gets the events.
    pub day: NaiveDate,
    /// How many threads make events; 0 for as many as the machine has.
    pub threads: usize,
    /// Whether events files in a folder that is not empty may be replaced.
    pub overwrite: bool,
}

impl Default for Options {
    /// 100,000 events of 2024-11-25 from seed 1 into `events`, on all threads.
    fn default() -> Self {
        Self {
            events: 100_000,
            seed: 1,
            out: PathBuf::from("events"),
            day: NaiveDate::from_ymd_opt(2024, 11, 25).unwrap_or_default(),
            threads: 0,
            overwrite: false,
        }
    }
}

/// Why events could not be generated.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    /// No events were asked for.
    #[error("the number of events must be at least 1")]
    NoEvents,
    /// The folder holds files already.
    #[error("{} is not empty: choose another folder, or allow overwriting", path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// A file or folder could not be read or written.
    #[error("{}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A row of the shipped table of sources could not be read.
    #[error("line {line} of dim_data_source.tsv: expected id, name, terminal, interface and table")]
    Dimension {
        /// The line, counted from 1.
        line: usize,
    },
    /// The test key was refused.
    #[error("the test key for phones was refused: {0}")]
    Key(String),
    /// A thread ended before its work was done.
    #[error("a thread that makes events ended early")]
    Thread,
}

/// Writes events as `options` say, and counts them.
///
/// Files appear under their names when all are complete. A failed run leaves no file of its own.
pub fn run(options: &Options) -> Result<Summary, GenerateError> {
    generate(options, CHUNKS_PER_FILE)
}

fn generate(options: &Options, chunks_per_file: u64) -> Result<Summary, GenerateError> {
    if options.events == 0 {
        return Err(GenerateError::NoEvents);
    }
    let world = World::new(options.seed, options.events, options.day, CHUNK)?;
    let mut writer = Writer::open(&options.out, options.overwrite)?;
    let threads = match options.threads {
        0 => thread::available_parallelism().map_or(1, usize::from),
        threads => threads,
    };
    let threads = u64::try_from(threads).unwrap_or(1).min(world.chunks());

    let mut summary = thread::scope(|scope| {
        // Thread t makes chunks t, t + threads … and is at most one chunk ahead, so the chunks come
        // in order and little of them is in memory.
        let channels: Vec<_> = (0..threads)
            .map(|first| {
                let (sender, receiver) = sync_channel(1);
                let world = &world;
                scope.spawn(move || {
                    let mut number = first;
                    while number < world.chunks() && sender.send(world.chunk(number)).is_ok() {
                        number += threads;
                    }
                });
                receiver
            })
            .collect();
        let mut summary = Summary::default();
        for (number, receiver) in (0..world.chunks()).zip(channels.iter().cycle()) {
            if number % chunks_per_file == 0 {
                writer.next_file()?;
            }
            let chunk = receiver.recv().map_err(|_| GenerateError::Thread)?;
            writer.write(&chunk.lines)?;
            summary.add(&chunk.summary);
        }
        Ok(summary)
    })?;
    summary.files = writer.finish()?;
    Ok(summary)
}
