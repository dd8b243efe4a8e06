//! The command line as typed.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// Runs the HiveQL scripts of an event tracking warehouse.
#[derive(Debug, Parser)]
#[command(
    name = "maidian",
    version,
    max_term_width = 100,
    arg_required_else_help = true
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Options of every command.
#[derive(Debug, Clone, Args)]
pub(super) struct Global {
    /// Print results and errors only
    #[arg(long, short, visible_short_alias = 'S', global = true)]
    pub(super) quiet: bool,
    /// Print each statement before it is run
    #[arg(long, short, global = true)]
    pub(super) verbose: bool,
    /// The file of settings [default: maidian.toml here, and ~/.config/maidian/config.toml]
    #[arg(long, global = true, value_name = "FILE", env = "MAIDIAN_CONFIG")]
    pub(super) config: Option<PathBuf>,
    /// What to log on standard error, as `info` or `maidian=debug`
    #[arg(long, global = true, value_name = "FILTER", env = "MAIDIAN_LOG")]
    pub(super) log: Option<String>,
    /// The warehouse's folder [default: ./warehouse]
    #[arg(long, global = true, value_name = "DIR", env = "MAIDIAN_WAREHOUSE")]
    pub(super) warehouse: Option<PathBuf>,
    /// The file of phone keys; others must not be able to read it
    #[arg(long, global = true, value_name = "FILE", env = "MAIDIAN_KEY_FILE")]
    pub(super) key_file: Option<PathBuf>,
    /// An xdb file to use for IPv4 addresses instead of the built-in one
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "MAIDIAN_IP_V4",
        hide_short_help = true
    )]
    pub(super) ip_v4: Option<PathBuf>,
    /// An xdb file to use for IPv6 addresses instead of the built-in one
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "MAIDIAN_IP_V6",
        hide_short_help = true
    )]
    pub(super) ip_v6: Option<PathBuf>,
    /// User agent rules (uap-core's regexes.yaml, or JSON of the same) to use instead of the built-in ones
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "MAIDIAN_UA_RULES",
        hide_short_help = true
    )]
    pub(super) ua_rules: Option<PathBuf>,
    /// The zone of dates and times [default: Asia/Shanghai]
    #[arg(
        long,
        global = true,
        value_name = "ZONE",
        env = "MAIDIAN_TIME_ZONE",
        hide_short_help = true
    )]
    pub(super) time_zone: Option<String>,
    /// Memory that queries may hold before they spill to disk, as 512M or 4G [default: no limit]
    #[arg(long, global = true, value_name = "BYTES", env = "MAIDIAN_MEMORY", value_parser = bytes, hide_short_help = true)]
    pub(super) memory: Option<usize>,
    /// Threads that a query uses [default: one a core]
    #[arg(long, global = true, value_name = "N", env = "MAIDIAN_THREADS", value_parser = clap::value_parser!(u16).range(1..=1024), hide_short_help = true)]
    pub(super) threads: Option<u16>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// The main job on generated events, with nothing configured: SDK events, ODS, DWD, ADS
    #[command(
        after_help = "Examples:\n  maidian demo\n  maidian demo --events 1000000 --dir /tmp/demo"
    )]
    Demo(Demo),
    /// Run script files, or all of a folder in the order that their tables give
    #[command(
        after_help = "Examples:\n  maidian run daily.sql --hivevar dt=2024-11-25\n  maidian run warehouse/ --jobs 2 --report run.json --hivevar dt=2024-11-25\n  maidian run warehouse/ --hivevar events=/data/events --hivevar dim=/data/dim --dry-run"
    )]
    Run(Run),
    /// Parse and plan script files, run nothing, and tell all that is wrong with them
    #[command(
        after_help = "Examples:\n  maidian check daily.sql --hivevar dt=2024-11-25\n  maidian check scripts/ --schema tables.hql --lineage\n  maidian check scripts/ --format json > check.json"
    )]
    Check(Check),
    /// Run statements and print the rows of each SELECT
    #[command(
        after_help = "Examples:\n  maidian sql -e \"select ip_udf('1.0.1.1')\"\n  maidian sql -f report.sql --format csv > report.csv\n  echo 'show databases' | maidian sql"
    )]
    Sql(Sql),
    /// List the functions, or show one
    #[command(
        after_help = "Examples:\n  maidian functions\n  maidian functions ip_region\n  maidian functions --format json > functions.json"
    )]
    Functions(Functions),
    /// Generate synthetic SDK events, one JSON object a line
    #[command(
        after_help = "Examples:\n  maidian generate --events 1000000 --out events\n  maidian generate --events 1000 --seed 7 --out small --day 2024-12-01"
    )]
    Generate(Generate),
    /// Print the completion script of a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// Options of `demo`.
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// How many events
    #[arg(long, value_name = "N", default_value_t = 100_000, value_parser = clap::value_parser!(u64).range(1..))]
    pub(super) events: u64,
    /// The seed of the events
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(super) seed: u64,
    /// The folder for events, scripts and the warehouse; what a demo left there is replaced
    #[arg(long, value_name = "DIR", default_value = "maidian-demo")]
    pub(super) dir: PathBuf,
}

