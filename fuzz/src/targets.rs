//! What is tried. A target reads bytes in every way it can, and says shortly how it went: inputs with a new outcome are
//! worth changing further.

use crate::seeds::trusted;
use eds::asic::{Container, Listed, Manifest};
use eds::make::{self, CertificateRequest};
use eds::path::{PathOptions, Store, find_with};
use eds::record::EvidenceRecord;
use eds::validate::{Context, Validation, digests_needed, validate};
use eds::{
    AlgorithmIdentifier, Certificate, Content, Crl, Envelope, Error, OcspRequest, OcspResponse, Profile, PublicKey,
    RevocationList, SignedData, StampRequest, TimeStamp,
};
use gost::{Order, ParameterSet, PrivateKey, Signature};
use std::sync::OnceLock;

/// How it went, as a number: the same for the same way through.
pub type Outcome = u64;

/// Reads bytes in every way it can.
pub type Target = fn(&[u8]) -> Outcome;

/// Every target by its name, which is also the folder of its seeds.
pub const TARGETS: [(&str, Target); 13] = [
    ("cms", cms),
    ("validate", validation),
    ("certificate", certificate),
    ("crl", crl),
    ("ocsp", ocsp),
    ("stamp", stamp),
    ("record", record),
    ("request", request),
    ("question", question),
    ("asic", asic),
    ("pem", pem),
    ("pkcs12", pkcs12),
    ("gost", numbers),
];

/// Runs the target of this name.
///
/// # Panics
/// When there is none, or the target has found something.
pub fn run(name: &str, bytes: &[u8]) -> Outcome {
    let (_, target) = TARGETS.iter().find(|(known, _)| *known == name).expect("a target");
    target(bytes)
}

/// The time as of which is judged: two minutes after the seeds were made.
const AT: i64 = 1_795_316_520;
/// What the seeds sign.
const TEXT: &[u8] = "Қаулы жобасы\n".as_bytes();

/// Gathers how it went.
#[derive(Default)]
struct Way(u64);

impl Way {
    fn note(&mut self, text: &str) {
        for byte in text.bytes().filter(|b| !b.is_ascii_digit()) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// The value, or the reason why there is none.
    fn of<T>(&mut self, result: Result<T, Error>) -> Option<T> {
        match result {
            Ok(value) => {
                self.note("+");
                Some(value)
            }
            Err(error) => {
                self.note(error.reason.code());
                // What is wrong in words of ours, not names out of the input.
                if error.detail.is_ascii() && error.detail.len() < 60 {
                    self.note(&error.detail);
                }
                None
            }
        }
    }

    fn verdict(&mut self, validation: &Validation) {
        for report in &validation.signatures {
            for check in &report.checks {
                self.note(check.status.code());
                self.note(check.reason.map_or("", eds::Reason::code));
            }
        }
    }
}

fn root() -> &'static Certificate {
    static ROOT: OnceLock<Certificate> = OnceLock::new();
    ROOT.get_or_init(|| Certificate::from_der(&trusted("people.der")).expect("the corpus is good"))
}

fn store() -> &'static Store {
    static STORE: OnceLock<Store> = OnceLock::new();
    STORE.get_or_init(|| Store {
        anchors: vec![root().clone(), Certificate::from_der(&trusted("stamps.der")).expect("the corpus is good")],
        lists: ["people.crl", "stamps.crl"]
            .map(|name| RevocationList::read(&trusted(name)).expect("the corpus is good"))
            .into(),
        ..Store::default()
    })
}

fn profile() -> &'static Profile {
    static PROFILE: OnceLock<Profile> = OnceLock::new();
    PROFILE.get_or_init(Profile::kazakhstan)
}

fn context() -> Context<'static> {
    Context { store: store(), profile: profile(), at: AT, retired: &[], revocation: true, care: eds::Care::New }
}

