//! Pages of the component.

pub(crate) mod admin;
pub(crate) mod appointments;
pub(crate) mod bodies;
pub(crate) mod delegation;
pub(crate) mod export;
pub(crate) mod forms;
pub(crate) mod login;
pub(crate) mod passkey;
pub(crate) mod people;
pub(crate) mod person;
pub(crate) mod profile;
pub(crate) mod proof;
pub(crate) mod roles;
pub(crate) mod safety;
pub(crate) mod second;
pub(crate) mod second_step;
pub(crate) mod shown;
pub(crate) mod systems;
pub(crate) mod units;
