//! `maidian generate`: the same seed gives the same bytes.

use super::process::{Folder, assert_same, snapshot};

#[test]
fn same_seed_same_bytes() {
    let folder = Folder::new();
    let generate = |out: &str, seed: &str, threads: &str| {
        folder
            .run(&[
                "--threads",
                threads,
                "generate",
                "--events",
                "5000",
                "--seed",
                seed,
                "--out",
                out,
            ])
            .output();
        snapshot(&folder.path().join(out))
    };
    let first = generate("a", "7", "1");
    assert_same(&first, &generate("b", "7", "2"));
    let other = generate("c", "8", "2");
    assert_eq!(first.keys().collect::<Vec<_>>(), ["events-00000.jsonl"]);
    assert!(
        first["events-00000.jsonl"] != other["events-00000.jsonl"],
        "another seed, the same bytes"
    );
    let lines = std::str::from_utf8(&first["events-00000.jsonl"])
        .unwrap()
        .lines()
        .count();
    assert_eq!(lines, 5_000);
}

#[test]
fn a_folder_with_files_in_it_is_refused() {
    let folder = Folder::new();
    folder.write("out/notes.txt", "mine");
    let arguments = ["generate", "--events", "10", "--out", "out"];
    let message = folder.run(&arguments).failure();
    assert!(message.contains("out is not empty"), "{message}");
    assert_eq!(snapshot(&folder.path().join("out")).len(), 1);
}
