//! Code pages: of the document, and of each font.

use encoding_rs::Encoding;
use std::collections::HashMap;

/// The encoding of a Windows or DOS code page; Western where it is not known.
pub(super) fn page(number: i32) -> &'static Encoding {
    let label: &[u8] = match number {
        866 => b"ibm866",
        932 => b"shift_jis",
        936 => b"gbk",
        949 => b"euc-kr",
        950 => b"big5",
        1250 => b"windows-1250",
        1251 => b"windows-1251",
        1253 => b"windows-1253",
        1254 => b"windows-1254",
        1255 => b"windows-1255",
        1256 => b"windows-1256",
        1257 => b"windows-1257",
        1258 => b"windows-1258",
        10_007 => b"x-mac-cyrillic",
        20_866 => b"koi8-r",
        65_001 => b"utf-8",
        _ => b"windows-1252",
    };
    Encoding::for_label(label).unwrap_or(encoding_rs::WINDOWS_1252)
}

/// Decodes letters. Kazakh fonts of old stand on the page of Russian: their letters are those of the page.
pub(super) fn decode(bytes: &[u8], encoding: &'static Encoding) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Character sets of the fonts.
#[derive(Default)]
pub(super) struct Fonts {
    current: i32,
    encodings: HashMap<i32, &'static Encoding>,
}

impl Fonts {
    /// A font of the table begins.
    pub(super) const fn begin(&mut self, font: i32) {
        self.current = font;
    }

    /// Its character set. 0 and 1 say nothing: the page of the document holds.
    pub(super) fn charset(&mut self, charset: i32) {
        let number = match charset {
            77 => 10_000,
            128 => 932,
            129 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            238 => 1250,
            255 => 866,
            _ => return,
        };
        if self.encodings.len() < 4_096 {
            self.encodings.insert(self.current, page(number));
        }
    }

    /// The encoding of a font, when it says one.
    pub(super) fn encoding(&self, font: i32) -> Option<&'static Encoding> {
        self.encodings.get(&font).copied()
    }
}
