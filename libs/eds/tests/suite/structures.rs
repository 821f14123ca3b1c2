//! Structures that are honest DER and no honest object: refused at once, each by its reason.

use crate::der::{at, inside, parts, replaced, wrap};
use crate::longterm::{Authority, TEXT, World, archived, judge};
use crate::support::*;
use eds::asic::{Container, Manifest};
use eds::make::{self, CertificateRequest, Kind, SigningKey};
use eds::validate::{Check, Verdict};
use eds::{
    Certificate, CertificateStatus, Crl, Digest, Envelope, OcspRequest, OcspResponse, Reason, RevocationList,
    SignedData, StampRequest, TimeStamp,
};

type Reader = fn(&[u8]) -> eds::Result<()>;

/// Everything that reads bytes of others.
const READERS: [(&str, Reader); 11] = [
    ("SignedData", |b| SignedData::from_der(b).map(drop)),
    ("Envelope", |b| Envelope::read(b).map(drop)),
    ("Certificate", |b| Certificate::from_der(b).map(drop)),
    ("Crl", |b| Crl::from_der(b).map(drop)),
    ("RevocationList", |b| RevocationList::read(b).map(drop)),
    ("OcspResponse", |b| OcspResponse::read(b).map(drop)),
    ("OcspRequest", |b| OcspRequest::read(b).map(drop)),
    ("StampRequest", |b| StampRequest::read(b).map(drop)),
    ("TimeStamp", |b| TimeStamp::read(b).map(drop)),
    ("CertificateRequest", |b| CertificateRequest::read(b).map(drop)),
    ("from_pkcs12", |b| make::from_pkcs12(b, "x").map(drop)),
];

/// A thousand levels, a million levels without an end, lengths of gigabytes, lengths that overflow: every reader refuses.
#[test]
fn depth_and_lengths_are_limited() {
    let mut deep = Vec::new();
    (0..1000).for_each(|_| deep = wrap(0x30, &deep));
    let endless = [0x30, 0x80].repeat(1_000_000);
    let mut octets = vec![4, 0];
    (0..1000).for_each(|_| octets = wrap(0x24, &octets));
    let huge = [0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x30, 0];
    let overflowing = [0x30, 0x88, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x30];
    let longer = [0x30, 0xff, 0x01];
    let inner_huge = wrap(0x30, &[0x06, 0x84, 0x7f, 0xff, 0xff, 0xff]);
    for (name, reader) in READERS {
        for bytes in [&deep[..], &endless, &octets, &huge, &overflowing, &longer, &inner_huge, &[], &[0x30], &[0, 0]] {
            assert!(reader(bytes).is_err(), "{name}: {:02x?}", &bytes[..bytes.len().min(8)]);
        }
    }
    assert_eq!(Envelope::read(&deep).expect_err("deep").reason, Reason::TooDeep);
    assert_eq!(Envelope::read(&endless).expect_err("deep").reason, Reason::TooDeep);
    // The same deep inside a good signature, where any value may stand.
    let world = World::p256();
    let t = world.t();
    let value = replaced(&t, &[1, 0, 4, 0, 6, 0, 1, 0], Some(&deep));
    assert_eq!(Envelope::read(&value).expect_err("deep").reason, Reason::TooDeep);
    let xml = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    assert_eq!(Manifest::read(xml.as_bytes()).expect_err("no manifest").reason, Reason::Malformed);
}

