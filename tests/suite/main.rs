//! The portal as a whole, on both databases: what the law asks for, and that each refusal changes nothing.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::default_trait_access,
    clippy::single_match_else,
    clippy::doc_markdown,
    reason = "tests: a panic is a failed test"
)]

mod accounting;
mod accounts;
mod api;
mod approval;
mod audits;
mod backup;
mod certificates;
mod chancellery;
mod copied;
mod database;
mod destroyed;
mod destroyed_database;
mod destruction;
mod documents;
mod evidence;
mod exchange;
mod gate;
mod genuine;
mod guard;
mod integrity;
mod interactions;
mod keeping;
mod keys;
mod letters;
mod mail;
mod maintenance;
mod marks;
mod metrics;
mod minutes;
mod networks;
mod notices;
mod outside;
mod papers;
mod posting;
mod proofs;
mod protection;
mod protocol;
mod refusals;
mod registry;
mod reminders;
mod routes;
mod s3;
mod services;
mod signing;
mod stored;
mod sweep;
mod telemetry;
mod terms;
mod together;
mod tools;
mod versions;
mod vote;
mod withdrawal;
mod world;
