//! Notices on pages, in the interface and as e-mails.

mod digest;
mod mail;
mod pages;
mod support;
