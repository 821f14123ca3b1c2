//! Name constraints (RFC 5280, 4.2.1.10 and 6.1.4 (g)).

use crate::asn1::{Reader, tag};
use crate::general_name::GeneralName;
use crate::{Certificate, Error, Reason, Result};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5280;

/// `emailAddress` in a distinguished name.
const EMAIL: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.1");
/// Comparisons of names with constraints at most: names times constraints.
const WORK: usize = 100_000;

/// Constraints gathered along a path.
#[derive(Default)]
pub struct Constraints {
    /// What each authority permits; a name must be within one of every layer that speaks of its kind.
    permitted: Vec<Vec<GeneralName>>,
    excluded: Vec<GeneralName>,
}

impl Constraints {
    /// Adds those of an authority.
    pub fn add(&mut self, value: &[u8]) -> Result<()> {
        let mut reader = Reader::new(value).expect(tag::SEQUENCE)?.inside();
        if let Some(list) = reader.optional(tag::context_constructed(0))? {
            self.permitted.push(subtrees(&mut list.inside())?);
        }
        if let Some(list) = reader.optional(tag::context_constructed(1))? {
            self.excluded.extend(subtrees(&mut list.inside())?);
        }
        reader.finish()
    }

    /// Is every name of the certificate allowed?
    pub fn check(&self, certificate: &Certificate) -> Result<()> {
        if self.permitted.is_empty() && self.excluded.is_empty() {
            return Ok(());
        }
        let mut names = match certificate.extension(rfc5280::ID_CE_SUBJECT_ALT_NAME) {
            Some(value) => GeneralName::read_all(&mut Reader::new(value).expect(tag::SEQUENCE)?.inside())?,
            None => Vec::new(),
        };
        if !names.iter().any(|name| matches!(name, GeneralName::Email(_))) {
            names.extend(certificate.subject().all(EMAIL).map(|email| GeneralName::Email(email.to_owned())));
        }
        if !certificate.subject().is_empty() {
            names.push(GeneralName::Directory(certificate.subject().clone()));
        }
        let layers: usize = self.permitted.iter().map(Vec::len).sum::<usize>() + self.excluded.len();
        if layers.saturating_mul(names.len()) > WORK {
            return Err(Error::new(Reason::TooLarge, "names and constraints"));
        }
        for name in &names {
            let refused = || Error::new(Reason::NameConstraint, describe(name));
            for layer in &self.permitted {
                let mut of_kind = layer.iter().filter(|base| same_kind(name, base)).peekable();
                if of_kind.peek().is_some() && !of_kind.any(|base| within(name, base)) {
                    return Err(refused());
                }
            }
            // A constraint of a kind that is not understood excludes every name of the kind.
            let out = |base: &&GeneralName| same_kind(name, base) && (within(name, base) || other(base));
            if self.excluded.iter().find(out).is_some() {
                return Err(refused());
            }
        }
        Ok(())
    }
}

fn subtrees(reader: &mut Reader<'_>) -> Result<Vec<GeneralName>> {
    let mut found = Vec::new();
    while !reader.is_empty() {
        let mut subtree = reader.expect(tag::SEQUENCE)?.inside();
        found.push(GeneralName::read(&subtree.next()?)?);
        // Minimum other than zero and a maximum are not allowed (4.2.1.10).
        subtree.finish().map_err(|_| Error::new(Reason::NameConstraint, "minimum or maximum"))?;
        if found.len() > 1024 {
            return Err(Error::new(Reason::TooLarge, "too many name constraints"));
        }
    }
    Ok(found)
}

const fn other(name: &GeneralName) -> bool {
    matches!(name, GeneralName::Other(..))
}

fn same_kind(name: &GeneralName, base: &GeneralName) -> bool {
    match (name, base) {
        (GeneralName::Other(a, _), GeneralName::Other(b, _)) => a == b,
        _ => std::mem::discriminant(name) == std::mem::discriminant(base),
    }
}

fn within(name: &GeneralName, base: &GeneralName) -> bool {
    match (name, base) {
        (GeneralName::Directory(name), GeneralName::Directory(base)) => name.is_within(base),
        (GeneralName::Dns(name), GeneralName::Dns(base)) => dns_within(name, base),
        (GeneralName::Email(name), GeneralName::Email(base)) => {
            let Some((local, host)) = name.rsplit_once('@') else { return false };
            match base.rsplit_once('@') {
                Some((only, at)) => local == only && host.eq_ignore_ascii_case(at),
                None => host_within(host, base),
            }
        }
        (GeneralName::Uri(name), GeneralName::Uri(base)) => uri_host(name).is_some_and(|host| host_within(host, base)),
        (GeneralName::Ip(name), GeneralName::Ip(base)) if base.len() == 2 * name.len() => {
            let (network, mask) = base.split_at(name.len());
            name.iter().zip(network).zip(mask).all(|((n, b), m)| n & m == b & m)
        }
        _ => false,
    }
}

/// A domain and everything below it.
fn dns_within(name: &str, base: &str) -> bool {
    let (name, base) = (name.to_ascii_lowercase(), base.to_ascii_lowercase());
    base.is_empty() || name == base || name.ends_with(&format!(".{}", base.trim_start_matches('.')))
}

/// With a dot in front: everything below the domain; without: this host alone.
fn host_within(host: &str, base: &str) -> bool {
    let (host, base) = (host.to_ascii_lowercase(), base.to_ascii_lowercase());
    if base.starts_with('.') { host.len() > base.len() && host.ends_with(&base) } else { host == base }
}

/// The host of an address; nothing when there is none, or it is a number.
fn uri_host(uri: &str) -> Option<&str> {
    let after = uri.split_once("://")?.1;
    let authority = after.split(['/', '?', '#']).next()?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = host.split(':').next()?;
    let number = host.starts_with('[') || host.split('.').all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    (!host.is_empty() && !number).then_some(host)
}

fn describe(name: &GeneralName) -> String {
    match name {
        GeneralName::Email(text) | GeneralName::Dns(text) | GeneralName::Uri(text) => text.clone(),
        GeneralName::Directory(name) => name.common_name().to_owned(),
        GeneralName::Ip(bytes) => format!("{bytes:?}"),
        GeneralName::Other(tag, _) => format!("name of kind {tag:#04x}"),
    }
}