/// Variables of scripts.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Variables {
    /// Set ${hivevar:NAME} and ${NAME}
    #[arg(
        long = "hivevar",
        visible_alias = "define",
        short = 'd',
        value_name = "NAME=VALUE"
    )]
    pub(super) hivevar: Vec<String>,
    /// Set ${hiveconf:NAME}
    #[arg(long, value_name = "NAME=VALUE")]
    pub(super) hiveconf: Vec<String>,
    /// The current database at the start [default: default]
    #[arg(long, value_name = "DB", env = "MAIDIAN_DATABASE")]
    pub(super) database: Option<String>,
    /// A script file to run first, its rows not printed; may be given several times
    #[arg(short = 'i', long = "init", value_name = "FILE")]
    pub(super) init: Vec<PathBuf>,
}

/// Options of `run`.
#[derive(Debug, Args)]
pub(super) struct Run {
    /// Script files, and folders whose .sql and .hql files are run
    #[arg(required = true, value_name = "FILE|DIR")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) variables: Variables,
    /// How many scripts that do not depend on each other run side by side [default: one for two threads]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
    /// Plan all statements and run none; print the order, and what each script reads and writes
    #[arg(long = "dry-run")]
    pub(super) plan_only: bool,
    /// With --dry-run: print each statement as it is planned
    #[arg(long, requires = "plan_only")]
    pub(super) explain: bool,
    /// Begin with this statement of the script, which must be one
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) from_statement: Option<u32>,
    /// Go on after statements that fail
    #[arg(long)]
    pub(super) continue_on_error: bool,
    /// Write what became of each statement to a file: .json or .html
    #[arg(long, value_name = "FILE")]
    pub(super) report: Option<PathBuf>,
}

/// Options of `check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Script files, and folders whose .sql and .hql files are checked
    #[arg(required = true, value_name = "FILE|DIR")]
    pub(super) paths: Vec<PathBuf>,
    /// A script whose tables are there for the check; may be given several times
    #[arg(long, value_name = "FILE")]
    pub(super) schema: Vec<PathBuf>,
    /// Print which columns of tables each column comes from
    #[arg(long)]
    pub(super) lineage: bool,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(super) format: CheckFormat,
    #[command(flatten)]
    pub(super) variables: Variables,
}

/// How a check is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// A line a statement; what is wrong goes to standard error, with the text marked
    Text,
    /// One JSON array with an object a statement
    Json,
}

/// Options of `sql`.
#[derive(Debug, Args)]
pub(super) struct Sql {
    /// Statements to run; may be given several times
    #[arg(short, value_name = "SQL", conflicts_with = "file")]
    pub(super) execute: Vec<String>,
    /// A script file to run; may be given several times
    #[arg(short, long, value_name = "FILE")]
    pub(super) file: Vec<PathBuf>,
    /// How to print rows
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) variables: Variables,
}

/// How rows are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Lines and columns, for reading
    Table,
    /// RFC 4180, with a header
    Csv,
    /// Values separated by tabs, with a header, as the Hive client prints them
    Tsv,
    /// One JSON array of objects
    Json,
    /// One JSON object a row
    Jsonl,
    /// A Markdown table
    Markdown,
}

/// Options of `functions`.
#[derive(Debug, Args)]
pub(super) struct Functions {
    /// The function to show
    pub(super) name: Option<String>,
    /// How to print the list [default: table], or the function [default: text for reading]
    #[arg(long, value_enum)]
    pub(super) format: Option<Format>,
}

/// Options of `generate`.
#[derive(Debug, Args)]
pub(super) struct Generate {
    /// How many events
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub(super) events: u64,
    /// The seed: the same seed gives the same bytes
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(super) seed: u64,
    /// The folder to write to
    #[arg(long, value_name = "DIR")]
    pub(super) out: PathBuf,
    /// The day of the events
    #[arg(long, value_name = "YYYY-MM-DD", default_value = "2024-11-25")]
    pub(super) day: chrono::NaiveDate,
    /// Replace events that are in the folder
    #[arg(long)]
    pub(super) overwrite: bool,
}

/// Prints the completion script of a shell.
pub(super) fn completions(shell: Shell) -> std::io::Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "maidian", &mut script);
    std::io::stdout().write_all(&script)
}

/// A number of bytes: `1073741824`, `512M`, `4G`, `4GiB`.
pub(super) fn bytes(text: &str) -> Result<usize, String> {
    let text = text.trim();
    let digits = text
        .find(|ch: char| !ch.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let shift = match unit
        .trim()
        .to_ascii_uppercase()
        .trim_end_matches("IB")
        .trim_end_matches('B')
    {
        "" => 0,
        "K" => 10,
        "M" => 20,
        "G" => 30,
        "T" => 40,
        _ => return Err("expected a number of bytes such as 512M or 4G".to_owned()),
    };
    let number: usize = number
        .parse()
        .map_err(|_| "expected a number of bytes such as 512M or 4G".to_owned())?;
    number
        .checked_mul(1 << shift)
        .ok_or_else(|| "more bytes than there can be".to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn bytes_have_units() {
        assert_eq!(bytes("1024").unwrap(), 1024);
        assert_eq!(bytes("512M").unwrap(), 512 << 20);
        assert_eq!(bytes("4GiB").unwrap(), 4 << 30);
        assert_eq!(bytes("2 kb").unwrap(), 2048);
        assert!(bytes("many").is_err());
        assert!(bytes("99999999999T").is_err());
    }
}
