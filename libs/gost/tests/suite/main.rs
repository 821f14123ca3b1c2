//! The examples of the standards; random signatures, with OpenSSL as the peer.

mod random;
mod vectors;
