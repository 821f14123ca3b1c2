//! Identity as people and programs meet it: pages and interface over real use cases and an embedded database.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod access;
mod account;
mod administration;
mod interface;
mod second;
mod support;
