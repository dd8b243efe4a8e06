//! The bytes of a file, or of a range of it, in chunks.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::sync::Arc;

use datafusion::common::{Result, exec_err, not_impl_err};
use datafusion::datasource::file_format::file_compression_type::FileCompressionType;
use datafusion::datasource::listing::PartitionedFile;
use datafusion::error::DataFusionError;
use datafusion::physical_plan::metrics::Count;
use futures::stream::{self, BoxStream};
use futures::{StreamExt, TryStreamExt};
use object_store::path::Path;
use object_store::{GetOptions, GetRange, GetResultPayload, ObjectStore};

use super::reader::Lines;

/// Bytes read from a local file at a time: a good part of a core's second-level cache.
const CHUNK: u64 = 256 * 1024;

/// Bytes asked for at a time behind a range, for the rest of its last line.
const TAIL: u64 = 64 * 1024;

/// Decompressed chunks of a file, never empty, up to its end or its first error.
pub(super) type Chunks = BoxStream<'static, Result<Vec<u8>>>;

/// The compression of a file: the table's, or where that is none, what the name's end says, as in Hive.
///
/// **Errors** for a compression that Hive reads and this engine does not, instead of rows of garbage.
pub(super) fn compression(table: FileCompressionType, file: &Path) -> Result<FileCompressionType> {
    if table.is_compressed() {
        return Ok(table);
    }
    Ok(
        match file.extension().map(str::to_ascii_lowercase).as_deref() {
            Some("gz") => FileCompressionType::GZIP,
            Some("bz2") => FileCompressionType::BZIP2,
            Some("xz") => FileCompressionType::XZ,
            Some("zst") => FileCompressionType::ZSTD,
            Some(other @ ("deflate" | "lz4" | "lzo" | "snappy")) => {
                return not_impl_err!(
                    "{file} is compressed as {other}, which is not supported: write it plain, or as gz, bz2, xz or zst"
                );
            }
            _ => table,
        },
    )
}

/// Opens `file`, from the byte before its range where it has one, and on behind the range to the end of the file: the
/// reader of lines knows where to stop, and nothing is fetched that it does not ask for.
pub(super) async fn open(
    store: Arc<dyn ObjectStore>,
    file: &PartitionedFile,
    compression: FileCompressionType,
    bytes_scanned: Count,
) -> Result<Chunks> {
    let path = file.object_meta.location.clone();
    let Some(range) = file_range(file)? else {
        return get(store, path, None, compression, bytes_scanned).await;
    };
    if compression.is_compressed() {
        return exec_err!(
            "a range of the compressed file {path} was asked for: it can be read whole only"
        );
    }
    let size = file.object_meta.size;
    let first = Lines::first_byte(range.start)..range.end.min(size);
    if first.is_empty() {
        return Ok(stream::empty().boxed());
    }
    let mut starts = first.end;
    let tail = std::iter::from_fn(move || {
        let window = starts..(starts + TAIL).min(size);
        starts = window.end;
        (!window.is_empty()).then_some(Ok(window))
    });
    let head = get(
        Arc::clone(&store),
        path.clone(),
        Some(first),
        compression,
        bytes_scanned.clone(),
    )
    .await?;
    let tail = stream::iter(tail).and_then(move |window| {
        get(
            Arc::clone(&store),
            path.clone(),
            Some(window),
            compression,
            bytes_scanned.clone(),
        )
    });
    Ok(head.chain(tail.try_flatten()).boxed())
}

/// The byte range of a file to read; `None` is all of it.
pub(super) fn file_range(file: &PartitionedFile) -> Result<Option<Range<u64>>> {
    let Some(range) = &file.range else {
        return Ok(None);
    };
    let (Ok(start), Ok(end)) = (u64::try_from(range.start), u64::try_from(range.end)) else {
        return exec_err!("negative byte range of {}", file.object_meta.location);
    };
    Ok(Some(start..end))
}

async fn get(
    store: Arc<dyn ObjectStore>,
    path: Path,
    range: Option<Range<u64>>,
    compression: FileCompressionType,
    bytes_scanned: Count,
) -> Result<Chunks> {
    let options = GetOptions::new().with_range(range.map(GetRange::Bounded));
    let result = store.get_opts(&path, options).await?;
    let range = result.range.clone();
    let chunks = match result.payload {
        GetResultPayload::File(mut file, _) => {
            file.seek(SeekFrom::Start(range.start))?;
            let file = Counted {
                file: file.take(range.end - range.start),
                bytes_scanned,
            };
            let mut reader = compression.convert_read(file)?;
            stream::iter(std::iter::from_fn(move || {
                next_chunk(&mut reader).transpose()
            }))
            .boxed()
        }
        GetResultPayload::Stream(bytes) => {
            let bytes = bytes.map_err(DataFusionError::from);
            let counted = bytes.inspect_ok(move |chunk| bytes_scanned.add(chunk.len()));
            compression
                .convert_stream(counted.boxed())?
                .map_ok(Vec::from)
                .boxed()
        }
    };
    Ok(chunks
        .map_err(move |error| error.context(format!("reading {path}")))
        .boxed())
}

/// The next bytes of a file; `None` at its end.
fn next_chunk(reader: &mut dyn Read) -> Result<Option<Vec<u8>>> {
    let mut chunk = Vec::with_capacity(usize::try_from(CHUNK).unwrap_or_default());
    reader.take(CHUNK).read_to_end(&mut chunk)?;
    Ok((!chunk.is_empty()).then_some(chunk))
}

/// Counts what is read from a file, before it is decompressed.
struct Counted<R> {
    file: R,
    bytes_scanned: Count,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.bytes_scanned.add(read);
        Ok(read)
    }
}
