//! Long-term signatures: stamps, material, archive stamps, renewals, and what is missing without them.

use crate::support::*;
use eds::make::{self, Country, Kind, RevokedEntry, SigningKey, Stamping, Template};
use eds::path::Store;
use eds::validate::{Check, Context, Level, Validation, Verdict, archive_imprint, hash_index, validate};
use eds::{
    Certificate, CertificateStatus, Content, Digest, Envelope, OcspResponse, Profile, Reason, RevocationList,
    RevocationReason, TimeStamp, attribute::ObjectIdentifier,
};

pub const TEXT: &[u8] = "Қаулы жобасы\n".as_bytes();
const STAMPING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");
const ANSWERING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.9");
const POLICY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.398.3.3.2.6.4");

/// An authority with its lists: of people, or of stamps.
pub struct Authority {
    pub root: Certificate,
    pub key: SigningKey,
}

impl Authority {
    pub fn new(cn: &str, from: i64, to: i64) -> Self {
        let key = SigningKey::from_pkcs8(&SigningKey::generate_p256().expect("key")).expect("key");
        let template = Template {
            serial: &[1],
            subject: &name(cn),
            spki: &key.spki().expect("spki"),
            not_before: from,
            not_after: to,
            kind: Kind::Authority { path_length: 1 },
            crl_url: None,
        };
        Self { root: make::root(&template, &key).expect("root"), key }
    }

    pub fn issue(
        &self,
        subject: &eds::Name,
        key: &SigningKey,
        kind: Kind,
        serial: &[u8],
        from: i64,
        to: i64,
    ) -> Certificate {
        let spki = key.spki().expect("spki");
        let template = Template { serial, subject, spki: &spki, not_before: from, not_after: to, kind, crl_url: None };
        make::issue(&template, &self.root, &self.key).expect("issues")
    }

    pub fn list(&self, at: i64, entries: &[RevokedEntry]) -> Vec<u8> {
        let number = u64::try_from(at).expect("time");
        make::crl(&self.root, &self.key, number, at, at + DAY, entries).expect("list").der().to_vec()
    }
}

/// A stamp authority with its own root.
pub struct Stamper {
    pub authority: Authority,
    certificate: Certificate,
    key: SigningKey,
}

impl Stamper {
    pub fn new(cn: &str, from: i64, to: i64) -> Self {
        let authority = Authority::new(cn, from, to);
        let key = SigningKey::from_pkcs8(&SigningKey::generate_p256().expect("key")).expect("key");
        let kind = Kind::Service { purpose: STAMPING };
        let certificate = authority.issue(&name(&format!("{cn} stamps")), &key, kind, &[7], from, to);
        Self { authority, certificate, key }
    }

    pub fn stamp(&self, digest: Digest, over: &[u8], at: i64) -> Vec<u8> {
        self.stamp_of(digest, &digest.of(over), at)
    }

    pub fn stamp_of(&self, digest: Digest, imprint: &[u8], at: i64) -> Vec<u8> {
        let stamping = Stamping { policy: POLICY, digest, imprint, serial: &[9], at, nonce: None };
        let chain = std::slice::from_ref(&self.authority.root);
        make::time_stamp(&stamping, &self.certificate, chain, &self.key).expect("stamps")
    }
}

pub struct World {
    pub people: Authority,
    pub stamper: Stamper,
    pub head: Certificate,
    pub key: SigningKey,
}

impl World {
    pub fn new(pkcs8: &[u8]) -> Self {
        let people = Authority::new("УЦ ГО", NOW - YEAR, NOW + 5 * YEAR);
        let key = SigningKey::from_pkcs8(pkcs8).expect("key");
        let kind = Kind::Signer { roles: vec![HEAD.to_owned()] };
        let head = people.issue(&person_name(IIN, BIN), &key, kind, &[0x10], NOW - DAY, NOW + YEAR);
        Self { people, stamper: Stamper::new("TSA 1", NOW - YEAR, NOW + 5 * YEAR), head, key }
    }

