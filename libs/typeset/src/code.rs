//! QR codes as dark squares.

use crate::Error;
use qrcode::{Color, EcLevel, QrCode};

/// Dark runs of a code: row, first column, length; and how many squares it is wide.
pub(crate) struct Squares {
    pub width: usize,
    pub dark: Vec<(usize, usize, usize)>,
}

/// Squares that stay white on each side, so that readers find the code.
pub(crate) const QUIET: usize = 4;

pub(crate) fn squares(data: &str) -> Result<Squares, Error> {
    let code = QrCode::with_error_correction_level(data, EcLevel::M).map_err(|_| Error::Code)?;
    let width = code.width();
    let colours = code.to_colors();
    let mut dark = Vec::new();
    for (row, line) in colours.chunks(width).enumerate() {
        let mut at = 0;
        while at < width {
            let run = line[at..].iter().take_while(|&&colour| colour == Color::Dark).count();
            if run > 0 {
                dark.push((row, at, run));
            }
            at += run.max(1);
        }
    }
    Ok(Squares { width, dark })
}
