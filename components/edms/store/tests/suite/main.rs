//! The exchange on both databases: letters, numbers, order, deliveries, messages from outside.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests: a panic is a failed test")]

mod deliveries;
mod incoming;
mod letters;
mod reference;
mod world;
