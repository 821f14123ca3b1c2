//! Orda: puts the parts together.

pub mod config;
pub mod demo;
pub mod master_key;
