//! Use cases of identity on both databases.

mod appointments;
mod directory;
mod login;
mod people;
mod sessions;
mod systems;
mod world;
