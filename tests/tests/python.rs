//! The Python package: its wheel is built, installed beside the engines, and its tests are run.
//!
//! The virtual environment lies below the target folder, one for each state of `python/requirements-test.txt`, so that the
//! engines are installed once and only the wheel each time.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use maidian_tests::data;

/// The oldest Python that the wheel is for.
const OLDEST: (u32, u32) = (3, 11);

#[test]
fn wheel_passes_its_tests_in_every_engine() {
    let target = target();
    let package = data::path("").join("../python").canonicalize().unwrap();
    let environment = environment(
        &target.join("python"),
        &package.join("requirements-test.txt"),
    );
    let python = environment.join("bin/python");
    let wheel = wheel(&environment, &package, &target);
    let install = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--force-reinstall",
    ];
    run(
        quiet_pip(&python).args(install).arg(&wheel),
        "the wheel is not installed",
    );
    run(
        Command::new(environment.join("bin/pytest"))
            .args(["-p", "no:cacheprovider"])
            .current_dir(&package)
            .env("WHEEL_UNDER_TEST", &wheel),
        "pytest failed",
    );
}

/// The target folder of this build: the test is at `<target>/<profile>/deps/all-…`.
fn target() -> PathBuf {
    let executable = std::env::current_exe().unwrap();
    executable.ancestors().nth(3).unwrap().to_owned()
}

/// A virtual environment with all that `requirements` names.
fn environment(folder: &Path, requirements: &Path) -> PathBuf {
    let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let version = version(&python);
    let wanted = fs::read_to_string(requirements).unwrap();
    let environment = folder.join(format!("{version}-{:08x}", hash(&wanted)));
    let complete = environment.join("complete");
    if complete.exists() {
        return environment;
    }
    if environment.exists() {
        fs::remove_dir_all(&environment).unwrap();
    }
    fs::create_dir_all(folder).unwrap();
    let create = ["-m", "venv"];
    run(
        Command::new(&python).args(create).arg(&environment),
        "python cannot make a virtual environment; on Debian it is the package python3-venv",
    );
    let install = ["-m", "pip", "install", "--quiet", "--requirement"];
    run(
        quiet_pip(&environment.join("bin/python"))
            .args(install)
            .arg(requirements),
        "the engines are not installed",
    );
    fs::write(complete, wanted).unwrap();
    environment
}

fn version(python: &OsStr) -> String {
    let print = "import sys; print('%d.%d' % sys.version_info[:2])";
    let name = python.display();
    let told = Command::new(python).args(["-c", print]).output();
    let told = told.unwrap_or_else(|error| {
        panic!(
            "{name} cannot be started ({error}): install Python, or name one in the variable PYTHON"
        )
    });
    let version = String::from_utf8(told.stdout).unwrap().trim().to_owned();
    let parsed = version
        .split_once('.')
        .and_then(|(major, minor)| Some((major.parse::<u32>().ok()?, minor.parse::<u32>().ok()?)));
    let (major, minor) = OLDEST;
    assert!(
        parsed.is_some_and(|it| it >= OLDEST),
        "{name} is Python {version}, and {major}.{minor} is needed: name one in the variable PYTHON"
    );
    version
}

/// Builds the wheel with the profile and the target folder of this test, so that next to nothing is compiled for it.
fn wheel(environment: &Path, package: &Path, target: &Path) -> PathBuf {
    let wheels = target.join("python/wheels");
    if wheels.exists() {
        fs::remove_dir_all(&wheels).unwrap();
    }
    let mut maturin = Command::new(environment.join("bin/maturin"));
    maturin
        .args(["build", "--locked", "--interpreter"])
        .arg(environment.join("bin/python"));
    if !cfg!(debug_assertions) {
        maturin.arg("--release");
    }
    maturin
        .arg("--manifest-path")
        .arg(package.join("Cargo.toml"))
        .arg("--out")
        .arg(&wheels);
    // What cargo tells this test about itself would reach the cargo below.
    for (name, _) in std::env::vars_os() {
        let is_cargos = name.to_str().is_some_and(|it| it.starts_with("CARGO_"));
        if is_cargos && name != "CARGO_HOME" && name != "CARGO_INCREMENTAL" {
            maturin.env_remove(name);
        }
    }
    run(
        maturin.env("CARGO_TARGET_DIR", target),
        "the wheel is not built",
    );
    let mut built = fs::read_dir(&wheels).unwrap();
    built.next().unwrap().unwrap().path()
}

fn quiet_pip(python: &Path) -> Command {
    let mut command = Command::new(python);
    command.env("PIP_DISABLE_PIP_VERSION_CHECK", "1");
    command
}

/// Runs a command; where it fails, so does the test, with all that it printed.
fn run(command: &mut Command, failure: &str) {
    let output = command.output();
    let output = output.unwrap_or_else(|error| panic!("{failure}: {command:?}: {error}"));
    assert!(
        output.status.success(),
        "{failure}\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

/// FNV-1a: the same in every build.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}
