//! Issuing certificates. The centre sets the subject and everything else; of a request it takes the public key alone.

use super::SigningKey;
use crate::asn1::{constructed, element, tag, unsigned};
use crate::profile::oid;
use crate::{Certificate, Name, PublicKey, Reason, Result, time};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5280;
use der::Encode;
use der::flagset::FlagSet;
use x509_cert::ext::pkix::{KeyUsage, KeyUsages};

/// What a certificate is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// An authority, with so many authorities below it at most.
    Authority {
        /// Authorities below.
        path_length: u8,
    },
    /// A person who signs, with role identifiers.
    Signer {
        /// Role identifiers for the extended key usage.
        roles: Vec<String>,
    },
    /// A service that stamps (`1.3.6.1.5.5.7.3.8`) or answers about revocation (`1.3.6.1.5.5.7.3.9`).
    Service {
        /// The purpose, for which alone its key is.
        purpose: ObjectIdentifier,
    },
}

/// Everything about a certificate to be issued.
#[derive(Debug, Clone)]
pub struct Template<'a> {
    /// Serial number: up to 20 bytes, random.
    pub serial: &'a [u8],
    /// Whom it names.
    pub subject: &'a Name,
    /// The public key, `SubjectPublicKeyInfo`.
    pub spki: &'a [u8],
    /// First second of validity.
    pub not_before: i64,
    /// Last second of validity.
    pub not_after: i64,
    /// What it is for.
    pub kind: Kind,
    /// Address of the list of revoked certificates.
    pub crl_url: Option<&'a str>,
}

/// A root: an authority that issues itself.
///
/// # Errors
/// Not made, weak key.
pub fn root(template: &Template<'_>, key: &SigningKey) -> Result<Certificate> {
    make(template, template.subject, &key_identifier(template.spki)?, key)
}

/// A certificate issued by `issuer` with its key.
///
/// # Errors
/// Not made, unknown algorithm, weak key.
pub fn issue(template: &Template<'_>, issuer: &Certificate, key: &SigningKey) -> Result<Certificate> {
    let authority = match issuer.subject_key_identifier() {
        Some(id) => id.to_vec(),
        None => key_identifier(issuer.spki())?,
    };
    make(template, issuer.subject(), &authority, key)
}

fn make(template: &Template<'_>, issuer: &Name, authority: &[u8], key: &SigningKey) -> Result<Certificate> {
    // Nobody gets a certificate for a key whose signatures would be refused.
    PublicKey::from_spki(template.spki)?.check_sound()?;
    if template.serial.is_empty() || template.serial.len() > 20 || template.not_after <= template.not_before {
        return Err(crate::Error::new(Reason::NotMade, "serial number or validity"));
    }
    let validity = constructed(tag::SEQUENCE, &[&time::write(template.not_before)?, &time::write(template.not_after)?]);
    let tbs = constructed(
        tag::SEQUENCE,
        &[
            &element(tag::context_constructed(0), &element(tag::INTEGER, &[2])),
            &unsigned(template.serial),
            &key.algorithm()?,
            issuer.raw(),
            &validity,
            template.subject.raw(),
            template.spki,
            &element(tag::context_constructed(3), &element(tag::SEQUENCE, &extensions(template, authority)?)),
        ],
    );
    Certificate::from_der(&key.seal(&tbs)?)
}

fn extensions(template: &Template<'_>, authority: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let usage: FlagSet<KeyUsages> = match &template.kind {
        Kind::Authority { path_length } => {
            let value = [element(tag::BOOLEAN, &[0xff]), unsigned(&[*path_length])].concat();
            out.extend(extension(rfc5280::ID_CE_BASIC_CONSTRAINTS, true, &element(tag::SEQUENCE, &value))?);
            KeyUsages::KeyCertSign | KeyUsages::CRLSign
        }
        Kind::Signer { .. } | Kind::Service { .. } => {
            out.extend(extension(rfc5280::ID_CE_BASIC_CONSTRAINTS, true, &element(tag::SEQUENCE, &[]))?);
            KeyUsages::DigitalSignature | KeyUsages::NonRepudiation
        }
    };
    out.extend(extension(rfc5280::ID_CE_KEY_USAGE, true, &KeyUsage(usage).to_der()?)?);
    if let Kind::Signer { roles } = &template.kind {
        // E-mail protection is how Kazakhstan's profile says "for signing", and what `openssl cms -verify` wants to see.
        let mut purposes = rfc5280::ID_KP_EMAIL_PROTECTION.to_der()?;
        for role in roles {
            purposes.extend(oid(role)?.to_der()?);
        }
        out.extend(extension(rfc5280::ID_CE_EXT_KEY_USAGE, false, &element(tag::SEQUENCE, &purposes))?);
    }
    if let Kind::Service { purpose } = &template.kind {
        // RFC 3161, 2.3: critical and alone.
        out.extend(extension(rfc5280::ID_CE_EXT_KEY_USAGE, true, &element(tag::SEQUENCE, &purpose.to_der()?))?);
        if *purpose == rfc5280::ID_KP_OCSP_SIGNING {
            let no_check = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.48.1.5");
            out.extend(extension(no_check, false, &element(tag::NULL, &[]))?);
        }
    }
    let own = element(tag::OCTET_STRING, &key_identifier(template.spki)?);
    out.extend(extension(rfc5280::ID_CE_SUBJECT_KEY_IDENTIFIER, false, &own)?);
    let issuer = element(tag::SEQUENCE, &element(tag::context(0), authority));
    out.extend(extension(rfc5280::ID_CE_AUTHORITY_KEY_IDENTIFIER, false, &issuer)?);
    if let Some(url) = template.crl_url {
        // SEQUENCE { SEQUENCE { [0] { [0] { [6] uri } } } }: one point, by its full name.
        let uri = element(tag::context(6), url.as_bytes());
        let name = element(tag::context_constructed(0), &element(tag::context_constructed(0), &uri));
        let points = element(tag::SEQUENCE, &element(tag::SEQUENCE, &name));
        out.extend(extension(rfc5280::ID_CE_CRL_DISTRIBUTION_POINTS, false, &points)?);
    }
    Ok(out)
}

/// An extension around its DER.
pub(super) fn extension(oid: ObjectIdentifier, critical: bool, value: &[u8]) -> Result<Vec<u8>> {
    let flag = if critical { element(tag::BOOLEAN, &[0xff]) } else { Vec::new() };
    Ok(constructed(tag::SEQUENCE, &[&oid.to_der()?, &flag, &element(tag::OCTET_STRING, value)]))
}

/// Key identifier: first 160 bits of SHA-256 of the public key (RFC 7093, method 1).
fn key_identifier(spki: &[u8]) -> Result<Vec<u8>> {
    let mut reader = crate::asn1::Reader::new(spki).expect(tag::SEQUENCE)?.inside();
    reader.expect(tag::SEQUENCE)?;
    let key = crate::asn1::bit_string_bytes(reader.expect(tag::BIT_STRING)?.value)?;
    Ok(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, key).as_ref()[..20].to_vec())
}

/// Issuer's key identifier as the value of an authority key identifier.
pub(super) fn authority_key(issuer: &Certificate) -> Result<Vec<u8>> {
    let id = match issuer.subject_key_identifier() {
        Some(id) => id.to_vec(),
        None => key_identifier(issuer.spki())?,
    };
    Ok(element(tag::SEQUENCE, &element(tag::context(0), &id)))
}
