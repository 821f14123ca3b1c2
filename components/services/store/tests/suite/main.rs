//! Services and their results on both databases.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests: a panic is a failed test")]

mod authorising;
mod certifying;
mod listing;
mod world;
