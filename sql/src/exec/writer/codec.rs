//! How the pages of Parquet files are compressed: what Hive's property `parquet.compression` names.

use datafusion::parquet::basic::{BrotliLevel, Compression, GzipLevel, ZstdLevel};

/// The property of a table that names the codec, and the setting that stands in where a table has none.
pub(crate) const PROPERTY: &str = "parquet.compression";

/// The codec of tables that name none: zstd, at the level that costs least.
pub(crate) fn default() -> Compression {
    Compression::ZSTD(ZstdLevel::try_new(1).unwrap_or_default())
}

/// The codec of a name in any case; `None` for a name of none.
///
/// `LZ4` is written as `LZ4_RAW`, whose blocks every reader takes; the older framing is Hadoop's own.
pub(crate) fn named(name: &str) -> Option<Compression> {
    Some(match name.to_ascii_uppercase().as_str() {
        "UNCOMPRESSED" | "NONE" => Compression::UNCOMPRESSED,
        "SNAPPY" => Compression::SNAPPY,
        "GZIP" => Compression::GZIP(GzipLevel::default()),
        "BROTLI" => Compression::BROTLI(BrotliLevel::default()),
        "LZ4" | "LZ4_RAW" => Compression::LZ4_RAW,
        "ZSTD" => default(),
        _ => return None,
    })
}
