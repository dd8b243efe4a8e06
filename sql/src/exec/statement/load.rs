//! LOAD DATA: files become a table's as they are.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use datafusion::parquet::file::reader::{FileReader, SerializedFileReader};

use super::partition_match::whole_name;
use crate::catalog::{CatalogError, TableDefinition, TableFormat, list_files};
use crate::command::{Load, Refusal};
use crate::exec::execute::Outcome;
use crate::exec::insert::{Target, WriteMode};
use crate::exec::locate;
use crate::exec::publish::publish;
use crate::exec::session::Session;
use crate::exec::staging::Staging;
use crate::script::{Diagnostic, Statement};

/// How files begin that are none of a text table's.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"PAR1", "a Parquet file"),
    (b"ORC", "an ORC file"),
    (b"Obj\x01", "an Avro file"),
    (b"SEQ", "a sequence file"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"BZh", "compressed with bzip2"),
    (b"PK\x03\x04", "a zip archive"),
];

impl Session {
    /// Carries out LOAD DATA.
    pub(in crate::exec) fn load(
        &self,
        statement: &Statement,
        load: &Load,
    ) -> Result<Outcome, Diagnostic> {
        let definition = self.table(statement, &load.table)?;
        let about =
            |error: &dyn std::error::Error| locate::about_name(statement, &load.table.table, error);
        let refused = |refusal: Refusal| refusal.diagnostic(statement);
        let files = self.fitting_files(load, &definition).map_err(refused)?;
        let folder = whole_name(&definition, &load.partition).map_err(refused)?;
        let root = self
            .warehouse()
            .table_root(&definition)
            .map_err(|error| about(&error))?;
        let staging = Staging::create(&root).map_err(|error| about(&error))?;
        let into = staging
            .create_folder(&folder)
            .map_err(|error| about(&error))?;
        for (number, file) in files.iter().enumerate() {
            let name = format!("part-{number:05}.{}", definition.format.extension());
            bring(file, &into.join(name), load.local).map_err(|error| about(&error))?;
        }
        let mode = if load.overwrite {
            WriteMode::Overwrite
        } else {
            WriteMode::Append
        };
        let target = Target {
            definition,
            partition: Vec::new(),
            mode,
            codec: None,
        };
        let partitions = publish(&target, &root, &staging).map_err(|error| about(&error))?;
        self.attach(statement, &target.definition, &partitions)?;
        if !load.local {
            // They are the table's from here on; what cannot be deleted is there twice, and lost nowhere.
            for file in &files {
                fs::remove_file(file)
                    .map_err(|cause| about(&CatalogError::io("delete", file)(cause)))?;
            }
        }
        let (table, count) = (target.definition.full_name(), files.len());
        Ok(Outcome::Done(format!(
            "{table}: {count} files from {}",
            load.path
        )))
    }

    /// The files that are to be loaded, all of the table's format.
    fn fitting_files(
        &self,
        load: &Load,
        definition: &TableDefinition,
    ) -> Result<Vec<PathBuf>, Refusal> {
        let files = source_files(&self.absolute(&load.path))
            .map_err(|reason| Refusal::new(reason).at(&load.path))?;
        for file in &files {
            if let Some(reason) = misfit(file, definition) {
                let message = format!("{} {reason}", file.display());
                return Err(Refusal::new(message).at(&load.path).hint(
                    "make a table of the files' own format with LOCATION, and INSERT its rows into this one",
                ));
            }
        }
        Ok(files)
    }
}

/// The file at a path, or the files of the folder there.
fn source_files(path: &str) -> Result<Vec<PathBuf>, String> {
    let local = path.strip_prefix("file://").unwrap_or(path);
    if local.contains("://") {
        return Err(format!("{path} is not on a local disk"));
    }
    let path = Path::new(local);
    if !path.exists() {
        return Err(format!("{} does not exist", path.display()));
    }
    let files = list_files(path).map_err(|error| error.to_string())?;
    let files: Vec<PathBuf> = files.into_iter().map(|file| file.path).collect();
    if files.is_empty() {
        return Err(format!("there are no files in {}", path.display()));
    }
    let is_deep = path.is_dir() && files.iter().any(|file| file.parent() != Some(path));
    if is_deep {
        return Err(format!(
            "{} holds folders; LOAD DATA takes files",
            path.display()
        ));
    }
    Ok(files)
}

/// Why a file is none of the table's format.
fn misfit(path: &Path, definition: &TableDefinition) -> Option<String> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) => return Some(format!("cannot be read: {error}")),
    };
    match &definition.format {
        TableFormat::Parquet => misfit_parquet(file, definition),
        TableFormat::TextFile(_) => beginning(file)
            .as_deref()
            .and_then(foreign)
            .map(|what| format!("is {what}, and the table is STORED AS TEXTFILE")),
        TableFormat::JsonFile => {
            let start = beginning(file)?;
            let first = start.iter().find(|byte| !byte.is_ascii_whitespace())?;
            let is_object = *first == b'{' || start.starts_with(b"\xef\xbb\xbf");
            (!is_object).then(|| {
                "does not begin with a JSON object, and the table is STORED AS JSONFILE".to_owned()
            })
        }
    }
}

fn misfit_parquet(file: File, definition: &TableDefinition) -> Option<String> {
    let reader = match SerializedFileReader::new(file) {
        Ok(reader) => reader,
        Err(error) => return Some(format!("is no Parquet file: {error}")),
    };
    let schema = reader.metadata().file_metadata().schema_descr_ptr();
    let fields = schema.root_schema().get_fields();
    let has_common = fields.iter().any(|field| {
        definition
            .columns
            .iter()
            .any(|column| column.name == field.name().to_lowercase())
    });
    (!has_common).then(|| format!("has none of the columns of `{}`", definition.full_name()))
}

fn beginning(mut file: File) -> Option<Vec<u8>> {
    let mut start = Vec::new();
    file.by_ref().take(4096).read_to_end(&mut start).ok()?;
    Some(start)
}

fn foreign(start: &[u8]) -> Option<&'static str> {
    FOREIGN
        .iter()
        .find(|(magic, _)| start.starts_with(magic))
        .map(|(_, what)| *what)
}

/// Brings a file into the staging folder. One that will be moved is linked, so that it is whole in both places until the
/// table has it.
fn bring(from: &Path, to: &Path, copies: bool) -> Result<(), CatalogError> {
    if !copies && fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to)
        .and_then(|_| File::open(to)?.sync_all())
        .map_err(CatalogError::io("copy", from))
}
