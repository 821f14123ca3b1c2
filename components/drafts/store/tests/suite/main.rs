//! The use cases of drafts on both databases, with a directory and a verifier of the tests' own.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

mod approving;
mod atomic;
mod chancellery;
mod chasing;
mod desk;
mod forms;
mod gate;
mod government;
mod indexing;
mod kept;
mod listing;
mod protocol;
mod remarks;
mod rights;
mod sending;
mod signing;
mod terms;
mod texts;
mod versions;
mod work;
mod world;
