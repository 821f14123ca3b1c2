//! Use cases of identity on both databases.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod appointments;
mod delegation;
mod directory;
mod login;
mod passkeys;
mod people;
mod second;
mod sessions;
mod systems;
mod world;
