//! ASiC-E containers with `CAdES` signatures or time stamps (EN 319 162-1, 4.4): files, manifests with their digests,
//! signatures or stamps over the manifests, in one ZIP. Files may have detached signatures beside them (`NAME.p7s` over
//! `NAME`): those of people who signed before there was a container; and evidence records over such pairs.

mod judge;

pub use judge::Listed;

use crate::digest::Digest;
use crate::zip_form::{Entry, agrees};
use crate::{Error, Reason, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// What the first file says.
pub const MIME_TYPE: &str = "application/vnd.etsi.asic-e+zip";
/// Files in a container at most.
const FILES: usize = 2000;
/// Bytes of all files, unpacked, at most.
const UNPACKED: u64 = 512 * 1024 * 1024;
/// Bytes of a manifest at most.
const MANIFEST: usize = 4 * 1024 * 1024;

/// Digests by the addresses that manifests use. The first of each is the one that is written.
const METHODS: [(&str, Digest); 5] = [
    ("http://www.w3.org/2001/04/xmlenc#sha256", Digest::Sha256),
    ("http://www.w3.org/2001/04/xmldsig-more#sha384", Digest::Sha384),
    ("http://www.w3.org/2001/04/xmlenc#sha512", Digest::Sha512),
    ("urn:ietf:params:xml:ns:cpxmlsec:algorithms:gostr34112012-256", Digest::Streebog256),
    ("urn:ietf:params:xml:ns:cpxmlsec:algorithms:gostr34112012-512", Digest::Streebog512),
];

/// Names of manifests begin so: of signatures and stamps, of evidence records (EN 319 162-1, annex A.7).
const MANIFEST_NAME: &str = "ASiCManifest";
const RECORD_MANIFEST: &str = "ASiCEvidenceRecordManifest";

/// Is this the name of an evidence record's file?
fn is_record(name: &str) -> bool {
    name.strip_suffix(".ers").is_some()
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name in the container.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A container, unpacked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Container {
    files: Vec<File>,
}

/// A manifest: which signature covers which files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// Name of the signature's file.
    pub signature: String,
    /// Names of files with their digests.
    pub references: Vec<(String, Digest, Vec<u8>)>,
}

impl Manifest {
    /// A manifest over these files.
    pub fn over(files: &[File], digest: Digest, signature: &str) -> Self {
        let references = files.iter().map(|f| (f.name.clone(), digest, digest.of(&f.bytes))).collect();
        Self { signature: signature.to_owned(), references }
    }

    /// The XML that is signed.
    pub fn to_xml(&self) -> Vec<u8> {
        let mut xml = String::from(concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
            "<asic:ASiCManifest xmlns:asic=\"http://uri.etsi.org/02918/v1.2.1#\" ",
            "xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">\n"
        ));
        let signature = escaped(&self.signature);
        let stamp = self.signature.strip_suffix(".tst").is_some();
        let kind = match (stamp, is_record(&self.signature)) {
            (true, _) => " MimeType=\"application/vnd.etsi.timestamp-token\"",
            // No media type is registered for records.
            (_, true) => "",
            _ => " MimeType=\"application/pkcs7-signature\"",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(xml, "  <asic:SigReference URI=\"{signature}\"{kind}/>");
        for (name, digest, value) in &self.references {
            let method = METHODS.iter().find(|(_, d)| d == digest).map_or("", |(method, _)| method);
            let (name, value) = (escaped(name), BASE64.encode(value));
            let _ = writeln!(xml, "  <asic:DataObjectReference URI=\"{name}\">");
            let _ = writeln!(xml, "    <ds:DigestMethod Algorithm=\"{method}\"/>");
            let _ = writeln!(xml, "    <ds:DigestValue>{value}</ds:DigestValue>\n  </asic:DataObjectReference>");
        }
        xml += "</asic:ASiCManifest>\n";
        xml.into_bytes()
    }

    /// Reads a manifest.
    ///
    /// # Errors
    /// Malformed, unknown algorithm.
    pub fn read(xml: &[u8]) -> Result<Self> {
        let malformed = |what: &str| Error::new(Reason::Malformed, what);
        if xml.len() > MANIFEST {
            return Err(Reason::TooLarge.into());
        }
        let text = std::str::from_utf8(xml).map_err(|_| malformed("manifest"))?;
        let mut reader = Reader::from_str(text);
        let mut manifest = Self { signature: String::new(), references: Vec::new() };
        let mut names = HashSet::new();
        let (mut open, mut value): (Option<(String, Option<Digest>)>, Option<String>) = (None, None);
        loop {
            let event = reader.read_event().map_err(|_| malformed("XML of the manifest"))?;
            match &event {
                Event::DocType(_) => return Err(malformed("document type in the manifest")),
                Event::Eof => break,
                Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                    "SigReference" if manifest.signature.is_empty() => {
                        manifest.signature = attribute(e, "URI").ok_or_else(|| malformed("SigReference"))?;
                    }
                    "SigReference" => return Err(malformed("two signatures in a manifest")),
                    "DataObjectReference" => {
                        open = Some((attribute(e, "URI").ok_or_else(|| malformed("DataObjectReference"))?, None));
                    }
                    "DigestMethod" => {
                        let method = attribute(e, "Algorithm").unwrap_or_default();
                        let known = METHODS.iter().find(|(known, _)| *known == method);
                        let digest = known.ok_or_else(|| Error::new(Reason::UnknownAlgorithm, method))?.1;
                        open.as_mut().ok_or_else(|| malformed("DigestMethod"))?.1 = Some(digest);
                    }
                    "DigestValue" if matches!(event, Event::Start(_)) => value = Some(String::new()),
                    _ => {}
                },
                Event::Text(part) => {
                    if let Some(value) = &mut value {
                        value.push_str(part.xml10_content().trim());
                    }
                }
                Event::End(e) if e.local_name().as_ref() == "DigestValue" => {
                    let text = value.take().ok_or_else(|| malformed("DigestValue"))?;
                    let bytes = BASE64.decode(&text).map_err(|_| malformed("DigestValue"))?;
                    let (name, digest) = open.take().ok_or_else(|| malformed("DigestValue"))?;
                    let digest = digest.ok_or_else(|| malformed("DigestMethod"))?;
                    if manifest.references.len() == FILES {
                        return Err(Error::new(Reason::TooLarge, "too many files in the manifest"));
                    }
                    if !names.insert(name.clone()) {
                        return Err(malformed("a file twice in the manifest"));
                    }
                    manifest.references.push((name, digest, bytes));
                }
                _ => {}
            }
        }
        if manifest.signature.is_empty() || manifest.references.is_empty() || open.is_some() {
            return Err(malformed("manifest"));
        }
        Ok(manifest)
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

impl Container {
    /// Reads a container.
    ///
    /// # Errors
    /// Malformed, too large, wrong content type.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        Self::read_within(bytes, UNPACKED)
    }

    /// As [`Self::read`], with so many bytes of all files, unpacked, at most.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_within(bytes: &[u8], limit: u64) -> Result<Self> {
        let damaged = |what: &str| Error::new(Reason::Malformed, what);
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged("archive"))?;
        if archive.len() > FILES {
            return Err(Error::new(Reason::TooLarge, "too many files"));
        }
        let mut left = limit.min(UNPACKED);
        let mut files: Vec<File> = Vec::new();
        for place in 0..archive.len() {
            let entry = archive.by_index(place).map_err(|_| damaged("entry of the archive"))?;
            if entry.is_dir() {
                continue;
            }
            let name = entry.name().map_err(|_| damaged("name of an entry"))?.into_owned();
            // A file that comes twice could be shown to one and checked by another.
            if files.iter().any(|f| f.name == name) {
                return Err(damaged("a file twice in the archive"));
            }
            let said = Entry {
                name: entry.name_raw(),
                checksum: entry.crc32(),
                size: entry.size(),
                packed: entry.compressed_size(),
                deflated: match entry.compression() {
                    CompressionMethod::Stored => false,
                    CompressionMethod::Deflated => true,
                    _ => return Err(damaged("method of the archive")),
                },
                start: entry.header_start(),
            };
            agrees(bytes, &said)?;
            let size = said.size;
            let mut content = Vec::new();
            entry.take(left + 1).read_to_end(&mut content).map_err(|_| damaged("entry of the archive"))?;
            if content.len() as u64 != size && size <= left {
                return Err(damaged("size of an entry"));
            }
            left = left.checked_sub(content.len() as u64).ok_or(Reason::TooLarge)?;
            files.push(File { name, bytes: content });
        }
        let container = Self { files };
        if container.file("mimetype") != Some(MIME_TYPE.as_bytes()) {
            return Err(Error::new(Reason::WrongContentType, "not ASiC-E"));
        }
        Ok(container)
    }

    /// A container of these files, of manifests with their signatures: `META-INF/ASiCManifest….xml` and what they name;
    /// with evidence records (`.ers`): `META-INF/ASiCEvidenceRecordManifest….xml`.
    ///
    /// # Errors
    /// Not made.
    pub fn write(files: &[File], manifests: &[(Vec<u8>, Vec<u8>)]) -> Result<Vec<u8>> {
        let failed = |_| Error::new(Reason::NotMade, "container");
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        // One fixed time: the same files give the same bytes.
        let plain = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(zip::DateTime::default());
        let packed = plain.compression_method(CompressionMethod::Deflated);
        let mut all = vec![("mimetype".to_owned(), MIME_TYPE.as_bytes(), plain)];
        all.extend(files.iter().map(|f| (f.name.clone(), f.bytes.as_slice(), packed)));
        for (place, (xml, signature)) in manifests.iter().enumerate() {
            let number = if place == 0 { String::new() } else { (place + 1).to_string() };
            let name = Manifest::read(xml)?.signature;
            let kind = if is_record(&name) { RECORD_MANIFEST } else { MANIFEST_NAME };
            all.push((format!("META-INF/{kind}{number}.xml"), xml, packed));
            all.push((name, signature, packed));
        }
        for (name, bytes, options) in all {
            writer.start_file(name, options).map_err(failed)?;
            writer.write_all(bytes).map_err(|_| Error::new(Reason::NotMade, "container"))?;
        }
        Ok(writer.finish().map_err(failed)?.into_inner())
    }

    /// Every file, in order.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The bytes of a file.
    pub fn file(&self, name: &str) -> Option<&[u8]> {
        self.files.iter().find(|f| f.name == name).map(|f| f.bytes.as_slice())
    }
}