/// A signature with its parts left out, doubled or exchanged.
#[test]
fn signatures_out_of_other_parts_are_refused() {
    let world = World::p256();
    let b = world.b();
    let store = world.fresh(NOW + 120);
    let failure = |cms: &[u8]| {
        let validation = judge(cms, &store, NOW + 120, &[]);
        assert_ne!(validation.verdict, Verdict::Valid);
        validation.signatures.iter().find_map(eds::validate::SignatureReport::failure).map(|(_, reason)| reason)
    };
    assert_eq!(judge(&b, &store, NOW + 120, &[]).verdict, Verdict::Valid);
    let signer = [1, 0, 4, 0];
    let field = |n| [&signer[..], &[n]].concat();
    // Nobody signed; nobody's certificate; nothing signed.
    assert_eq!(failure(&replaced(&b, &[1, 0, 4], Some(&wrap(0x31, &[])))), Some(Reason::NoSigner));
    assert_eq!(failure(&replaced(&b, &[1, 0, 3], None)), Some(Reason::NoSignerCertificate));
    assert_eq!(failure(&replaced(&b, &field(3), None)), Some(Reason::SignatureMismatch));
    assert_eq!(failure(&replaced(&b, &field(5), Some(&wrap(4, &[])))), Some(Reason::SignatureMismatch));
    // Somebody else's certificate under the same name and number.
    let other = World::p256();
    let theirs = at(&other.b(), &[1, 0, 3]).to_vec();
    assert_eq!(failure(&replaced(&b, &[1, 0, 3], Some(&theirs))), Some(Reason::CertificateMismatch));
    // Attributes twice, with two values, with none.
    let attributes = parts(inside(at(&b, &field(3))));
    for (place, attribute) in attributes.iter().enumerate() {
        let twice = wrap(0xa0, &[attributes.concat(), attribute.to_vec()].concat());
        assert_eq!(failure(&replaced(&b, &field(3), Some(&twice))), Some(Reason::AttributeDuplicated));
        let (path, value) = ([field(3), vec![place, 1]].concat(), inside(at(attribute, &[1])));
        let values = replaced(&b, &path, Some(&wrap(0x31, &[value, value].concat())));
        assert_ne!(failure(&values), None, "attribute {place} with two values");
        let none = replaced(&b, &path, Some(&wrap(0x31, &[])));
        assert_ne!(failure(&none), None, "attribute {place} without a value");
    }
    // Another kind of content, outside and inside.
    let stamp_info = wrap(6, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 1, 4]);
    assert_eq!(failure(&replaced(&b, &[1, 0, 2, 0], Some(&stamp_info))), Some(Reason::WrongContentType));
    assert_eq!(failure(&replaced(&b, &[0], Some(&stamp_info))), Some(Reason::WrongContentType));
    // A digest by another name of the same length, announced or not.
    let streebog = wrap(0x30, &wrap(6, &[0x2a, 0x85, 3, 7, 1, 1, 2, 2]));
    let renamed = replaced(&b, &field(2), Some(&streebog));
    assert_eq!(failure(&renamed), Some(Reason::Malformed));
    let announced = replaced(&renamed, &[1, 0, 1, 0], Some(&streebog));
    assert_eq!(failure(&announced), Some(Reason::DigestMismatch));
    let sha1 = wrap(0x30, &wrap(6, &[0x2b, 0x0e, 3, 2, 0x1a]));
    assert_eq!(failure(&replaced(&b, &field(2), Some(&sha1))), Some(Reason::UnknownAlgorithm));
    // The signer's digest is that of something else; the same where the attributes are exchanged between two signers.
    let elsewhere = make::sign_detached(b"elsewhere", &world.head, &[], &world.key, NOW).expect("signs");
    assert_eq!(failure(&elsewhere), Some(Reason::DigestMismatch));
    let exchanged = replaced(&b, &field(3), Some(at(&elsewhere, &field(3))));
    assert_eq!(failure(&exchanged), Some(Reason::DigestMismatch));
    let again = make::sign_detached(TEXT, &world.head, &[], &world.key, NOW + 1).expect("signs");
    let exchanged = replaced(&b, &field(3), Some(at(&again, &field(3))));
    assert_eq!(failure(&exchanged), Some(Reason::SignatureMismatch));
    // One good signer does not carry a bad one.
    let both = make::merge(&b, &elsewhere).expect("joins");
    assert_eq!(failure(&both), Some(Reason::DigestMismatch));
}

