//! Archives: ZIP, RAR 4 and 5 (stored), and those that are refused.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const IN_MEMORY: &str = "an archive in memory takes every entry";

/// A ZIP of these files, deflated.
pub fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    // One fixed time: the same files give the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, bytes) in files {
        writer.start_file(*name, options).expect(IN_MEMORY);
        writer.write_all(bytes).expect(IN_MEMORY);
    }
    writer.finish().expect(IN_MEMORY).into_inner()
}

/// A ZIP of two papers.
pub fn zip() -> Vec<u8> {
    zip_of(&[("қаулы.txt", "Қаулы жобасы".as_bytes()), ("folder/act.pdf", &super::pdf())])
}

/// A ZIP within a ZIP and so on, `depth` in all; the innermost holds `inner`.
pub fn nested_zip(depth: u32, inner: &[u8]) -> Vec<u8> {
    (1..depth).fold(zip_of(&[("inner.bin", inner)]), |packed, _| zip_of(&[("inner.zip", &packed)]))
}

/// A number of RAR 5: seven bits a byte, the lowest first.
fn number(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = value.to_le_bytes()[0] & 0x7f;
        value >>= 7;
        if value == 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

fn rar5_header(fields: &[u8]) -> Vec<u8> {
    let body = [number(fields.len() as u64), fields.to_vec()].concat();
    [&crc32fast::hash(&body).to_le_bytes()[..], &body].concat()
}

/// A RAR 5 of one stored file of this name, which claims to unpack to `size` bytes.
pub fn rar5_of(name: &str, bytes: &[u8], size: u64) -> Vec<u8> {
    let length = bytes.len() as u64;
    // Kind 2 with data; checksum given; stored; Windows.
    let mut file = [number(2), number(2), number(length), number(4), number(size), number(0x20)].concat();
    file.extend(crc32fast::hash(bytes).to_le_bytes());
    file.extend([0, 0]);
    file.extend(number(name.len() as u64));
    file.extend(name.as_bytes());
    let mut archive = b"Rar!\x1a\x07\x01\0".to_vec();
    archive.extend(rar5_header(&[1, 0, 0]));
    archive.extend(rar5_header(&file));
    archive.extend(bytes);
    archive.extend(rar5_header(&[5, 0, 0]));
    archive
}

/// A RAR 5 of one paper.
pub fn rar5() -> Vec<u8> {
    rar5_of("paper.txt", b"Draft law", 9)
}

fn rar4_header(kind: u8, flags: u16, fields: &[u8]) -> Vec<u8> {
    let size = u16::try_from(fields.len() + 7).unwrap_or(0);
    let body = [&[kind][..], &flags.to_le_bytes(), &size.to_le_bytes(), fields].concat();
    let crc = crc32fast::hash(&body).to_le_bytes();
    [&crc[..2], &body].concat()
}

/// A RAR 4 of one stored file of this name, which claims to unpack to `size` bytes.
pub fn rar4_of(name: &str, bytes: &[u8], size: u32) -> Vec<u8> {
    let mut file = u32::try_from(bytes.len()).unwrap_or(0).to_le_bytes().to_vec();
    file.extend(size.to_le_bytes());
    // Windows; checksum; time; version 2.0, stored.
    file.push(2);
    file.extend(crc32fast::hash(bytes).to_le_bytes());
    file.extend([0, 0, 0x21, 0x58, 20, 0x30]);
    file.extend(u16::try_from(name.len()).unwrap_or(0).to_le_bytes());
    file.extend([0x20, 0, 0, 0]);
    file.extend(name.as_bytes());
    let mut archive = b"Rar!\x1a\x07\0".to_vec();
    archive.extend(rar4_header(0x73, 0, &[0; 6]));
    archive.extend(rar4_header(0x74, 0x8000, &file));
    archive.extend(bytes);
    archive.extend(rar4_header(0x7b, 0x4000, &[]));
    archive
}

/// A RAR 4 of one paper.
pub fn rar4() -> Vec<u8> {
    rar4_of("paper.txt", b"Draft law", 9)
}

/// An empty 7Z.
pub fn seven_zip() -> Vec<u8> {
    let mut bytes = b"7z\xbc\xaf\x27\x1c\0\x04".to_vec();
    bytes.extend(crc32fast::hash(&[0; 20]).to_le_bytes());
    bytes.extend([0; 20]);
    bytes
}

/// A TAR.GZ of one empty file.
pub fn tar_gz() -> Vec<u8> {
    let mut tar = vec![0; 1536];
    tar[..9].copy_from_slice(b"paper.txt");
    tar[257..262].copy_from_slice(b"ustar");
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&tar).expect("memory takes every byte");
    encoder.finish().expect("memory takes every byte")
}
