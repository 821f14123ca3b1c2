//! Bytes at rest: a cipher in segments of one mebibyte, in the STREAM construction.
//!
//! Segment `i` of a blob is encrypted with the blob's own key by the cipher that this is for ([`crate::Cipher`]), a nonce made of
//! `i` and a mark for the last segment, and the blob's id as associated data. So no segment can be changed, moved, taken from another blob or cut off without
//! being noticed, and any segment can be read without those before it.
//!
//! The key is random for every blob, therefore the rest of the nonce may be zero.

use crate::{BlobId, DataKey};
use aws_lc_rs::aead::{Aad, LessSafeKey, Nonce};
use sha2::{Digest, Sha256};
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

/// Original bytes of a full segment.
pub const SEGMENT: usize = 1024 * 1024;
/// What encryption adds to a segment.
pub const TAG: usize = 16;

/// Length on the disk of `size` original bytes.
pub const fn sealed_len(size: u64) -> u64 {
    size + segments(size) as u64 * TAG as u64
}

/// Segments of `size` original bytes; an empty original still has one, which proves that it is empty.
pub const fn segments(size: u64) -> u32 {
    // Sizes are limited far below 2^52, so the count fits.
    #[allow(clippy::cast_possible_truncation)]
    let count = size.div_ceil(SEGMENT as u64) as u32;
    if count == 0 { 1 } else { count }
}

/// Where segment `index` of `size` original bytes lies among the encrypted ones.
pub fn sealed_range(size: u64, index: u32) -> Range<u64> {
    let start = u64::from(index) * (SEGMENT + TAG) as u64;
    let length = size.saturating_sub(u64::from(index) * SEGMENT as u64).min(SEGMENT as u64);
    start..start + length + TAG as u64
}

/// The cipher of one blob.
pub struct SegmentCipher {
    /// None when the library refuses the key, which it does for no key of 32 bytes.
    key: Option<LessSafeKey>,
    blob: BlobId,
}

/// A segment is not what was written: the bytes on the disk were damaged or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("stored bytes of blob {0} are damaged")]
pub struct Damaged(pub BlobId);

impl SegmentCipher {
    /// The cipher of `blob` under its key.
    pub fn new(key: &DataKey, blob: BlobId) -> Self {
        Self { key: key.cipher().keyed(key.bytes()), blob }
    }

    /// Encrypts a segment in place; the buffer grows by [`TAG`].
    pub fn seal(&self, index: u32, last: bool, segment: &mut Vec<u8>) -> Result<(), Damaged> {
        let id = self.blob.uuid();
        let key = self.key.as_ref().ok_or(Damaged(self.blob))?;
        key.seal_in_place_append_tag(nonce(index, last), Aad::from(id.as_bytes()), segment)
            .map_err(|_| Damaged(self.blob))
    }

    /// Decrypts a segment in place; the buffer shrinks by [`TAG`].
    pub fn open(&self, index: u32, last: bool, segment: &mut Vec<u8>) -> Result<(), Damaged> {
        let id = self.blob.uuid();
        let key = self.key.as_ref().ok_or(Damaged(self.blob))?;
        let opened = key.open_in_place(nonce(index, last), Aad::from(id.as_bytes()), segment);
        let length = opened.map_err(|_| Damaged(self.blob))?.len();
        segment.truncate(length);
        Ok(())
    }
}

/// The nonce of a segment (STREAM, Hoang, Reyhanitabar, Rogaway and Vizár, 2015): seven zero bytes, the index, the mark of
/// the last segment. The library is told that it is unique: no key seals two blobs, and no blob has a segment twice.
fn nonce(index: u32, last: bool) -> Nonce {
    let mut bytes = [0; 12];
    bytes[7..11].copy_from_slice(&index.to_be_bytes());
    bytes[11] = u8::from(last);
    Nonce::assume_unique_for_key(bytes)
}

/// Hashes and encrypts a file segment by segment.
pub struct Sealer {
    cipher: SegmentCipher,
    digest: Sha256,
    index: u32,
    size: u64,
}

