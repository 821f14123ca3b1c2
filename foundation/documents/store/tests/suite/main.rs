//! Files of documents on both databases.

mod antivirus;
mod ciphers;
mod formats;
mod keeping;
mod limit;
mod sets;
mod world;
