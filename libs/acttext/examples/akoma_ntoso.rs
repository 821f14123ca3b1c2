//! Prints a file (DOCX, RTF, PDF, or plain text) as Akoma Ntoso: `cargo run --example akoma_ntoso FILE`.

use acttext::akoma_ntoso::{Meta, akoma_ntoso};
use acttext::{Format, Limits, Tongue, read, structure, typed};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let bytes = std::fs::read(&path)?;
    let format = match path.rsplit('.').next() {
        Some("docx") => Some(Format::Docx),
        Some("rtf") => Some(Format::Rtf),
        Some("pdf") => Some(Format::Pdf),
        _ => None,
    };
    let blocks = match format {
        Some(format) => read(&bytes, format, &Limits::default())?,
        None => typed(&String::from_utf8(bytes)?.lines().map(str::to_owned).collect::<Vec<_>>()),
    };
    let meta = Meta {
        id: "1",
        title: &path,
        date: "2026-01-01",
        author: "author",
        author_name: "Author",
        version: 1,
        tongue: Tongue::Kazakh,
    };
    println!("{}", akoma_ntoso(&structure(&blocks), &meta));
    Ok(())
}
