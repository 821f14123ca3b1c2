//! Decisions of the component without any input or output: who may, what is offered, what becomes of a version.

mod chancellery;
mod model;
mod offers;
mod permissions;
mod policy;
mod sample;