fn cms(bytes: &[u8]) -> Outcome {
    let mut way = Way::default();
    if let Some(data) = way.of(SignedData::from_der(bytes))
        && let Some((signer, certificate)) = way.of(data.single_signer())
    {
        way.of(signer.verify_content(TEXT));
        way.of(signer.verify_signature(certificate));
    }
    if let Some(envelope) = way.of(Envelope::read(bytes)) {
        for signer in envelope.signers().iter().take(4) {
            way.of(signer.counter_signatures());
            way.of(signer.signing_time());
            way.of(signer.verify_content(&Content::Bytes(TEXT)));
            way.of(signer.certificate(envelope.certificates()).cloned());
        }
        for list in envelope.crls().iter().take(4) {
            way.of(RevocationList::read(list));
        }
        for answer in envelope.ocsp().iter().take(4) {
            way.of(OcspResponse::read(answer));
        }
        way.of(digests_needed(bytes));
        if let Some(more) = way.of(make::add_material(bytes, &[], &[trusted_list().to_vec()], &[])) {
            // What was written anew reads back.
            assert!(Envelope::read(&more).is_ok(), "written anew and not read");
        }
        way.of(make::merge(bytes, bytes));
    }
    way.0
}

fn trusted_list() -> &'static [u8] {
    static LIST: OnceLock<Vec<u8>> = OnceLock::new();
    LIST.get_or_init(|| trusted("people.crl"))
}

fn validation(bytes: &[u8]) -> Outcome {
    let mut way = Way::default();
    way.verdict(&validate(bytes, Some(&Content::Bytes(TEXT)), &context()));
    way.0
}

fn certificate(bytes: &[u8]) -> Outcome {
    let mut way = Way::default();
    if let Some(certificate) = way.of(Certificate::from_der(bytes)) {
        way.of(certificate.public_key());
        way.of(certificate.authority());
        way.of(certificate.key_usage());
        way.of(certificate.extended_key_usage());
        way.of(certificate.check_critical());
        way.of(profile().read(&certificate));
        way.of(certificate.verify_signed_by(root()));
        way.of(find_with(&certificate, std::slice::from_ref(&certificate), store(), &PathOptions::at(AT)));
        // As an authority above another: policies, names, lists.
        let below = Store { anchors: vec![root().clone(), certificate.clone()], ..Store::default() };
        let options = PathOptions { revocation: false, explicit_policy: true, ..PathOptions::at(AT) };
        way.of(find_with(root(), std::slice::from_ref(&certificate), &below, &options));
    }
    way.of(PublicKey::from_spki(bytes));
    way.of(AlgorithmIdentifier::from_der(bytes));
    way.0
}

fn crl(bytes: &[u8]) -> Outcome {
    let mut way = Way::default();
    if let Some(list) = way.of(Crl::from_der(bytes)) {
        way.of(list.verify_signed_by(root()));
        list.find(&[0x10]);
    }
    if let Some(list) = way.of(RevocationList::read(bytes)) {
        way.of(list.verify_signed_by(root()));
        list.find(root().subject(), &[0x10]);
        way.note(if list.is_delta() { "delta" } else { "" });
        // Judged with it: scopes, points, indirect lists.
        let with = Store { anchors: vec![root().clone()], lists: vec![list], ..Store::default() };
        way.of(find_with(root(), &[], &with, &PathOptions::at(AT)));
    }
    way.0
}

fn ocsp(bytes: &[u8]) -> Outcome {
    let mut way = Way::default();
    if let Some(answer) = way.of(OcspResponse::read(bytes)) {
        way.of(answer.verify_signed_for(root()));
        way.of(answer.find(root(), root()));
    }
    way.0
}

fn stamp(bytes: &[u8]) -> Outcome {
    let mut way = Way::default();
    if let Some(stamp) = way.of(TimeStamp::read(bytes)) {
        way.of(stamp.info().digest());
        way.of(stamp.verify_content(&Content::Bytes(TEXT)));
        way.of(stamp.verify_signature(&store().anchors));
    }
    way.0
}

