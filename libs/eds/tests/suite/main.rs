//! Signatures and certificates: made, read, refused; against OpenSSL and real certificates of Kazakhstan.

mod containers;
mod kazakhstan;
mod longterm;
mod mutations;
mod openssl;
mod pkits;
mod refusals;
mod robust;
mod schema;
mod support;