impl Sealer {
    /// Starts a blob.
    pub fn new(key: &DataKey, blob: BlobId) -> Self {
        Self { cipher: SegmentCipher::new(key, blob), digest: Sha256::new(), index: 0, size: 0 }
    }

    /// Takes the next [`SEGMENT`] bytes (fewer only when `last`) and turns them into what is written.
    pub fn seal(&mut self, last: bool, segment: &mut Vec<u8>) -> Result<(), Damaged> {
        self.digest.update(&segment);
        self.size += segment.len() as u64;
        self.cipher.seal(self.index, last, segment)?;
        self.index += 1;
        Ok(())
    }

    /// Original bytes taken and their SHA-256.
    pub fn finish(self) -> (u64, [u8; 32]) {
        (self.size, self.digest.finalize().into())
    }
}

/// Reads a blob's original bytes from any place, decrypting one segment at a time. Holds one segment in memory.
pub struct SegmentReader<R> {
    inner: R,
    cipher: SegmentCipher,
    size: u64,
    position: u64,
    /// Which segment `buffer` holds.
    held: Option<u32>,
    buffer: Vec<u8>,
    /// Segments that may still be decrypted: a hostile file must not make its inspection jump to and fro for minutes.
    budget: u32,
}

impl<R: Read + Seek> SegmentReader<R> {
    /// A reader of `size` original bytes. After [`SegmentReader::budget`] segments it fails.
    pub fn new(inner: R, key: &DataKey, blob: BlobId, size: u64) -> Self {
        Self {
            inner,
            cipher: SegmentCipher::new(key, blob),
            size,
            position: 0,
            held: None,
            buffer: Vec::new(),
            budget: u32::MAX,
        }
    }

    /// Limits how many segments may be decrypted in all.
    #[must_use]
    pub fn budget(mut self, segments: u32) -> Self {
        self.budget = segments;
        self
    }

    /// The whole decrypted segment `index`; an error when it is damaged.
    pub fn segment(&mut self, index: u32) -> io::Result<&[u8]> {
        if self.held != Some(index) {
            self.load(index)?;
        }
        Ok(&self.buffer)
    }

    /// Takes the decrypted segment out, leaving nothing held.
    pub fn take_segment(&mut self, index: u32) -> io::Result<Vec<u8>> {
        self.segment(index)?;
        self.held = None;
        Ok(std::mem::take(&mut self.buffer))
    }

    fn load(&mut self, index: u32) -> io::Result<()> {
        self.budget = self.budget.checked_sub(1).ok_or_else(|| io::Error::other("read to and fro too often"))?;
        self.held = None;
        let last = index + 1 == segments(self.size);
        let range = sealed_range(self.size, index);
        self.inner.seek(SeekFrom::Start(range.start))?;
        self.buffer.resize(usize::try_from(range.end - range.start).map_err(io::Error::other)?, 0);
        self.inner.read_exact(&mut self.buffer)?;
        self.cipher
            .open(index, last, &mut self.buffer)
            .map_err(|damaged| io::Error::new(io::ErrorKind::InvalidData, damaged))?;
        self.held = Some(index);
        Ok(())
    }
}

impl<R: Read + Seek> Read for SegmentReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.position >= self.size || out.is_empty() {
            return Ok(0);
        }
        let index = u32::try_from(self.position / SEGMENT as u64).map_err(io::Error::other)?;
        let within = usize::try_from(self.position % SEGMENT as u64).map_err(io::Error::other)?;
        let segment = &self.segment(index)?[within..];
        let n = segment.len().min(out.len());
        out[..n].copy_from_slice(&segment[..n]);
        self.position += n as u64;
        Ok(n)
    }
}