/// Archive stamps with their index left out, doubled, of another digest, or emptied where the stamp says otherwise.
#[test]
fn archive_stamps_out_of_other_parts_are_refused() {
    let world = World::p256();
    let lta = archived(&world.lt(), &world.stamper, Digest::Sha256, NOW + 90);
    let store = world.fresh(NOW + 120);
    let verdict = |cms: &[u8]| judge(cms, &store, NOW + 120, &[]).verdict;
    assert_eq!(verdict(&lta), Verdict::Valid);
    let unsigned = [1, 0, 5, 0, 6];
    // Attributes are sorted: the archive stamp, whose identifier is shorter, is found by it.
    let place = parts(inside(at(&lta, &unsigned)))
        .iter()
        .position(|a| inside(at(a, &[0])) == [0x04, 0x00, 0x8d, 0x45, 0x02, 0x04])
        .expect("archive stamp");
    let index = [&unsigned[..], &[place, 1, 0, 1, 0, 4, 0, 6, 0, 1, 0]].concat();
    let attribute = &index[..index.len() - 2];
    assert_eq!(inside(at(&lta, &index)).len(), inside(at(&lta, &[attribute, &[1, 0]].concat())).len());
    assert_ne!(verdict(&replaced(&lta, attribute, None)), Verdict::Valid, "no index");
    let set = [attribute, &[1]].concat();
    let value = at(&lta, &index);
    assert_ne!(verdict(&replaced(&lta, &set, Some(&wrap(0x31, &[value, value].concat())))), Verdict::Valid);
    for part in 1..4 {
        let path = [&index[..], &[part]].concat();
        assert_ne!(verdict(&replaced(&lta, &path, Some(&wrap(0x30, &[])))), Verdict::Valid, "index {part} emptied");
    }
    let sha512 = wrap(0x30, &wrap(6, &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3]));
    assert_ne!(verdict(&replaced(&lta, &[&index[..], &[0]].concat(), Some(&sha512))), Verdict::Valid);
    // What the index names is not there any more.
    assert_ne!(verdict(&replaced(&lta, &[1, 0, 4, 0], None)), Verdict::Valid, "a list left out");
}