    pub fn p256() -> Self {
        Self::new(&SigningKey::generate_p256().expect("key"))
    }

    pub fn b(&self) -> Vec<u8> {
        make::sign_detached(TEXT, &self.head, &[], &self.key, NOW).expect("signs")
    }

    pub fn t(&self) -> Vec<u8> {
        let b = self.b();
        let value = Envelope::read(&b).expect("reads").signers()[0].signature().to_vec();
        make::add_signature_stamp(&b, 0, &self.stamper.stamp(Digest::Sha256, &value, NOW + 5)).expect("stamps")
    }

    pub fn lt(&self) -> Vec<u8> {
        let roots = [self.people.root.clone(), self.stamper.authority.root.clone()];
        let lists = [self.people.list(NOW + 60, &[]), self.stamper.authority.list(NOW + 60, &[])];
        make::add_material(&self.t(), &roots, &lists, &[]).expect("material")
    }

    pub fn store(&self, lists: &[Vec<u8>]) -> Store {
        Store {
            anchors: vec![self.people.root.clone(), self.stamper.authority.root.clone()],
            lists: lists.iter().map(|raw| RevocationList::read(raw).expect("list")).collect(),
            ..Store::default()
        }
    }

    /// Fresh lists of both authorities as of `at`.
    pub fn fresh(&self, at: i64) -> Store {
        self.store(&[self.people.list(at - 60, &[]), self.stamper.authority.list(at - 60, &[])])
    }
}

pub fn archived(cms: &[u8], by: &Stamper, digest: Digest, at: i64) -> Vec<u8> {
    let envelope = Envelope::read(cms).expect("reads");
    let signer = &envelope.signers()[0];
    let index = hash_index(&envelope, signer, digest).expect("index");
    let over = archive_imprint(&envelope, signer, &Content::Bytes(TEXT), digest, &index).expect("imprint");
    make::add_archive_stamp(cms, 0, &by.stamp(digest, &over, at), &index).expect("archives")
}

pub fn judge(cms: &[u8], store: &Store, at: i64, retired: &[(String, i64)]) -> Validation {
    let profile = Profile::kazakhstan();
    let context = Context { store, profile: &profile, at, retired, revocation: true, care: eds::Care::New };
    validate(cms, Some(&Content::Bytes(TEXT)), &context)
}

#[track_caller]
fn is_valid(validation: &Validation, level: Level) {
    assert_eq!(validation.verdict, Verdict::Valid, "{validation:#?}");
    assert_eq!(validation.signatures[0].proven_level, Some(level), "{validation:#?}");
}

#[track_caller]
fn fails(validation: &Validation, verdict: Verdict, check: Check, reason: Reason) {
    assert_eq!(validation.signatures[0].failure(), Some((check, reason)), "{validation:#?}");
    assert_eq!(validation.verdict, verdict, "{validation:#?}");
}

/// Each level is recognised and proven; the report says who signed and since when it is proven.
#[test]
fn every_level_is_proven() {
    let world = World::p256();
    let at = NOW + 120;
    let store = world.fresh(at);
    let lta = archived(&world.lt(), &world.stamper, Digest::Sha256, NOW + 90);
    for (cms, level) in [(world.b(), Level::B), (world.t(), Level::T), (world.lt(), Level::Lt), (lta, Level::Lta)] {
        let validation = judge(&cms, &store, at, &[]);
        is_valid(&validation, level);
        let report = &validation.signatures[0];
        assert_eq!(report.claimed_level, level);
        assert_eq!(report.claimed_time, Some(NOW));
        assert_eq!(report.proven_time, (level != Level::B).then_some(NOW + 5));
        let signer = report.signer.as_ref().expect("signer");
        assert_eq!((signer.iin.as_str(), signer.bin.as_str()), (IIN, BIN));
        assert!(signer.roles.contains(&HEAD.to_owned()));
        let text = serde_json::to_string(&validation).expect("JSON");
        assert_eq!(serde_json::from_str::<Validation>(&text).expect("reads"), validation);
    }
}

