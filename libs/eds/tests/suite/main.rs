//! Signatures and certificates: made, read, refused; against OpenSSL and real certificates of Kazakhstan.

mod kazakhstan;
mod openssl;
mod pkits;
mod refusals;
mod robust;
mod support;
