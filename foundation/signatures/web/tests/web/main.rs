//! Certificates and verification on the web, over a real store.

mod certificates;
mod interface;
mod papers;
mod services;
mod verification;
mod world;
