//! The file of settings: below the environment, which is below options.

use super::process::Folder;

const DATABASE: &str = "create database if not exists ham; create database if not exists eggs; use";

/// The variable x, as a run sees it.
fn variable(folder: &Folder, options: &[&str]) -> String {
    let command = ["sql", "--format", "csv", "-e", "select '${x}' as x"];
    let output = folder.run(&[&command, options].concat()).output();
    output.lines().last().unwrap().to_owned()
}

#[test]
fn options_win_over_the_file_and_the_nearer_file_over_the_users() {
    let home = Folder::new();
    home.write(".config/maidian/config.toml", "[hivevars]\nx = 'user'\n");
    let folder = Folder::new().with("HOME", home.path().to_str().unwrap());
    assert_eq!(variable(&folder, &[]), "user");
    folder.write("maidian.toml", "[hivevars]\nx = 'here'\n");
    assert_eq!(variable(&folder, &[]), "here");
    folder.write("other.toml", "[hivevars]\nx = 7\n");
    assert_eq!(variable(&folder, &["--config", "other.toml"]), "7");
    assert_eq!(variable(&folder, &["-d", "x=option"]), "option");
}

#[test]
fn the_environment_wins_over_the_file_and_options_over_both() {
    let folder = Folder::new().with("MAIDIAN_DATABASE", "eggs");
    folder
        .run(&[
            "sql",
            "--database",
            "default",
            "-e",
            &format!("{DATABASE} ham"),
        ])
        .output();
    folder.write("maidian.toml", "database = 'ham'\n");
    folder
        .run(&["sql", "-e", "create table e (a int) stored as parquet"])
        .output();
    folder
        .run(&[
            "sql",
            "--database",
            "ham",
            "-e",
            "create table h (a int) stored as parquet",
        ])
        .output();
    let without = Folder::new();
    let warehouse = folder.path().join("warehouse");
    without.write(
        "maidian.toml",
        format!(
            "warehouse = '{}'\ndatabase = 'ham'\nthreads = 1\nmemory = '1G'\n",
            warehouse.display()
        ),
    );
    assert_eq!(without.sql("show tables").output(), "tab_name\nh\n");
    assert_eq!(
        without.sql("select count(1) as n from eggs.e").output(),
        "n\n0\n"
    );
}

#[test]
fn paths_start_from_the_folder_of_the_file() {
    let folder = Folder::new();
    folder.write("settings/m.toml", "warehouse = 'w'\n");
    let create = "create table t (a int) stored as parquet";
    folder
        .run(&["--config", "settings/m.toml", "sql", "-e", create])
        .output();
    assert!(folder.path().join("settings/w/default.db").is_dir());
}

#[test]
fn what_is_no_setting_is_told_with_file_and_line() {
    for (text, parts) in [
        (
            "threads = 2\nwarehose = 'w'\n",
            ["maidian.toml:2:1", "warehose"],
        ),
        ("threads = 0\n", ["maidian.toml:1:", "1 to 1024"]),
        ("memory = 'lots'\n", ["maidian.toml:1:", "512M"]),
        ("time_zone = 8\n", ["maidian.toml:1:13", "string"]),
        ("warehouse\n", ["maidian.toml:1:", ""]),
    ] {
        let folder = Folder::new();
        folder.write("maidian.toml", text);
        let ran = folder.sql("select 1");
        assert_eq!(
            (ran.code, ran.stdout.as_str()),
            (Some(2), ""),
            "{}",
            ran.stderr
        );
        for part in parts {
            assert!(
                ran.stderr.contains(part),
                "{part} is not in\n{}",
                ran.stderr
            );
        }
    }
    let ran = Folder::new().run(&["--config", "nope.toml", "functions"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("nope.toml"), "{}", ran.stderr);
}

#[test]
fn the_time_zone_of_the_file_is_the_queries() {
    let folder = Folder::new();
    folder.write("maidian.toml", "time_zone = 'America/New_York'\n");
    assert_eq!(
        folder.sql("select stm_udf(1732524938982) as t").output(),
        "t\n2024-11-25 03:55:38\n"
    );
    folder.write("maidian.toml", "time_zone = 'Nowhere/Here'\n");
    let message = folder.sql("select 1").failure();
    assert!(message.contains("Nowhere/Here"), "{message}");
}
