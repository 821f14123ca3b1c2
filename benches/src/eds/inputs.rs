//! What is verified: a root, a centre below it, a holder, all with keys of one kind; and a document that the holder signs.

use anyhow::{Context, Result, ensure};
use eds::make::{self, Country, Kind, SigningKey, Template};
use eds::{Certificate, Digest, Envelope, Name, attribute as name_of};
use gost::ParameterSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// 2026-11-22T03:00:00Z.
pub const NOW: i64 = 1_795_316_400;
/// What is signed.
pub const CONTENT: &[u8] = "Қаулы жобасы, нұсқа 1\n".as_bytes();
const YEAR: i64 = 365 * 86_400;

/// The chain with its keys, and a signature.
pub struct Office {
    folder: PathBuf,
    pub root: Certificate,
    pub root_key: SigningKey,
    pub centre: Certificate,
    pub centre_key: SigningKey,
    pub holder: Certificate,
    holder_pkcs8: Vec<u8>,
    pub digest: Digest,
    pub cms: Vec<u8>,
}

/// A key of GOST, PKCS#8.
pub fn gost_key(set: ParameterSet, country: Country) -> Result<Vec<u8>> {
    Ok(SigningKey::generate_gost(set, country)?.to_vec())
}

/// A key of RSA with 2048 bits, PKCS#8, by OpenSSL.
pub fn rsa_key(folder: &Path) -> Result<Vec<u8>> {
    let (pem, path) = (folder.join("rsa.pem"), folder.join("rsa.der"));
    let mut generate = Command::new("openssl");
    generate.args(["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out"]).arg(&pem);
    let mut convert = Command::new("openssl");
    convert.args(["pkcs8", "-topk8", "-nocrypt", "-outform", "DER", "-in"]).arg(&pem).arg("-out").arg(&path);
    for mut openssl in [generate, convert] {
        let status = openssl.stderr(std::process::Stdio::null()).status().context("openssl")?;
        ensure!(status.success(), "{openssl:?} makes no key");
    }
    Ok(std::fs::read(path)?)
}

impl Office {
    /// All with this one key, as PKCS#8: whose it is changes nothing of what verifying costs.
    pub fn new(folder: &Path, pkcs8: &[u8]) -> Result<Self> {
        let key = || SigningKey::from_pkcs8(pkcs8);
        let (root_key, centre_key, holder_key) = (key()?, key()?, key()?);
        let spki = root_key.spki()?;
        let name = |cn| Name::of(&[(name_of::COUNTRY_NAME, "KZ"), (name_of::CN, cn)]);
        let (root_name, centre_name) = (name("Root")?, name("Centre")?);
        let holder_name = Name::of(&[
            (name_of::CN, "АХМЕТОВ ДӘУРЕН"),
            (name_of::SERIAL_NUMBER, "IIN850101300019"),
            (name_of::COUNTRY_NAME, "KZ"),
            (name_of::ORGANIZATION_NAME, "ӘДІЛЕТ МИНИСТРЛІГІ"),
            (name_of::OU, "BIN940740000007"),
        ])?;
        let template = |serial: &'static [u8], subject, kind| Template {
            serial,
            subject,
            spki: &spki,
            not_before: NOW - YEAR,
            not_after: NOW + YEAR,
            kind,
            crl_url: None,
        };
        let root = make::root(&template(&[1], &root_name, Kind::Authority { path_length: 1 }), &root_key)?;
        let below = template(&[2], &centre_name, Kind::Authority { path_length: 0 });
        let centre = make::issue(&below, &root, &root_key)?;
        let roles = vec!["1.2.398.3.3.4.1.2.1".to_owned()];
        let holder = make::issue(&template(&[3], &holder_name, Kind::Signer { roles }), &centre, &centre_key)?;
        let cms = make::sign_detached(CONTENT, &holder, std::slice::from_ref(&centre), &holder_key, NOW)?;
        let digest = Envelope::read(&cms)?.signers()[0].digest();
        let (folder, holder_pkcs8) = (folder.to_owned(), pkcs8.to_vec());
        Ok(Self { folder, root, root_key, centre, centre_key, holder, holder_pkcs8, digest, cms })
    }

    /// The engine that OpenSSL needs.
    pub fn engine(&self) -> &'static str {
        if self.digest == Digest::Sha256 { "-" } else { "gost" }
    }

    /// A list of an authority's with a thousand entries.
    pub fn list(authority: &Certificate, key: &SigningKey) -> Result<Vec<u8>> {
        let entry = |n: u32| make::RevokedEntry {
            serial: [&[0x5a][..], &n.to_be_bytes()].concat(),
            at: NOW - 1000,
            reason: eds::RevocationReason::Superseded,
        };
        let entries: Vec<_> = (0..1000).map(entry).collect();
        Ok(make::crl(authority, key, 1, NOW - 60, NOW + 86_400, &entries)?.der().to_vec())
    }

    /// What the holder's signature is over, and its value.
    pub fn signed(&self) -> Result<(Vec<u8>, Vec<u8>)> {
        let envelope = Envelope::read(&self.cms)?;
        let signer = &envelope.signers()[0];
        let attributes: Vec<u8> = signer.signed_attributes().iter().flat_map(|a| a.raw.clone()).collect();
        let length = u16::try_from(attributes.len())?.to_be_bytes();
        let head: &[u8] = match length {
            [0, n @ 0..0x80] => &[0x31, n],
            [0, n] => &[0x31, 0x81, n],
            [a, b] => &[0x31, 0x82, a, b],
        };
        Ok(([head, &attributes].concat(), signer.signature().to_vec()))
    }

    /// The identifier of the signature's algorithm, out of the holder's certificate: all keys are of one kind.
    pub fn algorithm(&self) -> Result<Vec<u8>> {
        // Behind the headers of the whole and of what is signed, each with a length of two bytes.
        let whole = self.holder.der();
        let signed = usize::from(u16::from_be_bytes([whole[6], whole[7]]));
        let after = &whole[8 + signed..];
        after.get(..2 + usize::from(after[1])).map(<[u8]>::to_vec).context("algorithm")
    }

    /// A file for the peer; gives its path.
    pub fn file(&self, name: &str, bytes: &[u8]) -> Result<String> {
        let path = self.folder.join(name);
        std::fs::write(&path, bytes)?;
        Ok(path.to_str().context("path")?.to_owned())
    }

    /// A detached signature over a file of any length.
    pub fn signed_by_openssl(&self, content: &Path) -> Result<Vec<u8>> {
        let key = self.file("holder.key", &self.holder_pkcs8)?;
        let certificate = self.file("holder.pem", self.holder.pem().as_bytes())?;
        let out = self.folder.join("large.p7s");
        let mut openssl = Command::new("openssl");
        openssl.args(["cms", "-sign", "-binary", "-md", "sha256", "-cades", "-outform", "DER", "-keyform", "DER"]);
        openssl.args(["-signer", &certificate, "-inkey", &key, "-in"]).arg(content).arg("-out").arg(&out);
        ensure!(openssl.status()?.success(), "openssl does not sign");
        Ok(std::fs::read(out)?)
    }
}
