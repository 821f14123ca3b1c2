//! Identity as people and programs meet it: pages and interface over real use cases and an embedded database.

mod access;
mod account;
mod administration;
mod interface;
mod support;