/// Every key, GOST of both countries too, attached and detached; the content of another document is refused.
#[test]
fn every_key_is_taken() {
    use gost::ParameterSet::{CryptoProA, Tc26A256, Tc26A512, Tc26B512};
    let keys = [
        SigningKey::generate_p256(),
        SigningKey::generate_gost(Tc26A512, Country::Kazakhstan),
        SigningKey::generate_gost(Tc26A256, Country::Kazakhstan),
        SigningKey::generate_gost(CryptoProA, Country::Russia),
        SigningKey::generate_gost(Tc26B512, Country::Russia),
    ];
    for pkcs8 in keys {
        let world = World::new(&pkcs8.expect("key"));
        let at = NOW + 120;
        is_valid(&judge(&world.lt(), &world.fresh(at), at, &[]), Level::Lt);
        let attached = make::sign_attached(TEXT, &world.head, &[], &world.key, NOW).expect("signs");
        is_valid(&judge(&attached, &world.fresh(at), at, &[]), Level::B);
        let (store, profile) = (world.fresh(at), profile());
        let context =
            Context { store: &store, profile: &profile, at, retired: &[], revocation: true, care: eds::Care::New };
        let other = validate(&world.b(), Some(&Content::Bytes(b"other")), &context);
        fails(&other, Verdict::Invalid, Check::Content, Reason::DigestMismatch);
        let nothing = validate(&world.b(), None, &context);
        fails(&nothing, Verdict::Indeterminate, Check::Content, Reason::ContentMissing);
        let digest = Envelope::read(&world.b()).expect("reads").signers()[0].digest();
        let made = [(digest, digest.of(TEXT))];
        let by_digest = validate(&world.b(), Some(&Content::Digests(&made)), &context);
        is_valid(&by_digest, Level::B);
        // What was taken in before is judged the same.
        let again = Context { care: eds::Care::Kept, ..context.clone() };
        is_valid(&validate(&world.lt(), Some(&Content::Bytes(TEXT)), &again), Level::Lt);
        let mut changed = world.b();
        *changed.last_mut().expect("bytes") ^= 1;
        for context in [&context, &again] {
            let changed = validate(&changed, Some(&Content::Bytes(TEXT)), context);
            fails(&changed, Verdict::Invalid, Check::Signature, Reason::SignatureMismatch);
        }
    }
}

/// Two signers over one document, each with a report; one of them not trusted makes the whole not valid.
#[test]
fn several_signers_are_judged_each() {
    let world = World::p256();
    let kind = Kind::Signer { roles: vec![EMPLOYEE.to_owned()] };
    let second = SigningKey::from_pkcs8(&SigningKey::generate_p256().expect("key")).expect("key");
    let employee = world.people.issue(&person_name("900101300017", BIN), &second, kind, &[0x11], NOW - DAY, NOW + YEAR);
    let other = make::sign_detached(TEXT, &employee, &[], &second, NOW).expect("signs");
    let both = make::merge(&world.b(), &other).expect("joins");
    let at = NOW + 120;
    let validation = judge(&both, &world.fresh(at), at, &[]);
    assert_eq!(validation.signatures.len(), 2);
    is_valid(&validation, Level::B);
    let entry = RevokedEntry { serial: vec![0x11], at: NOW - 5, reason: RevocationReason::KeyCompromise };
    let store = world.store(&[world.people.list(NOW + 60, &[entry])]);
    assert_eq!(judge(&both, &store, at, &[]).verdict, Verdict::Indeterminate);
}

/// Revocation before the stamp is a refusal, after it changes nothing; without a stamp it cannot be known when it was
/// signed. A key that was compromised from an earlier time on counts from then.
#[test]
fn revocation_is_judged_at_the_stamp() {
    let world = World::p256();
    let at = NOW + 1000;
    for (revoked, cms, verdict) in [
        (NOW + 4, world.t(), Verdict::Invalid),
        (NOW + 5, world.t(), Verdict::Invalid),
        (NOW + 6, world.t(), Verdict::Valid),
        (NOW + 6, world.b(), Verdict::Indeterminate),
    ] {
        for reason in [RevocationReason::Superseded, RevocationReason::KeyCompromise] {
            let entry = RevokedEntry { serial: vec![0x10], at: revoked, reason };
            let store =
                world.store(&[world.people.list(at - 60, &[entry]), world.stamper.authority.list(at - 60, &[])]);
            let validation = judge(&cms, &store, at, &[]);
            assert_eq!(validation.verdict, verdict, "{validation:#?}");
        }
    }
}

