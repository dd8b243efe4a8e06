//! The memory of this process.

/// The most memory that this process has had so far, in bytes; `None` where the system does not tell.
pub(super) fn peak_memory() -> Option<u64> {
    kilobytes(&std::fs::read_to_string("/proc/self/status").ok()?)?.checked_mul(1024)
}

/// The line `VmHWM:     12345 kB` of Linux's account of a process.
fn kilobytes(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peak_is_read_from_its_line() {
        let status = "Name:\tmaidian\nVmPeak:\t  900 kB\nVmHWM:\t   123 kB\nVmRSS:\t 1 kB\n";
        assert_eq!(kilobytes(status), Some(123));
        assert_eq!(kilobytes("Name:\tmaidian\n"), None);
        assert_eq!(kilobytes("VmHWM:\tmany kB\n"), None);
    }
}
