//! `maidian sql` under a pseudo terminal, which the system's `script` gives.

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use super::process::Folder;

const CTRL_C: &str = "\u{3}";
const PROMPT: &str = "> ";
const CTRL_D: &str = "\u{4}";
/// What a terminal is told when the editor hands a line over: keys pasted as one are plain again.
const LINE_TAKEN: &str = "\u{1b}[?2004l";

/// A shell, and what it has shown so far.
struct Terminal {
    child: Child,
    keys: ChildStdin,
    shown: Receiver<Vec<u8>>,
    text: String,
}

/// A shell must not outlive a test that fails: its terminal goes, and with it the shell.
impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Terminal {
    fn new(folder: &Folder) -> Self {
        let command = format!("exec '{}' sql --format csv", env!("CARGO_BIN_EXE_maidian"));
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
        terminal.sees(PROMPT);
        terminal
    }

    /// Presses keys.
    fn types(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Types a line, and waits for the answer and the next prompt: the editor drops what is typed before it.
    #[track_caller]
    fn asks(&mut self, line: &str, answer: &str) {
        self.types(&format!("{line}\r"));
        self.sees(answer);
        self.sees(PROMPT);
    }

    /// Waits until `part` is shown, after all that was seen before.
    #[track_caller]
    fn sees(&mut self, part: &str) {
        self.waits(part, |_| {});
    }

    /// Types a line, and presses Ctrl-C until `part` is shown: first when the editor has handed the line over, which it
    /// would clear, then whenever nothing is shown for a while. A terminal throws away what it has not shown yet when
    /// Ctrl-C is pressed, the message about the one before included.
    #[track_caller]
    fn interrupts(&mut self, line: &str, part: &str) {
        self.types(&format!("{line}\r"));
        self.sees(LINE_TAKEN);
        self.waits(part, |terminal| terminal.types(CTRL_C));
    }

    /// Waits until nothing more is shown.
    fn settles(&mut self) {
        while self.shown.recv_timeout(Duration::from_secs(1)).is_ok() {}
        self.text.clear();
    }

    #[track_caller]
    fn waits(&mut self, part: &str, when_silent: impl Fn(&mut Self)) {
        let begun = Instant::now();
        loop {
            if let Some(at) = self.text.find(part) {
                self.text.drain(..at + part.len());
                return;
            }
            match self.shown.recv_timeout(Duration::from_millis(300)) {
                Ok(bytes) => self.text += &String::from_utf8_lossy(&bytes),
                Err(_) => when_silent(self),
            }
            let waited = begun.elapsed();
            assert!(
                waited < Duration::from_secs(40),
                "{part} is not shown: {}",
                self.text
            );
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
    terminal.asks("'a;b' as t;", "n,t\r\n42,a;b\r\n");
    terminal.asks("select nope(1);", "unknown function `nope`");
    terminal.asks("create database ham; use ham;", "ham");
    terminal.asks(
        "create table events (wt_ti string) stored as parquet;",
        "events",
    );
    terminal.asks("\\d events", "wt_ti,string");
    terminal.asks("\\timing", "timing is on");
    terminal.asks("\\format json", "json");
    terminal.asks("select 1 as one;", "\"one\":1");
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
    terminal.asks("select count(1) as n from wide_\t;", "n\r\n0\r\n");
    terminal.types("select this is wrong");
    terminal.types(CTRL_C);
    terminal.sees(PROMPT);
    terminal.asks("select 7 as seven;", "seven\r\n7\r\n");
    let digits = "(select 1 as x union all select 2 union all select 3 union all select 4 union all select 5)";
    let joins: Vec<String> = (0..16).map(|n| format!("{digits} t{n}")).collect();
    let query = format!(
        "select sum(t0.x * t15.x) from {};",
        joins.join(" cross join ")
    );
    terminal.interrupts(&query, "interrupted");
    // Interrupts more than were needed clear empty lines.
    terminal.settles();
    terminal.asks("select 8 as eight;", "eight\r\n8\r\n");
    terminal.types(CTRL_D);
    terminal.ends();
}
