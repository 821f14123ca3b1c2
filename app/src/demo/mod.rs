//! The demo government.

pub mod print;
