//! Keys of a link's query as arguments, compiled once for all queries.

use std::sync::{Arc, LazyLock};

use quick_cache::sync::Cache;

use crate::kernel::url::{QueryKey, QueryKeyError};

/// A name such as `WT.cid` is a pattern, which takes longer to compile than some hundred links to search.
static COMPILED: LazyLock<Cache<String, Arc<QueryKey>>> = LazyLock::new(|| Cache::new(128));

/// A key, compiled.
pub(in crate::functions) fn query_key(key: &str) -> Result<Arc<QueryKey>, QueryKeyError> {
    COMPILED.get_or_insert_with(key, || QueryKey::new(key).map(Arc::new))
}