fn record(bytes: &[u8]) -> Outcome {
    let mut way = Way::default();
    if let Some(record) = way.of(EvidenceRecord::read(bytes)) {
        way.of(record.judge(&[Content::Bytes(TEXT)], &[], &context()));
        way.of(record.judge(&[Content::Bytes(TEXT), Content::Bytes(bytes)], &[], &context()));
        if let Some(written) = way.of(record.to_der()) {
            // What was written anew reads back the same.
            assert_eq!(EvidenceRecord::read(&written).expect("written anew and not read"), record);
        }
        if let Some(more) = way.of(record.with_material(&[], &[trusted_list().to_vec()], &[])) {
            assert_eq!(more.stamps().count(), record.stamps().count());
        }
    }
    way.0
}

fn request(bytes: &[u8]) -> Outcome {
    let mut way = Way::default();
    way.of(CertificateRequest::read(bytes));
    way.0
}

fn question(bytes: &[u8]) -> Outcome {
    let mut way = Way::default();
    if let Some(asked) = way.of(OcspRequest::read(bytes)) {
        asked.certificates.iter().for_each(|id| way.note(if id.is_of_issuer(root()) { "ours" } else { "other" }));
    }
    way.of(StampRequest::read(bytes));
    way.0
}

fn asic(bytes: &[u8]) -> Outcome {
    let mut way = Way::default();
    if let Some(container) = way.of(Container::read(bytes)) {
        way.verdict(&container.validate(&context()));
        // Every signed file is taken for a list of one other.
        let listed = |bytes: &[u8]| {
            let digest = eds::Digest::Sha256;
            Some(vec![Listed { name: "x".to_owned(), digest, value: digest.of(bytes) }])
        };
        way.verdict(&container.validate_with(&context(), &listed));
    }
    if let Some(manifest) = way.of(Manifest::read(bytes)) {
        way.of(Manifest::read(&manifest.to_xml()));
    }
    way.0
}

fn pem(bytes: &[u8]) -> Outcome {
    let mut way = Way::default();
    way.of(eds::pem::any(bytes));
    let text = String::from_utf8_lossy(bytes);
    way.of(Certificate::from_pem(&text));
    way.of(make::SigningKey::from_pem(&text).map(drop));
    eds::parse_time(&text);
    way.0
}

fn pkcs12(bytes: &[u8]) -> Outcome {
    let mut way = Way::default();
    way.of(make::from_pkcs12(bytes, "password").map(drop));
    way.of(make::SigningKey::from_pkcs8(bytes).map(drop));
    way.0
}

/// Keys and signatures of GOST in every set: the first byte names the set, the rest is cut into numbers.
fn numbers(bytes: &[u8]) -> Outcome {
    let mut way = Way::default();
    let Some((first, rest)) = bytes.split_first() else { return 0 };
    let set = ParameterSet::ALL[usize::from(*first) % ParameterSet::ALL.len()];
    way.note(set.name());
    let size = set.size();
    let mut numbers = rest.to_vec();
    numbers.resize(5 * size, 0);
    let (point, rest) = numbers.split_at(2 * size);
    let (signature, digest) = rest.split_at(2 * size);
    let signature = Signature::from_bytes(set, Order::Kazakh, signature);
    if let (Ok(key), Ok(signature)) = (gost::PublicKey::from_bytes(set, point), &signature) {
        way.note(if key.verify(digest, signature) { "good" } else { "bad" });
        way.note(if key.check_subgroup().is_ok() { "inside" } else { "outside" });
    }
    if let (Ok(key), Ok(signature)) = (PrivateKey::from_bytes(set, &point[..size]), signature) {
        assert!(!key.public_key().verify(digest, &signature) || signature.to_bytes(Order::Plain).len() == 2 * size);
        let made = key.sign(digest, &point[size..]).expect("signs");
        assert!(key.public_key().verify(digest, &made), "what is signed verifies");
    }
    way.0
}
