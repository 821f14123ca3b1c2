//! Reminders on both databases.
#![allow(missing_docs, clippy::unwrap_used, clippy::default_trait_access, reason = "tests: a panic is a failed test")]

mod list;
mod refresh;
mod viewing;
mod world;
