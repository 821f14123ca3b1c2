//! Signatures and certificates: made, read, refused; against OpenSSL and real certificates of Kazakhstan.

mod containers;
mod der;
mod kazakhstan;
mod longterm;
mod mutations;
mod openssl;
mod peers;
mod pkits;
mod records;
mod refusals;
mod robust;
mod schema;
mod standards;
mod strength;
mod structures;
mod support;
mod wycheproof;
