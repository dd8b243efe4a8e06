//! The HiveQL scripts and dimension tables that ship with the program: the folder `warehouse/` of its source.

use std::io;
use std::path::Path;

use include_dir::{Dir, include_dir};

static WAREHOUSE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/warehouse");

/// Writes the scripts and their dimension tables below `folder`, for a demo and for users to start from.
pub fn extract(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    WAREHOUSE.extract(folder)
}
