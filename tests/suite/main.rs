//! The portal as a whole, on both databases: what the law asks for, and that each refusal changes nothing.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests: a panic is a failed test")]

mod approval;
mod gate;
mod letters;
mod refusals;
mod signing;
mod versions;
mod world;
