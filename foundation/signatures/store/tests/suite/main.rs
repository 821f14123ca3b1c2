//! The certifying centre and kept signatures on both databases.

mod centre;
mod signatures;
mod world;
