#![no_main]

use libfuzzer_sys::fuzz_target;
use orda_fuzz::targets;

fuzz_target!(|bytes: &[u8]| {
    targets::run("record", bytes);
});
