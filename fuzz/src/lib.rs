//! Fuzzing of everything that reads signatures: what is tried, on what, and how it is changed.
//!
//! The same targets run in two ways: in bounded runs of this crate's own program (`cargo xtask fuzz`), and without an end
//! under `cargo fuzz run --fuzz-dir fuzz/libfuzzer TARGET` (needs nightly Rust).

pub mod mutate;
pub mod seeds;
pub mod targets;
