//! Archives inside archives, read as they come out of the outer one: without seeking and without keeping anything.
//!
//! Only excess and escaping names are looked for here. Whether an inner archive is whole is not asked: it may be of any
//! format (385-10-5 does not restrict what is inside).

use super::Defect;
use super::archive::{Budget, Counted, ENTRY_NAME, escapes};
use super::source::{le16, le32};
use super::zip::{DEFLATED, STORED};
use flate2::bufread::DeflateDecoder;
use std::io::{self, BufRead, BufReader, Read};

const BUFFER: usize = 16 * 1024;
const LOCAL: &[u8; 4] = b"PK\x03\x04";
/// Bytes of the longest data descriptor.
const DESCRIPTOR: usize = 24;

/// Reads `unpacked` to its end; when it is itself a ZIP, looks into it. `depth` is that of the archive it came from.
/// Limits that are passed are remembered by the budget; the error then only says that reading stopped.
pub(super) fn read_through(unpacked: &mut dyn Read, budget: &Budget, depth: u32) -> io::Result<()> {
    let mut first = Vec::with_capacity(LOCAL.len());
    (&mut *unpacked).take(LOCAL.len() as u64).read_to_end(&mut first)?;
    let archive = first == LOCAL;
    let mut reader = BufReader::with_capacity(BUFFER, first.as_slice().chain(unpacked));
    if archive {
        budget.depth(depth + 1).map_err(|_| stop())?;
        // An inner archive that can't be followed is passed over as plain bytes.
        let followed = follow(&mut reader, budget, depth + 1);
        if budget.exceeded().is_some() {
            return followed.and(Err(stop()));
        }
    }
    io::copy(&mut reader, &mut io::sink()).map(|_| ())
}

fn stop() -> io::Error {
    io::Error::other("over the limit")
}

/// Goes from entry to entry, as they lie one after another.
fn follow(reader: &mut dyn BufRead, budget: &Budget, depth: u32) -> io::Result<()> {
    let mut signature = [0; 4];
    reader.read_exact(&mut signature)?;
    while &signature == LOCAL {
        budget.entries(1).map_err(|_| stop())?;
        let mut head = [0; 26];
        reader.read_exact(&mut head)?;
        let field16 = |at| le16(&head, at).unwrap_or(0);
        let field32 = |at| le32(&head, at).map_or(0, u64::from);
        let (flags, method, packed, size) = (field16(2), field16(4), field32(14), field32(18));
        let mut name = vec![0; usize::from(field16(22))];
        reader.read_exact(&mut name)?;
        skip(reader, u64::from(field16(24)))?;
        if name.len() <= ENTRY_NAME && escapes(&name) {
            budget.exceed(Defect::Escaping).map_err(|_| stop())?;
        }
        let (encrypted, described) = (flags & 1 == 1, flags & 8 == 8);
        match method {
            // Deflated bytes end by themselves.
            DEFLATED if !encrypted => {
                let mut inflated = DeflateDecoder::new(&mut *reader);
                read_through(&mut Counted::new(&mut inflated, budget), budget, depth)?;
            }
            STORED if !encrypted && !described => {
                let mut stored = (&mut *reader).take(packed);
                read_through(&mut Counted::new(&mut stored, budget), budget, depth)?;
            }
            _ if !described => {
                budget.unpacked(size).map_err(|_| stop())?;
                skip(reader, packed)?;
            }
            // Where it ends is known only to the directory at the end.
            _ => return Ok(()),
        }
        reader.read_exact(&mut signature)?;
        if described {
            // The descriptor has several forms; the next header tells where it ends.
            let mut passed = 0;
            while !signature.starts_with(b"PK") || matches!(&signature[2..], [7, 8]) {
                passed += 1;
                if passed > DESCRIPTOR {
                    return Ok(());
                }
                signature.rotate_left(1);
                reader.read_exact(&mut signature[3..])?;
            }
        }
    }
    Ok(())
}

fn skip(reader: &mut dyn BufRead, count: u64) -> io::Result<()> {
    io::copy(&mut reader.take(count), &mut io::sink()).map(|_| ())
}
