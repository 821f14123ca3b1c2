//! How much is read of a file before it is refused.

/// Limits of reading. The defaults let through every act in force with room to spare.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Size of the file, in bytes.
    pub bytes: usize,
    /// What one packed part may unpack to, in bytes.
    pub unpacked: usize,
    /// Blocks of text.
    pub blocks: usize,
    /// Characters of text, all blocks together.
    pub characters: usize,
    /// How deep elements, groups or forms may be nested.
    pub depth: usize,
    /// Pages of a PDF file.
    pub pages: usize,
    /// Drawing operations of a PDF file, repeated forms counted each time.
    pub operations: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 * 1024 * 1024,
            unpacked: 64 * 1024 * 1024,
            blocks: 50_000,
            characters: 8_000_000,
            depth: 64,
            pages: 3_000,
            operations: 10_000_000,
        }
    }
}
