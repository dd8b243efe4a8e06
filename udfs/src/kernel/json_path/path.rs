//! Paths: `$.key[0][*].key`.

/// A compiled path.
///
/// **Source**: `org.apache.hadoop.hive.ql.udf.UDFJson`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonPath {
    pub(super) root: Root,
    pub(super) steps: Vec<Step>,
}

/// What the document has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Root {
    Object,
    Array,
    /// For the path `$`.
    Either,
}

/// What stands between two points of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    /// `None` for the first step into a root that is an array.
    pub(super) key: Option<Box<str>>,
    pub(super) indexes: Vec<Index>,
}

/// What stands in brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Index {
    At(usize),
    All,
}

impl JsonPath {
    /// Compiles a path; `None` for one that finds nothing in any document.
    ///
    /// A path begins with `$`, then `.` or `[`. A key is made of ASCII letters, digits, `_`, `-`, `:` and white space, and ends
    /// before anything else, which is ignored but for brackets with a number or `*` in them: `$.a[b][0]` is `$.a[0]`, and
    /// `$.a@b` is `$.a`. A piece that begins otherwise (`$.$query`, `$.键`, `$['k']`) finds nothing.
    pub fn new(path: &str) -> Option<Self> {
        let behind_root = path.strip_prefix('$')?;
        let in_array = behind_root.starts_with('[') || behind_root.starts_with(".[");
        let (root, pieces) = match behind_root.as_bytes().first() {
            None => {
                return Some(Self {
                    root: Root::Either,
                    steps: Vec::new(),
                });
            }
            Some(b'[') => (Root::Array, behind_root),
            Some(b'.') if in_array => (Root::Array, behind_root.get(1..)?),
            Some(b'.') => (Root::Object, behind_root.get(1..)?),
            Some(_) => return None,
        };
        let steps = pieces
            .split('.')
            .enumerate()
            .map(|(position, piece)| {
                let key = if position == 0 && in_array {
                    None
                } else {
                    Some(key(piece)?.into())
                };
                Some(Step {
                    key,
                    indexes: indexes(piece),
                })
            })
            .collect::<Option<_>>()?;
        Some(Self { root, steps })
    }
}

/// The key at the start of a piece.
fn key(piece: &str) -> Option<&str> {
    let is_key = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b':' | b' ' | b'\t'..=b'\r')
    };
    let length = piece.bytes().take_while(|byte| is_key(*byte)).count();
    let (key, rest) = piece.split_at_checked(length)?;
    // Hive's pattern wants the rest of the piece on one line.
    let on_one_line = !rest.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']);
    (!key.is_empty() && on_one_line).then_some(key)
}

/// All `[n]` and `[*]` of a piece; other brackets count for nothing.
fn indexes(piece: &str) -> Vec<Index> {
    piece
        .split('[')
        .skip(1)
        .filter_map(|behind| {
            let (inner, _) = behind.split_once(']')?;
            let digits = !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit());
            match inner {
                "*" => Some(Index::All),
                // More than any array has.
                _ if digits => Some(Index::At(inner.parse().unwrap_or(usize::MAX))),
                _ => None,
            }
        })
        .collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test panics")]
mod tests {
    use super::*;

    fn step(key: &str, indexes: &[Index]) -> Step {
        Step {
            key: Some(key.into()),
            indexes: indexes.to_vec(),
        }
    }

    #[test]
    fn keys_and_indexes() {
        let path = JsonPath::new("$.a b.c-d[1][*].e").unwrap();
        assert_eq!(path.root, Root::Object);
        assert_eq!(
            path.steps,
            [
                step("a b", &[]),
                step("c-d", &[Index::At(1), Index::All]),
                step("e", &[])
            ]
        );
    }

    #[test]
    fn brackets_with_anything_else_are_ignored() {
        let path = JsonPath::new("$.a[-1][b][][0:2][ 0 ][2]x").unwrap();
        assert_eq!(path.steps, [step("a", &[Index::At(2)])]);
    }

    #[test]
    fn the_root_is_an_array_where_the_first_step_is_an_index() {
        for path in ["$[0].a", "$.[0].a"] {
            let path = JsonPath::new(path).unwrap();
            assert_eq!(path.root, Root::Array);
            assert_eq!(
                path.steps,
                [
                    Step {
                        key: None,
                        indexes: vec![Index::At(0)]
                    },
                    step("a", &[])
                ]
            );
        }
    }

    #[test]
    fn what_begins_with_another_character_is_no_key() {
        for path in [
            "$.$query",
            "$.键",
            "$.",
            "$.a.",
            "$.a..b",
            "$a",
            "a",
            "",
            " $.a",
            "$[0]['k'].",
            "$.['k'].*",
        ] {
            assert_eq!(JsonPath::new(path), None, "{path}");
        }
    }
}
