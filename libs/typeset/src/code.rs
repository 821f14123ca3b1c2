//! QR codes as dark squares, on paper and on screens.

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

/// A QR code for a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreenCode {
    /// Width and height in squares, with the white margin that readers need.
    pub size: usize,
    /// The dark squares as the `d` of a path of SVG.
    pub path: String,
}

/// The QR code of `data` for a screen.
///
/// # Errors
/// [`Error::Code`] when it is too long for one.
pub fn screen_code(data: &str) -> Result<ScreenCode, Error> {
    let squares = squares(data)?;
    let run = |(row, at, run): &(usize, usize, usize)| format!("M{} {}h{run}v1h-{run}z", at + QUIET, row + QUIET);
    Ok(ScreenCode { size: squares.width + 2 * QUIET, path: squares.dark.iter().map(run).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Points of the picture for a square.
    const SCALE: usize = 4;

    /// What stands on the screen is read back by a reader of another library.
    #[test]
    fn screens_show_what_readers_read() {
        let text = "otpauth://totp/Orda:d.akhmetov?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Orda";
        let code = screen_code(text).expect("a code");
        let mut dark = vec![vec![false; code.size]; code.size];
        for run in code.path.split('M').skip(1) {
            let mut numbers = run.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<usize>().ok());
            let mut next = || numbers.next().expect("a number");
            let (x, y, length) = (next(), next(), next());
            dark[y][x..x + length].fill(true);
        }
        let size = code.size * SCALE;
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(
                size,
                size,
                |x, y| {
                    if dark[y / SCALE][x / SCALE] { 0 } else { 255 }
                },
            );
        let (_, read) = image.detect_grids()[0].decode().expect("is read");
        assert_eq!(read, text);
        assert_eq!(screen_code(&"x".repeat(4000)), Err(Error::Code));
    }
}