/// Answers, lists and stamps with parts of others.
#[test]
fn answers_lists_and_stamps_out_of_other_parts_are_refused() {
    let world = World::p256();
    let (root, key) = (&world.people.root, &world.people.key);
    let by = (root, key);
    let answer = make::ocsp_response(root, world.head.serial(), &CertificateStatus::Good, (NOW, NOW + 60), None, by);
    let answer = answer.expect("answers");
    let basic = inside(at(&answer, &[1, 0, 1])).to_vec();
    let judge = |bytes: &[u8]| OcspResponse::read(bytes).and_then(|a| a.verify_signed_for(root).map(drop));
    assert!(judge(&basic).is_ok());
    let revoked = CertificateStatus::Revoked { at: NOW, reason: eds::RevocationReason::KeyCompromise };
    let other = make::ocsp_response(root, world.head.serial(), &revoked, (NOW, NOW + 60), None, by).expect("answers");
    let other = inside(at(&other, &[1, 0, 1])).to_vec();
    let exchanged = replaced(&basic, &[0], Some(at(&other, &[0])));
    assert_eq!(judge(&exchanged).expect_err("signature of another").reason, Reason::AnswerSignature);
    assert!(judge(&replaced(&basic, &[3], None)).is_ok(), "the issuer's certificate need not be inside");
    let nothing = replaced(&basic, &[0, 2], Some(&wrap(0x30, &[])));
    assert_eq!(judge(&nothing).expect_err("nothing said").reason, Reason::AnswerSignature);
    for refusal in 1..=6 {
        let refused = replaced(&answer, &[0], Some(&wrap(0x0a, &[refusal])));
        assert_eq!(OcspResponse::read(&refused).expect_err("refused").reason, Reason::NoAnswer);
    }

    let list = world.people.list(NOW, &[]);
    let algorithm = wrap(0x30, &wrap(6, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 3]));
    let two = replaced(&list, &[1], Some(&algorithm));
    assert_eq!(RevocationList::read(&two).expect_err("two").reason, Reason::Malformed);
    assert_eq!(Crl::from_der(&two).expect_err("two").reason, Reason::Malformed);
    let both = replaced(&two, &[0, 1], Some(&algorithm));
    let error = RevocationList::read(&both).expect("reads").verify_signed_by(root).expect_err("another digest");
    assert_eq!(error.reason, Reason::CrlSignature);
    let extensions = parts(inside(at(&list, &[0, 5, 0])));
    let many = wrap(0x30, &extensions[0].repeat(200));
    assert!(RevocationList::read(&replaced(&list, &[0, 5, 0], Some(&many))).is_err(), "an extension 200 times");

    let stamp = world.stamper.stamp(Digest::Sha256, TEXT, NOW);
    let verify = |bytes: &[u8]| TimeStamp::read(bytes).and_then(|s| s.verify_signature(&[]).map(drop));
    assert!(verify(&stamp).is_ok());
    let data = wrap(6, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1]);
    assert_eq!(
        verify(&replaced(&stamp, &[1, 0, 2, 0], Some(&data))).expect_err("data").reason,
        Reason::WrongContentType
    );
    assert_eq!(verify(&replaced(&stamp, &[1, 0, 2, 1], None)).expect_err("empty").reason, Reason::ContentMissing);
    assert_eq!(verify(&replaced(&stamp, &[1, 0, 3], None)).expect_err("nobody").reason, Reason::StampInvalid);
    let signer = inside(at(&stamp, &[1, 0, 4])).to_vec();
    let twice = replaced(&stamp, &[1, 0, 4], Some(&wrap(0x31, &signer.repeat(2))));
    assert_eq!(verify(&twice).expect_err("two").reason, Reason::SeveralSigners);
    let later = world.stamper.stamp(Digest::Sha256, b"other", NOW);
    let exchanged = replaced(&stamp, &[1, 0, 2], Some(at(&later, &[1, 0, 2])));
    assert_eq!(verify(&exchanged).expect_err("another content").reason, Reason::StampInvalid);
    assert_eq!(Container::read(&stamp).expect_err("no container").reason, Reason::Malformed);
}

/// Twelve authorities of one name that certify each other in every order have more paths among them than can be tried: it
/// is too much, and soon. The work of one validation is limited, not the time of its reader.
#[test]
fn crowds_of_authorities_are_too_much() {
    let key = || SigningKey::from_pkcs8(&SigningKey::generate_p256().expect("key")).expect("key");
    let crowd: Vec<Authority> = (0..12).map(|_| Authority::new("УЦ", NOW - DAY, NOW + YEAR)).collect();
    let mut certificates = Vec::new();
    for (place, issuer) in crowd.iter().enumerate() {
        for subject in crowd.iter().filter(|other| other.root != issuer.root) {
            let kind = Kind::Authority { path_length: 12 };
            let number = u8::try_from(certificates.len()).expect("few");
            let (from, to) = (NOW - DAY, NOW + YEAR);
            certificates.push(issuer.issue(
                &name("УЦ"),
                &subject.key,
                kind,
                &[u8::try_from(place).expect("few") + 1, number],
                from,
                to,
            ));
        }
    }
    let signer = key();
    let kind = Kind::Signer { roles: Vec::new() };
    let head = crowd[0].issue(&person_name(IIN, BIN), &signer, kind, &[9], NOW - DAY, NOW + YEAR);
    let cms = make::sign_detached(TEXT, &head, &certificates, &signer, NOW).expect("signs");
    let validation = judge(&cms, &World::p256().store(&[]), NOW + 120, &[]);
    assert_eq!(validation.signatures[0].failure(), Some((Check::Path, Reason::TooLarge)), "{validation:#?}");
}
