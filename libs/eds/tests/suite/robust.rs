//! No input makes the library panic, and no change of a good signature leaves it good.

use crate::support::*;
use eds::make::{CertificateRequest, from_pkcs12};
use eds::{Certificate, Crl, Expectation, ExpectedRole, Reason, SignedData, Step, Trust, verify};
use proptest::prelude::*;
use std::sync::OnceLock;

const CONTENT: &[u8] = b"what is signed";

struct Good {
    anchors: Vec<Certificate>,
    crls: Vec<Crl>,
    cms: Vec<u8>,
}

fn good() -> &'static Good {
    static GOOD: OnceLock<Good> = OnceLock::new();
    GOOD.get_or_init(|| {
        let centre = Centre::new("УЦ ГО");
        let cms = centre.head().sign(CONTENT);
        Good { crls: vec![centre.crl(&[])], anchors: vec![centre.root], cms }
    })
}

fn is_good(cms: &[u8]) -> bool {
    let profile = profile();
    let good = good();
    let trust = Trust { anchors: &good.anchors, intermediates: &[], crls: &good.crls, profile: &profile, rules: &[] };
    let expected = Expectation { iin: IIN, bin: BIN, role: ExpectedRole::Head };
    verify(CONTENT, cms, &trust, Some(&expected), NOW).report.is_good()
}

/// Every single flipped bit of a good signature makes it bad.
#[test]
fn no_bit_can_be_flipped() {
    let cms = &good().cms;
    assert!(is_good(cms));
    for place in 0..cms.len() {
        for bit in 0..8 {
            let mut changed = cms.clone();
            changed[place] ^= 1 << bit;
            assert!(!is_good(&changed), "bit {bit} of byte {place} flipped and still good");
        }
    }
}

/// Cut short or lengthened, it is bad; and too much is not even read.
#[test]
fn lengths_are_exact() {
    let cms = &good().cms;
    for end in 0..cms.len() {
        assert!(!is_good(&cms[..end]));
    }
    let mut longer = cms.clone();
    longer.push(0);
    let error = SignedData::from_der(&longer).expect_err("refused");
    assert_eq!(error.reason, Reason::TrailingBytes);
    assert_eq!(SignedData::from_der(&vec![0x30; 300_000]).expect_err("refused").reason, Reason::TooLarge);
    let mut deep = Vec::new();
    for _ in 0..40 {
        let mut outer = vec![0x30, u8::try_from(deep.len()).expect("short")];
        outer.extend(&deep);
        deep = outer;
    }
    assert_eq!(SignedData::from_der(&deep).expect_err("refused").reason, Reason::TooDeep);
}

