//! What the operating system says of the process, by the names that other programs give them too.

use super::{counter, figure, gauge};
use prometheus_client::registry::Registry;
use std::fs;

/// The kernel counts the time of processes in hundredths of a second, whatever its own clock (`USER_HZ`).
const TICKS: f64 = 100.0;

/// What can be read now; what cannot is left out.
pub(super) fn register(registry: &mut Registry) {
    let of = |path: &str| fs::read_to_string(path).unwrap_or_default();
    if let Some(bytes) = resident(&of("/proc/self/status")) {
        gauge(registry, "process_resident_memory_bytes", "Resident memory", bytes);
    }
    if let Some((seconds, since_boot)) = times(&of("/proc/self/stat")) {
        counter(registry, "process_cpu_seconds", "Seconds of processors used", seconds);
        if let Some(boot) = boot(&of("/proc/stat")) {
            gauge(registry, "process_start_time_seconds", "When it was started, since 1970", boot + since_boot);
        }
    }
    if let Ok(open) = fs::read_dir("/proc/self/fd") {
        gauge(registry, "process_open_fds", "Open files and connections", figure(open.count() as u64));
    }
    if let Some(most) = most_open(&of("/proc/self/limits")) {
        gauge(registry, "process_max_fds", "Files and connections that may be open", most);
    }
}

/// Bytes of `VmRSS`.
fn resident(status: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024.0)
}

/// Seconds of processors, and from the start of the machine to that of the process.
fn times(stat: &str) -> Option<(f64, f64)> {
    // The name of the program stands in brackets and may hold anything.
    let after = stat.rsplit_once(')')?.1;
    let field = |number: usize| after.split_whitespace().nth(number - 3)?.parse::<f64>().ok();
    Some(((field(14)? + field(15)?) / TICKS, field(22)? / TICKS))
}

/// When the machine was started, in seconds since 1970.
fn boot(stat: &str) -> Option<f64> {
    stat.lines().find_map(|line| line.strip_prefix("btime "))?.trim().parse().ok()
}

fn most_open(limits: &str) -> Option<f64> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The files of the kernel are read as proc(5) describes them; what is not there is no figure.
    #[test]
    fn files_of_the_kernel_are_read() {
        assert_eq!(resident("Name:\torda\nVmRSS:\t   12345 kB\n"), Some(12_641_280.0));
        let stat = "7 (a) b) S 1 7 7 0 -1 0 9 0 0 0 250 150 0 0 20 0 5 0 4200 0 0";
        assert_eq!(times(stat), Some((4.0, 42.0)));
        assert_eq!(boot("cpu 1 2\nbtime 1795338300\n"), Some(1_795_338_300.0));
        assert_eq!(most_open("Limit  Soft  Hard\nMax open files            1024     524288   files\n"), Some(1024.0));
        assert_eq!((resident(""), times(""), boot(""), most_open("")), (None, None, None, None));
    }
}
