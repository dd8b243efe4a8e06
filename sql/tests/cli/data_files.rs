//! Databases and rules: which are in use, and files in their place.

use super::process::Folder;

#[test]
fn functions_names_data_and_date() {
    let output = Folder::new().run(&["functions", "ip_region"]).output();
    for part in [
        "ip_region(ip)",
        "IPv4: built-in (ip2region",
        "made 2025-09-06",
        "IPv6: built-in",
        "made 2025-10-17",
    ] {
        assert!(output.contains(part), "{part} is not in\n{output}");
    }
    let output = Folder::new().run(&["functions", "ua_all_udf"]).output();
    assert!(
        output.contains("built-in (uap-core") && output.contains(" of 20"),
        "{output}"
    );
}

#[test]
fn functions_finds_other_names_and_lists_all() {
    let output = Folder::new().run(&["functions", "ATTR_GET_UDF"]).output();
    assert!(
        output.contains("attr_get(attributes, key)") && output.contains("Origin: domain"),
        "{output}"
    );
    let output = Folder::new()
        .run(&["functions", "--format", "csv"])
        .output();
    assert!(
        output.starts_with("function,kind,call,does,example,origin\n"),
        "{output}"
    );
    for name in [
        "attr_get",
        "ip_region",
        "mobile_decrypt",
        "stm_udf",
        "ua_parse",
        "query_param",
    ] {
        let line = output
            .lines()
            .find(|line| line.starts_with(&format!("{name},")));
        assert!(
            line.is_some_and(|line| line.ends_with(",domain")),
            "{name}: {line:?}"
        );
    }
}

#[test]
fn damaged_database_is_told_when_it_is_opened() {
    let folder = Folder::new();
    folder.write("short.xdb", [3, 0, 1, 0]);
    // A header of version 3 whose segments lie behind the end of the file.
    let mut cut = vec![0; 256 + 256 * 256 * 8];
    cut[0] = 3;
    cut[2] = 1;
    cut[8..12].copy_from_slice(&600_000_u32.to_le_bytes());
    cut[12..16].copy_from_slice(&700_000_u32.to_le_bytes());
    cut[16] = 4;
    cut[18] = 4;
    folder.write("cut.xdb", &cut);
    folder.write("text.xdb", "not a database ".repeat(100_000));
    for (file, part) in [
        ("short.xdb", "found 4: cut off, or no xdb file"),
        ("cut.xdb", "cut off, or damaged"),
        ("text.xdb", "header, byte 0"),
    ] {
        for option in ["--ip-v4", "--ip-v6"] {
            let message = folder
                .run(&["sql", option, file, "-e", "select ip_udf('1.0.1.1')"])
                .failure();
            for part in [file, "no sound xdb file", part] {
                assert!(message.contains(part), "{part} is not in\n{message}");
            }
        }
    }
    let message = folder
        .run(&["sql", "--ip-v4", "none.xdb", "-e", "select 1"])
        .failure();
    assert!(message.contains("can't read none.xdb"), "{message}");
    let by_environment = Folder::new().with("MAIDIAN_IP_V6", "/nowhere/6.xdb");
    let message = by_environment.run(&["sql", "-e", "select 1"]).failure();
    assert!(message.contains("/nowhere/6.xdb"), "{message}");
}

/// An xdb file of one segment, 1.0.0.0 to 1.0.255.255.
fn database(version: u8, region: &str) -> Vec<u8> {
    let texts = 256 + 256 * 256 * 8;
    let segments = texts + region.len();
    let mut file = vec![0; texts];
    file.extend_from_slice(region.as_bytes());
    file.extend(u32::from_be_bytes([1, 0, 0, 0]).to_le_bytes());
    file.extend(u32::from_be_bytes([1, 0, 255, 255]).to_le_bytes());
    file.extend(u16::try_from(region.len()).unwrap().to_le_bytes());
    file.extend(u32::try_from(texts).unwrap().to_le_bytes());
    (file[0], file[2]) = (version, 1);
    if version == 3 {
        (file[16], file[18]) = (4, 4);
    }
    let place = |at: usize| u32::try_from(at).unwrap().to_le_bytes();
    file[4..8].copy_from_slice(&1_735_689_600_u32.to_le_bytes());
    file[8..12].copy_from_slice(&place(segments));
    file[12..16].copy_from_slice(&place(segments));
    let cell = 256 + 256 * 8;
    file[cell..cell + 4].copy_from_slice(&place(segments));
    file[cell + 4..cell + 8].copy_from_slice(&place(segments + 14));
    file
}

#[test]
fn database_is_replaced_by_a_file_of_any_layout() {
    for (version, region, expected) in [
        (2, "甲|乙|丙|丁", "甲|乙|丙|丁"),
        (3, "甲|乙|0|丁", "甲|乙||丁"),
        (3, "甲|乙|丙|0|CN", "甲|乙|丙|"),
        (2, "甲|区|乙|丙|丁", "甲|乙|丙|丁"),
    ] {
        let folder = Folder::new().with("MAIDIAN_IP_V4", "mine.xdb");
        folder.write("mine.xdb", database(version, region));
        let rows = folder
            .sql("select ip_udf('1.0.1.1') as a, ip_udf('9.9.9.9') as b")
            .output();
        assert_eq!(
            rows,
            format!("a\tb\n1.0.1.1|{expected}\t9.9.9.9||||\n"),
            "{region}"
        );
        let about = folder.run(&["functions", "ip_region"]).output();
        assert!(
            about.contains("mine.xdb, made 2025-01-01, 1 segments"),
            "{about}"
        );
        let message = folder
            .run(&["sql", "--ip-v6", "mine.xdb", "-e", "select 1"])
            .failure();
        assert!(
            message.contains("mine.xdb, named as the IPv6 database, holds IPv4 addresses"),
            "{message}"
        );
    }
}

#[test]
fn rules_are_replaced_by_a_file() {
    let folder = Folder::new();
    folder.write(
        "rules.yaml",
        "user_agent_parsers:\n  - regex: '(Tea)/(\\d+)'\nos_parsers: []\ndevice_parsers: []\n",
    );
    let query = [
        "--ua-rules",
        "rules.yaml",
        "sql",
        "--format",
        "csv",
        "-e",
        "select ua_all('Tea/7') as u",
    ];
    assert_eq!(folder.run(&query).output(), "u\n||||Tea|Tea 7\n");
    let output = folder
        .run(&["--ua-rules", "rules.yaml", "functions", "ua_all"])
        .output();
    assert!(output.contains("rules.yaml, 1 browser"), "{output}");
    folder.write(
        "broken.yaml",
        "user_agent_parsers:\n  - regex: '(a'\nos_parsers: []\ndevice_parsers: []\n",
    );
    let message = folder
        .run(&["--ua-rules", "broken.yaml", "sql", "-e", "select 1"])
        .failure();
    assert!(message.contains("broken.yaml"), "{message}");
}
