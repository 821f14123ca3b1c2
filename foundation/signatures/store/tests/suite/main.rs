//! The certifying centre and kept signatures on both databases.

mod centre;
mod evidence;
mod signatures;
mod world;
