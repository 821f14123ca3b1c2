//! JPEG: markers from the start of the image to its end.

use super::Defect;
use super::source::Source;
use std::io::{BufRead, Read};

/// Headers before the first scan; real pictures have some dozens.
const MARKERS: u32 = 10_000;

/// Walks the markers: frame with a size, tables, at least one scan, end of image. What follows the end (previews of
/// cameras) is left alone. At most `pixels` points; a height that is given later counts as the greatest there is.
pub(super) fn check(source: &mut Source<'_>, pixels: u64) -> Result<(), Defect> {
    let mut reader = source.from(2)?;
    let (mut frame, mut scan) = (false, false);
    for _ in 0..MARKERS {
        let marker = next_marker(&mut reader, scan)?;
        match marker {
            // Without parameters.
            0x01 | 0xd0..=0xd7 => {}
            // End of image.
            0xd9 => return if frame && scan { Ok(()) } else { Err(Defect::Broken("image without a scan")) },
            0xd8 => return Err(Defect::Broken("second start of image")),
            _ => {
                let mut length = [0; 2];
                reader.read_exact(&mut length)?;
                let length = usize::from(u16::from_be_bytes(length));
                if length < 2 {
                    return Err(Defect::Broken("length of a segment"));
                }
                let mut segment = vec![0; length - 2];
                reader.read_exact(&mut segment)?;
                match marker {
                    0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                        // Precision, height (zero: given later), width, components.
                        let sized = segment.len() >= 6 && segment[3..5] != [0, 0] && segment[5] > 0;
                        if !sized {
                            return Err(Defect::Broken("frame"));
                        }
                        let side = |at: usize| u64::from(u16::from_be_bytes([segment[at], segment[at + 1]]));
                        let height = Some(side(1)).filter(|height| *height > 0).unwrap_or(u64::from(u16::MAX));
                        if height * side(3) > pixels {
                            return Err(Defect::Pixels);
                        }
                        frame = true;
                    }
                    0xda if !frame => return Err(Defect::Broken("scan before the frame")),
                    0xda => scan = true,
                    _ => {}
                }
            }
        }
    }
    Err(Defect::Broken("too many segments"))
}

/// The next marker. After a scan has begun, compressed data is passed over; before, a marker must follow at once.
fn next_marker(reader: &mut impl BufRead, in_scan: bool) -> Result<u8, Defect> {
    loop {
        if in_scan {
            skip_until_ff(reader)?;
        } else if byte(reader)? != 0xff {
            return Err(Defect::Broken("marker expected"));
        }
        let mut code = byte(reader)?;
        // Any number of fill bytes may stand before a marker.
        while code == 0xff {
            code = byte(reader)?;
        }
        match code {
            // A stuffed byte or a restart inside compressed data.
            0x00 | 0xd0..=0xd7 if in_scan => {}
            0x00 => return Err(Defect::Broken("marker expected")),
            marker => return Ok(marker),
        }
    }
}

fn byte(reader: &mut impl BufRead) -> Result<u8, Defect> {
    let mut one = [0];
    reader.read_exact(&mut one)?;
    Ok(one[0])
}

fn skip_until_ff(reader: &mut impl BufRead) -> Result<(), Defect> {
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Err(Defect::Broken("no end of image"));
        }
        if let Some(at) = memchr::memchr(0xff, buffer) {
            reader.consume(at + 1);
            return Ok(());
        }
        let all = buffer.len();
        reader.consume(all);
    }
}