/// Thirty years: signed in 2026, renewed by three more stamp authorities, each before the last one ages and one digest is
/// retired; it is valid on a clock of 2056. Without a renewal it is said what is missing.
#[test]
fn a_signature_of_2026_holds_in_2056() {
    let world = World::p256();
    let retired = [("SHA-256".to_owned(), NOW + 14 * YEAR)];
    let mut stampers = Vec::new();
    let mut cms = world.lt();
    let mut lists = vec![world.people.list(NOW + 60, &[]), world.stamper.authority.list(NOW + 60, &[])];
    let mut anchors = vec![world.people.root.clone(), world.stamper.authority.root.clone()];
    let mut without_last = Vec::new();
    for (round, (year, digest)) in
        [(4, Digest::Sha256), (12, Digest::Sha512), (22, Digest::Streebog512)].into_iter().enumerate()
    {
        let at = NOW + year * YEAR;
        let stamper = Stamper::new(&format!("TSA {}", round + 2), at - YEAR, at + 11 * YEAR);
        // The state of everything so far, taken in before the renewal; what is stamped rests on it.
        let known: Vec<Vec<u8>> = stampers.last().map_or_else(
            || vec![world.people.list(at - 60, &[]), world.stamper.authority.list(at - 60, &[])],
            |last: &Stamper| vec![last.authority.list(at - 60, &[])],
        );
        cms = make::add_material(&cms, std::slice::from_ref(&stamper.authority.root), &known, &[]).expect("material");
        without_last.clone_from(&cms);
        cms = archived(&cms, &stamper, digest, at);
        anchors.push(stamper.authority.root.clone());
        stampers.push(stamper);
        lists.extend(known);
    }
    let now = NOW + 30 * YEAR;
    let last = stampers.last().expect("one").authority.list(now - 60, &[]);
    let store = Store { anchors, lists: vec![RevocationList::read(&last).expect("list")], ..Store::default() };
    let validation = judge(&cms, &store, now, &retired);
    is_valid(&validation, Level::Lta);
    assert_eq!(validation.signatures[0].proven_time, Some(NOW + 5));
    fails(
        &judge(&without_last, &store, now, &retired),
        Verdict::Indeterminate,
        Check::ArchiveStamp,
        Reason::MaterialMissing,
    );
    let lt = judge(&world.lt(), &store, now, &retired);
    assert_eq!(lt.verdict, Verdict::Indeterminate, "{lt:#?}");
    // The same with a clock before the retirement of the digest and everything in force.
    let early = NOW + 13 * YEAR;
    let list = stampers[1].authority.list(early - 60, &[]);
    let store = Store { lists: vec![RevocationList::read(&list).expect("list")], ..store };
    assert_ne!(judge(&world.lt(), &store, early, &[]).verdict, Verdict::Valid);
}

/// A list that cannot be had, is too old, or is signed by another: never "valid".
#[test]
fn without_fresh_lists_nothing_is_valid() {
    let world = World::p256();
    let at = NOW + 3 * DAY;
    let no_list = judge(&world.b(), &world.store(&[]), at, &[]);
    fails(&no_list, Verdict::Indeterminate, Check::Path, Reason::RevocationUnknown);
    let stale = judge(&world.b(), &world.store(&[world.people.list(NOW, &[])]), at, &[]);
    fails(&stale, Verdict::Indeterminate, Check::Path, Reason::CrlStale);
    let impostor = Authority::new("УЦ ГО", NOW - YEAR, NOW + YEAR);
    let foreign = judge(&world.b(), &world.store(&[impostor.list(at - 60, &[])]), at, &[]);
    fails(&foreign, Verdict::Indeterminate, Check::Path, Reason::CrlSignature);
    let unknown = judge(&world.b(), &Store::default(), at, &[]);
    fails(&unknown, Verdict::Indeterminate, Check::Path, Reason::UnknownIssuer);
}

