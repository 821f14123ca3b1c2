//! Texts of Kazakh and Russian legal acts.
//!
//! A file (DOCX, RTF, PDF) is [`read()`] into a flat list of [`Block`]s; [`structure()`] finds in it what a lawyer sees:
//! title, preamble, sections, chapters, articles, numbered paragraphs, sub-paragraphs and notes, each with an anchor that
//! does not depend on its place (`a5.p2.s3`). Two structured texts are compared with [`compare()`], Kazakh and Russian with
//! [`parity()`]; the result can be had as a comparative table ([`ComparativeTable`]), as Akoma Ntoso ([`akoma_ntoso`]), and
//! written as DOCX and PDF ([`write`]).
//!
//! Files come from strangers: nothing here panics on any input, and everything is held within [`Limits`].

#![allow(
    clippy::many_single_char_names,
    clippy::cast_precision_loss,
    clippy::needless_pass_by_value,
    clippy::match_same_arms,
    clippy::struct_field_names,
    reason = "geometry of pages is written as in the standard of PDF, with its letters; counts of characters fit a float; \
              readers take their tokens for good and name each of them"
)]

mod block;
mod compare;
mod limits;
mod name;
mod parity;
mod read;
mod structure;
mod table;

pub mod akoma_ntoso;
pub mod write;

pub use block::{Block, BlockKind, clean};
pub use compare::{Change, Comparison, Piece, PieceKind, Row, compare, words};
pub use limits::Limits;
pub use name::{Tongue, element};
pub use parity::{Amount, Pair, Parity, parity};
pub use read::{Format, ReadError, read, typed};
pub use structure::{Act, Unit, UnitKind, structure};
pub use table::{ComparativeTable, TableRow, comparative_table};
