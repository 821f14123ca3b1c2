//! Certificates and verification on the web, over a real store.

mod certificates;
mod interface;
mod papers;
mod verification;
mod world;