impl<R: Read + Seek> Seek for SegmentReader<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(n) => Some(n),
            SeekFrom::End(n) => self.size.checked_add_signed(n),
            SeekFrom::Current(n) => self.position.checked_add_signed(n),
        };
        self.position = target.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "seek before the start"))?;
        Ok(self.position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Cipher;
    use aead_stream::{NewStream, StreamBE32, StreamPrimitive};
    use aes_gcm::Aes256Gcm;
    use orda_base::Env;

    /// Segments are those of another library's STREAM over AES-256-GCM, with which files were written at first: each reads
    /// what the other wrote. A segment that was changed, moved, taken for the last one or from another blob is damaged.
    #[test]
    fn segments_are_those_of_another_library() {
        let env = Env::system();
        let new_key = || DataKey::generate(Cipher::Aes, &env);
        let (key, blob, other) = (new_key(), BlobId::generate(&env), BlobId::generate(&env));
        let theirs = StreamBE32::<Aes256Gcm>::new(&(*key.bytes()).into(), &[0; 7].into());
        let ours = SegmentCipher::new(&key, blob);
        let id = blob.uuid();
        for (index, last, length) in [(0, false, SEGMENT), (1, true, 17), (u32::MAX - 1, false, 1), (3, true, 0)] {
            let plain: Vec<u8> = (0..length).map(|n| u8::try_from(n % 251).expect("works")).collect();
            let mut sealed = plain.clone();
            ours.seal(index, last, &mut sealed).expect("works");
            let mut opened = sealed.clone();
            theirs.decrypt_in_place(index, last, id.as_bytes(), &mut opened).expect("works");
            assert!(opened == plain, "{index}: theirs of ours");
            let mut written = plain.clone();
            theirs.encrypt_in_place(index, last, id.as_bytes(), &mut written).expect("works");
            assert!(written == sealed, "{index}: the same bytes");
            ours.open(index, last, &mut written).expect("works");
            assert!(written == plain, "{index}: ours of theirs");
            let damaged = |cipher: &SegmentCipher, index: u32, last: bool, mut bytes: Vec<u8>| {
                assert!(cipher.open(index, last, &mut bytes).is_err(), "{index} {last}");
            };
            damaged(&ours, index ^ 1, last, sealed.clone());
            damaged(&ours, index, !last, sealed.clone());
            damaged(&SegmentCipher::new(&key, other), index, last, sealed.clone());
            damaged(&SegmentCipher::new(&new_key(), blob), index, last, sealed.clone());
            damaged(&ours, index, last, sealed[1..].to_vec());
            sealed[0] ^= 1;
            damaged(&ours, index, last, sealed);
        }
    }

    /// Whatever the cipher, a file is read as it was written, and no change in it goes unnoticed; what one cipher wrote is damaged
    /// to another.
    #[test]
    fn every_cipher_reads_what_it_wrote() {
        let env = Env::system();
        let plain: Vec<u8> = (0..SEGMENT + 17).map(|n| u8::try_from(n % 251).expect("works")).collect();
        for cipher in Cipher::ALL {
            let (key, blob) = (DataKey::generate(cipher, &env), BlobId::generate(&env));
            let mut sealer = Sealer::new(&key, blob);
            let mut sealed = Vec::new();
            for (last, piece) in [(false, &plain[..SEGMENT]), (true, &plain[SEGMENT..])] {
                let mut segment = piece.to_vec();
                sealer.seal(last, &mut segment).expect("works");
                sealed.extend(segment);
            }
            assert_eq!(sealed.len() as u64, sealed_len(plain.len() as u64));
            assert_eq!(sealer.finish().1, <[u8; 32]>::from(Sha256::digest(&plain)));
            let read = |sealed: &[u8], key: &DataKey| {
                let mut opened = Vec::new();
                let mut reader = SegmentReader::new(io::Cursor::new(sealed), key, blob, plain.len() as u64);
                reader.read_to_end(&mut opened).map(|_| opened)
            };
            assert!(read(&sealed, &key).expect("reads") == plain, "{cipher:?}");
            for other in Cipher::ALL.into_iter().filter(|other| *other != cipher) {
                assert!(read(&sealed, &key.clone().of(other)).is_err(), "{other:?} of {cipher:?}");
            }
            let last = sealed.len() - 1;
            sealed[last] ^= 1;
            assert!(read(&sealed, &key).is_err(), "{cipher:?}");
        }
    }
}
