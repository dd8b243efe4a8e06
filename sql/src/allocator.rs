//! The allocator of the command.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// `mi_option_purge_delay` of mimalloc 3, which the crate has no name for.
const PURGE_DELAY: libmimalloc_sys::mi_option_t = 15;
/// How long a free page is kept before the system gets it back, in milliseconds.
const MILLISECONDS: std::ffi::c_long = 1000;

/// Keeps free pages for a second instead of a hundredth of one. Batches and pages of files come and go faster than that, and
/// the system clears each page that it hands out again: a sixth of the time of an INSERT. The peak stays as it is.
#[expect(unsafe_code, reason = "a setting of the allocator, which has no safe form")]
pub(crate) fn keep_pages() {
    // SAFETY: sets a number that the allocator reads, on one thread, before there are others.
    unsafe { libmimalloc_sys::mi_option_set_default(PURGE_DELAY, MILLISECONDS) }
}
