//! Files of documents on both databases.

mod antivirus;
mod formats;
mod keeping;
mod limit;
mod sets;
mod world;