/// OCSP answers: good, revoked, unknown, stale, of the issuer, of its delegate, of one who may not.
#[test]
fn answers_are_judged() {
    let world = World::p256();
    let at = NOW + 120;
    let key = SigningKey::from_pkcs8(&SigningKey::generate_p256().expect("key")).expect("key");
    let kind = Kind::Service { purpose: ANSWERING };
    let responder = world.people.issue(&name("OCSP"), &key, kind, &[8], NOW - DAY, NOW + YEAR);
    let root = &world.people.root;
    let ask = |status: CertificateStatus, until: i64, by: (&Certificate, &SigningKey)| {
        let bytes =
            make::ocsp_response(root, world.head.serial(), &status, (NOW, until), Some(&[5; 16]), by).expect("answers");
        let answer = OcspResponse::read(&bytes).expect("reads");
        assert_eq!(answer.nonce(), Some(&[5; 16][..]));
        let mut store = world.store(&[]);
        store.answers.push(answer);
        judge(&world.b(), &store, at, &[])
    };
    let delegate = (&responder, &key);
    is_valid(&ask(CertificateStatus::Good, at + 60, delegate), Level::B);
    is_valid(&ask(CertificateStatus::Good, at + 60, (root, &world.people.key)), Level::B);
    let revoked = CertificateStatus::Revoked { at: NOW, reason: RevocationReason::KeyCompromise };
    fails(&ask(revoked, at + 60, delegate), Verdict::Indeterminate, Check::Path, Reason::Revoked);
    fails(
        &ask(CertificateStatus::Unknown, at + 60, delegate),
        Verdict::Indeterminate,
        Check::Path,
        Reason::StatusUnknown,
    );
    fails(&ask(CertificateStatus::Good, at - 60, delegate), Verdict::Indeterminate, Check::Path, Reason::AnswerStale);
    let stranger = (&world.head, &world.key);
    let refused = ask(CertificateStatus::Good, at + 60, stranger);
    fails(&refused, Verdict::Indeterminate, Check::Path, Reason::ResponderNotAuthorised);
    let wrong_key = ask(CertificateStatus::Good, at + 60, (&responder, &world.key));
    fails(&wrong_key, Verdict::Indeterminate, Check::Path, Reason::AnswerSignature);
}

/// Stamps over something else, of somebody who is no stamp authority, later than now: refused.
#[test]
fn stamps_are_judged() {
    let world = World::p256();
    let at = NOW + 120;
    let other =
        make::add_signature_stamp(&world.b(), 0, &world.stamper.stamp(Digest::Sha256, b"other", NOW)).expect("adds");
    fails(&judge(&other, &world.fresh(at), at, &[]), Verdict::Invalid, Check::SignatureStamp, Reason::StampMismatch);
    let value = Envelope::read(&world.b()).expect("reads").signers()[0].signature().to_vec();
    let late = world.b();
    let value_late = Envelope::read(&late).expect("reads").signers()[0].signature().to_vec();
    let late =
        make::add_signature_stamp(&late, 0, &world.stamper.stamp(Digest::Sha256, &value_late, at + 60)).expect("adds");
    fails(&judge(&late, &world.fresh(at), at, &[]), Verdict::Invalid, Check::SignatureStamp, Reason::OrderOfStamps);
    let imprint = Digest::Sha256.of(&value);
    let stamping =
        Stamping { policy: POLICY, digest: Digest::Sha256, imprint: &imprint, serial: &[1], at: NOW, nonce: None };
    let by_head = make::time_stamp(&stamping, &world.head, &[], &world.key).expect("stamps");
    let error = TimeStamp::read(&by_head).expect("reads").verify_signature(&[]).map(|_| ()).expect_err("refused");
    assert_eq!(error.reason, Reason::StampInvalid);
}
