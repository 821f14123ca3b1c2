//! Files of documents on both databases, in a folder and in a bucket.

mod antivirus;
mod ciphers;
mod formats;
mod keeping;
mod limit;
mod s3;
mod sets;
mod world;
