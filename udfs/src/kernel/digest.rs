//! Digests of bytes, in hexadecimal digits of lower case as Hive's `md5`, `sha1` and `sha2` print them.

use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

use super::codec::{Case, hex};

/// The MD5 digest.
///
/// ```
/// assert_eq!(maidian_udfs::kernel::digest::md5(b"abc"), "900150983cd24fb0d6963f7d28e17f72");
/// ```
pub fn md5(bytes: &[u8]) -> String {
    digest::<Md5>(bytes)
}

/// The SHA-1 digest.
///
/// ```
/// assert_eq!(maidian_udfs::kernel::digest::sha1(b""), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
/// ```
pub fn sha1(bytes: &[u8]) -> String {
    digest::<Sha1>(bytes)
}

/// The SHA-2 digest of so many bits: 224, 256, 384 or 512; 0 is 256. 1 gives the SHA-1 digest.
///
/// **NULLs**: `None` for any other number.
///
/// ```
/// use maidian_udfs::kernel::digest::sha2;
///
/// assert_eq!(sha2(b"abc", 0), sha2(b"abc", 256));
/// assert_eq!(sha2(b"abc", 100), None);
/// ```
pub fn sha2(bytes: &[u8], bits: i64) -> Option<String> {
    match bits {
        224 => Some(digest::<Sha224>(bytes)),
        // Hive asks Java for the algorithm `SHA-` with this number.
        1 => Some(sha1(bytes)),
        0 | 256 => Some(digest::<Sha256>(bytes)),
        384 => Some(digest::<Sha384>(bytes)),
        512 => Some(digest::<Sha512>(bytes)),
        _ => None,
    }
}

/// The CRC-32 checksum.
///
/// ```
/// assert_eq!(maidian_udfs::kernel::digest::crc32(b"abc"), 891_568_578);
/// ```
pub fn crc32(bytes: &[u8]) -> i64 {
    i64::from(crc32fast::hash(bytes))
}

fn digest<D: Digest>(bytes: &[u8]) -> String {
    hex(&D::digest(bytes), Case::Lower)
}

#[cfg(test)]
mod tests {
    use super::{crc32, md5, sha1, sha2};

    // Answers of Hive 2.3.10.
    #[test]
    fn as_hive() {
        assert_eq!(md5(b"123"), "202cb962ac59075b964b07152d234b70");
        assert_eq!(sha1(b"abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
        assert_eq!(
            sha2(b"abc", 256).as_deref(),
            Some("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        );
        assert_eq!(
            sha2(b"abc", 384).map(|digest| digest.starts_with("cb00753f45a35e8bb5a03d69")),
            Some(true)
        );
        assert_eq!(sha2(b"abc", 512).map(|digest| digest.len()), Some(128));
        assert_eq!(sha2(b"abc", 224).map(|digest| digest.len()), Some(56));
        assert_eq!(crc32(b""), 0);
    }
}
