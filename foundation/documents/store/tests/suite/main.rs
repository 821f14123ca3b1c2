//! Files of documents on both databases.

mod formats;
mod keeping;
mod limit;
mod sets;
mod world;