/// Structures that are honest DER and yet no single detached signature are refused by name.
#[test]
fn wrong_structures_have_their_reasons() {
    // Rebuilds the outer lengths around a changed inside.
    fn wrap(tag: u8, value: &[u8]) -> Vec<u8> {
        let mut out = vec![tag];
        let length = value.len();
        if length < 128 {
            out.push(u8::try_from(length).expect("short"));
        } else if length < 256 {
            out.extend([0x81, u8::try_from(length).expect("short")]);
        } else {
            out.push(0x82);
            out.extend(u16::try_from(length).expect("short").to_be_bytes());
        }
        out.extend(value);
        out
    }
    fn parts(value: &[u8]) -> Vec<&[u8]> {
        let (mut rest, mut found) = (value, Vec::new());
        while rest.len() > 1 {
            let (header, length) = match rest[1] {
                n if n < 128 => (2, usize::from(n)),
                0x81 => (3, usize::from(rest[2])),
                _ => (4, usize::from(u16::from_be_bytes([rest[2], rest[3]]))),
            };
            found.push(&rest[..header + length]);
            rest = &rest[header + length..];
        }
        found
    }
    fn inside(element: &[u8]) -> &[u8] {
        let header = match element[1] {
            n if n < 128 => 2,
            0x81 => 3,
            _ => 4,
        };
        &element[header..]
    }
    let cms = &good().cms;
    let info = parts(inside(cms));
    let data: Vec<Vec<u8>> = parts(inside(parts(inside(info[1]))[0])).iter().map(|p| p.to_vec()).collect();
    let build = |data: &[Vec<u8>]| {
        let signed = wrap(0x30, &data.concat());
        wrap(0x30, &[info[0].to_vec(), wrap(0xa0, &signed)].concat())
    };
    let reason = |data: &[Vec<u8>]| {
        let bytes = build(data);
        SignedData::from_der(&bytes).and_then(|d| d.single_signer().map(|_| ())).err().map(|e| e.reason)
    };
    assert_eq!(build(&data), *cms);
    assert_eq!(reason(&data), None);
    let with = |place: usize, part: Vec<u8>| {
        let mut changed = data.clone();
        changed[place] = part;
        changed
    };
    let signer = inside(&data[4]).to_vec();
    assert_eq!(reason(&with(4, wrap(0x31, &[]))), Some(Reason::NoSigner));
    assert_eq!(reason(&with(4, wrap(0x31, &[signer.clone(), signer.clone()].concat()))), Some(Reason::SeveralSigners));
    assert_eq!(reason(&with(3, wrap(0xa0, &[]))), Some(Reason::NoSignerCertificate));
    let mut without = data.clone();
    without.remove(3);
    assert_eq!(reason(&without), Some(Reason::NoSignerCertificate));
    let attached = [inside(&data[2]).to_vec(), wrap(0xa0, &wrap(0x04, CONTENT))].concat();
    assert_eq!(reason(&with(2, wrap(0x30, &attached))), Some(Reason::NotDetached));
    // id-signedData as the type of the content.
    assert_eq!(reason(&with(2, wrap(0x30, info[0]))), Some(Reason::WrongContentType));

    // Attributes: left out, given twice.
    let fields: Vec<Vec<u8>> = parts(inside(&signer)).iter().map(|p| p.to_vec()).collect();
    let attributes: Vec<Vec<u8>> = parts(inside(&fields[3])).iter().map(|p| p.to_vec()).collect();
    let with_attributes = |list: Vec<Vec<u8>>| {
        let mut fields = fields.clone();
        fields[3] = wrap(0xa0, &list.concat());
        with(4, wrap(0x31, &wrap(0x30, &fields.concat())))
    };
    for place in 0..attributes.len() {
        let mut twice = attributes.clone();
        twice.push(attributes[place].clone());
        assert_eq!(reason(&with_attributes(twice)), Some(Reason::AttributeDuplicated));
    }
    let mut missing = 0;
    for place in 0..attributes.len() {
        let mut fewer = attributes.clone();
        fewer.remove(place);
        missing += usize::from(reason(&with_attributes(fewer)) == Some(Reason::AttributeMissing));
    }
    assert_eq!(missing, 2, "contentType and messageDigest must be there");
    let mut none = fields.clone();
    none.remove(3);
    assert_eq!(reason(&with(4, wrap(0x31, &wrap(0x30, &none.concat())))), Some(Reason::AttributeMissing));
    // SHA-1 as the signer's digest.
    let mut sha1 = fields.clone();
    sha1[2] = wrap(0x30, &[0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a]);
    assert_eq!(reason(&with(4, wrap(0x31, &wrap(0x30, &sha1.concat())))), Some(Reason::UnknownAlgorithm));
}

/// The attribute that names the signer's certificate must name this one.
#[test]
fn another_named_certificate_is_refused() {
    let cms = good().cms.clone();
    let digest = SignedData::from_der(&cms).expect("reads").certificates()[0].sha256();
    let place = cms.windows(32).position(|w| w == digest).expect("the digest is in an attribute");
    let mut changed = cms;
    changed[place] ^= 1;
    let error = SignedData::from_der(&changed).expect("reads").single_signer().map(|_| ()).expect_err("refused");
    assert_eq!(error.reason, Reason::CertificateMismatch);
}

fn read_all(bytes: &[u8]) {
    let _ = SignedData::from_der(bytes);
    let _ = CertificateRequest::read(bytes);
    let _ = Crl::from_der(bytes);
    if let Ok(certificate) = Certificate::from_der(bytes) {
        let _ = (certificate.public_key(), certificate.authority(), certificate.key_usage());
        let _ = (certificate.extended_key_usage(), certificate.check_critical(), profile().read(&certificate));
    }
    let _ = Certificate::from_pem(&String::from_utf8_lossy(bytes));
    assert!(!is_good(bytes));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Random bytes never panic and are never good.
    #[test]
    fn random_bytes_do_not_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        read_all(&bytes);
    }

    /// Good structures with stretches overwritten, cut out or repeated never panic and are never good.
    #[test]
    fn mutated_structures_do_not_panic(
        which in 0..3_usize,
        from in any::<prop::sample::Index>(),
        length in 1..40_usize,
        patch in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        let good = good();
        let source = match which {
            0 => good.cms.clone(),
            1 => good.anchors[0].der().to_vec(),
            _ => good.crls[0].der().to_vec(),
        };
        let from = from.index(source.len());
        let to = (from + length).min(source.len());
        prop_assume!(source[from..to] != patch[..]);
        let changed = [&source[..from], &patch, &source[to..]].concat();
        read_all(&changed);
    }
}

/// A file that is no PKCS#12, or has another password, is an error.
#[test]
fn broken_files_are_errors() {
    assert!(from_pkcs12(b"not a file", "x").is_err());
    assert!(from_pkcs12(&[], "").is_err());
    assert_eq!(Step::ALL.len(), 8);
}
