//! `maidian sql` under a pseudo terminal, which the system's `script` gives.

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use super::process::Folder;

const CTRL_C: &str = "\u{3}";
const CTRL_D: &str = "\u{4}";

/// A shell, and what it has shown so far.
struct Terminal {
    child: Child,
    keys: ChildStdin,
    shown: Receiver<Vec<u8>>,
    text: String,
}

impl Terminal {
    fn new(folder: &Folder) -> Self {
        let command = format!("'{}' sql --format csv", env!("CARGO_BIN_EXE_maidian"));
        let mut child = Command::new("script")
            .args(["-qec", &command, "/dev/null"])
            .current_dir(folder.path())
            .env("HOME", folder.path())
            .env("TERM", "xterm")
            .env_remove("XDG_STATE_HOME")
            .env_remove("MAIDIAN_WAREHOUSE")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("`script` of util-linux gives the terminal");
        let (sender, shown) = channel();
        let output: ChildStdout = child.stdout.take().unwrap();
        std::thread::spawn(move || {
            let mut output = output;
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let mut terminal = Self {
            keys: child.stdin.take().unwrap(),
            child,
            shown,
            text: String::new(),
        };
        terminal.sees("default> ");
        terminal
    }

    /// Presses keys.
    fn types(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Waits until `part` is shown, after all that was seen before.
    #[track_caller]
    fn sees(&mut self, part: &str) {
        self.waits(part, |_| {});
    }

    /// Presses Ctrl-C until `part` is shown: an early one is pressed before the query runs.
    #[track_caller]
    fn interrupts(&mut self, part: &str) {
        self.waits(part, |terminal| terminal.types(CTRL_C));
    }

    #[track_caller]
    fn waits(&mut self, part: &str, meanwhile: impl Fn(&mut Self)) {
        let begun = Instant::now();
        loop {
            if let Some(at) = self.text.find(part) {
                self.text.drain(..at + part.len());
                return;
            }
            match self.shown.recv_timeout(Duration::from_millis(300)) {
                Ok(bytes) => self.text += &String::from_utf8_lossy(&bytes),
                Err(error) => assert!(
                    begun.elapsed() < Duration::from_secs(40),
                    "{part} is not shown ({error}): {}",
                    self.text
                ),
            }
            meanwhile(self);
        }
    }

    /// Waits for the end.
    #[track_caller]
    fn ends(mut self) {
        let begun = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            assert!(
                begun.elapsed() < Duration::from_secs(40),
                "the shell does not end"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

#[test]
fn statements_go_over_lines_and_errors_are_no_end() {
    let folder = Folder::new();
    let mut terminal = Terminal::new(&folder);
    terminal.types("select 40 + 2 as n,\r");
    terminal.types("'a;b' as t;\r");
    terminal.sees("n,t\r\n42,a;b\r\n");
    terminal.types("select nope(1);\r");
    terminal.sees("unknown function `nope`");
    terminal.types("create database ham; use ham;\r");
    terminal.sees("ham> ");
    terminal.types("create table events (wt_ti string) stored as parquet;\r");
    terminal.sees("ham> ");
    terminal.types("\\d events\r");
    terminal.sees("wt_ti,string");
    terminal.types("\\timing\r");
    terminal.sees("timing is on");
    terminal.types("\\format json\r");
    terminal.types("select 1 as one;\r");
    terminal.sees("\"one\":1");
    terminal.types("exit;\r");
    terminal.ends();
    // What was typed is there for the next shell.
    let history = std::fs::read_to_string(folder.path().join(".local/state/maidian/history"));
    assert!(history.unwrap().contains("select 1 as one;"));
}

#[test]
fn tab_completes_and_control_keys_clear_stop_and_leave() {
    let folder = Folder::new();
    folder
        .sql("create table wide_name (a int) stored as parquet")
        .output();
    let mut terminal = Terminal::new(&folder);
    terminal.types("select count(1) as n from wide_\t;\r");
    terminal.sees("n\r\n0\r\n");
    terminal.types("select this is wrong");
    terminal.types(CTRL_C);
    terminal.sees("default> ");
    terminal.types("select 7 as seven;\r");
    terminal.sees("seven\r\n7\r\n");
    let digits = "(select 1 as x union all select 2 union all select 3 union all select 4 union all select 5)";
    let joins: Vec<String> = (0..16)
        .map(|number| format!("{digits} t{number}"))
        .collect();
    terminal.types(&format!(
        "select count(1) from {};\r",
        joins.join(" cross join ")
    ));
    terminal.interrupts("interrupted");
    terminal.types("select 8 as eight;\r");
    terminal.sees("eight\r\n8\r\n");
    terminal.types(CTRL_D);
    terminal.ends();
}
