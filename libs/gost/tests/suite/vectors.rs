//! The examples of the standards.

use gost::{Digest, Order, ParameterSet, PrivateKey, PublicKey, Signature};

/// Bytes of a number in hexadecimal, lowest first.
fn number(text: &str) -> Vec<u8> {
    let mut bytes = hex::decode(text).expect("hexadecimal");
    bytes.reverse();
    bytes
}

struct Example {
    set: ParameterSet,
    d: &'static str,
    e: &'static str,
    k: &'static str,
    x: &'static str,
    y: &'static str,
    r: &'static str,
    s: &'static str,
}

const EXAMPLES: [Example; 2] = [
    // RFC 7091, 7.1.
    Example {
        set: ParameterSet::Test256,
        d: "7A929ADE789BB9BE10ED359DD39A72C11B60961F49397EEE1D19CE9891EC3B28",
        e: "2DFBC1B372D89A1188C09C52E0EEC61FCE52032AB1022E8E67ECE6672B043EE5",
        k: "77105C9B20BCD3122823C8CF6FCC7B956DE33814E95B7FE64FED924594DCEAB3",
        x: "7F2B49E270DB6D90D8595BEC458B50C58585BA1D4E9B788F6689DBD8E56FD80B",
        y: "26F1B489D6701DD185C8413A977B3CBBAF64D1C593D26627DFFB101A87FF77DA",
        r: "41AA28D2F1AB148280CD9ED56FEDA41974053554A42767B83AD043FD39DC0493",
        s: "01456C64BA4642A1653C235A98A60249BCD6D3F746B631DF928014F6C5BF9C40",
    },
    // GOST R 34.10-2012, A.2.
    Example {
        set: ParameterSet::Test512,
        d: "0BA6048AADAE241BA40936D47756D7C93091A0E8514669700EE7508E508B1020\
            72E8123B2200A0563322DAD2827E2714A2636B7BFD18AADFC62967821FA18DD4",
        e: "3754F3CFACC9E0615C4F4A7C4D8DAB531B09B6F9C170C533A71D147035B0C591\
            7184EE536593F4414339976C647C5D5A407ADEDB1D560C4FC6777D2972075B8C",
        k: "0359E7F4B1410FEACC570456C6801496946312120B39D019D455986E364F3658\
            86748ED7A44B3E794434006011842286212273A6D14CF70EA3AF71BB1AE679F1",
        x: "115DC5BC96760C7B48598D8AB9E740D4C4A85A65BE33C1815B5C320C854621DD\
            5A515856D13314AF69BC5B924C8B4DDFF75C45415C1D9DD9DD33612CD530EFE1",
        y: "37C7C90CD40B0F5621DC3AC1B751CFA0E2634FA0503B3D52639F5D7FB72AFD61\
            EA199441D943FFE7F0C70A2759A3CDB84C114E1F9339FDF27F35ECA93677BEEC",
        r: "2F86FA60A081091A23DD795E1E3C689EE512A3C82EE0DCC2643C78EEA8FCACD3\
            5492558486B20F1C9EC197C90699850260C93BCBCD9C5C3317E19344E173AE36",
        s: "1081B394696FFE8E6585E7A9362D26B6325F56778AADBC081C0BFBE933D52FF5\
            823CE288E8C4F362526080DF7F70CE406A6EEB1F56919CB92A9853BDE73E5B4A",
    },
];

/// RFC 7091 and the example of 512 bits: public key and signature come out to the letter, and
/// both judges take them.
#[test]
fn examples_of_the_standard() {
    for example in EXAMPLES {
        let key = PrivateKey::from_bytes(example.set, &number(example.d)).expect("key");
        let public = [number(example.x), number(example.y)].concat();
        assert_eq!(hex::encode(key.public_key().to_bytes()), hex::encode(&public), "{:?}", example.set);
        let digest = number(example.e);
        let signature = key.sign_with_nonce(&digest, &number(example.k)).expect("signs");
        let expected = [example.r, example.s].concat().to_lowercase();
        assert_eq!(hex::encode(signature.to_bytes(Order::Plain)), expected);
        assert!(PublicKey::from_bytes(example.set, &public).expect("point").verify(&digest, &signature));
    }
}

/// RFC 6986, example 1, and the examples of GOST R 34.11-94 with both tables.
#[test]
fn digests() {
    let m1 = b"012345678901234567890123456789012345678901234567890123456789012";
    let cases: [(Digest, &[u8], &str); 5] = [
        (
            Digest::Streebog512,
            m1,
            "1b54d01a4af5b9d5cc3d86d68d285462b19abc2475222f35c085122be4ba1ffa\
             00ad30f8767b3a82384c6574f024c311e2a481332b08ef7f41797891c1646f48",
        ),
        (Digest::Streebog256, m1, "9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500"),
        (
            Digest::Gost94Test,
            b"This is message, length=32 bytes",
            "b1c466d37519b82e8319819ff32595e047a28cb6f83eff1c6916a815a637fffa",
        ),
        (Digest::Gost94CryptoPro, b"abc", "b285056dbf18d7392d7677369524dd14747459ed8143997e163b2986f92fd42c"),
        (Digest::Gost94Test, b"abc", "f3134348c44fb1b2a277729e2285ebb5cb5e0f29c975bc753b70497c06a4d51d"),
    ];
    for (digest, message, expected) in cases {
        assert_eq!(hex::encode(digest.of(message)), expected, "{}", digest.name());
        assert_eq!(digest.size() * 2, expected.len());
    }
}

/// RFC 6986, example 2: a text of 72 bytes, which ends in the second block; and in pieces.
#[test]
fn digest_of_two_blocks() {
    let text = "d1e520e2e5f2f0e82c20d1f2f0e8e1eee6e820e2edf3f6e82c20e2e5fef2fa20f120eceef0ff20f1f2f0e5ebe0ece820ede0\
                20f5f0e0e1f0fbff20efebfaeafb20c8e3eef0e5e2fb";
    let text = hex::decode(text).expect("hexadecimal");
    for (digest, expected) in [
        (
            Digest::Streebog512,
            "1e88e62226bfca6f9994f1f2d51569e0daf8475a3b0fe61a5300eee46d961376\
             035fe83549ada2b8620fcd7c496ce5b33f0cb9dddc2b6460143b03dabac9fb28",
        ),
        (Digest::Streebog256, "9dd2fe4e90409e5da87f53976d7405b0c0cac628fc669a741d50063c557e8f50"),
    ] {
        assert_eq!(hex::encode(digest.of(&text)), expected);
        let mut pieces = gost::Hasher::new(digest);
        text.chunks(7).for_each(|piece| pieces.update(piece));
        assert_eq!(hex::encode(pieces.finish()), expected);
    }
}

/// RFC 7836, B.1: the code of authentication that nonces are made with is the one of the standard.
#[test]
fn authentication_code() {
    use hmac::{Hmac, KeyInit, Mac};
    let key: Vec<u8> = (0..32).collect();
    let text = hex::decode("0126bdb87800af214341456563780100").expect("hexadecimal");
    let mut long = Hmac::<streebog::Streebog512>::new_from_slice(&key).expect("key");
    let mut short = Hmac::<streebog::Streebog256>::new_from_slice(&key).expect("key");
    long.update(&text);
    short.update(&text);
    assert_eq!(
        hex::encode(long.finalize().into_bytes()),
        "a59bab22ecae19c65fbde6e5f4e9f5d8549d31f037f9df9b905500e171923a77\
         3d5f1530f2ed7e964cb2eedc29e9ad2f3afe93b2814f79f5000ffc0366c251e6"
    );
    assert_eq!(
        hex::encode(short.finalize().into_bytes()),
        "a1aa5f7de402d7b3d323f2991c8d4534013137010a83754fd0af6d7cd4922ed9"
    );
}

/// RFC 7836 and RFC 4357: on every set the base point lies on the curve and has the order that the set names, so that
/// the numbers are those of the standards.
#[test]
fn every_set_is_consistent() {
    for set in ParameterSet::ALL {
        let mut one = vec![0; set.size()];
        one[0] = 1;
        let key = PrivateKey::from_bytes(set, &one).expect("key");
        // One times the base point is the base point: read back, it is on the curve; and its order is that of the set.
        let base = PublicKey::from_bytes(set, &key.public_key().to_bytes()).expect("on the curve");
        base.check_subgroup().unwrap_or_else(|e| panic!("{}: {e}", set.name()));
        assert!(set.oids().count() >= 1);
        for oid in set.oids() {
            assert_eq!(ParameterSet::from_oid(oid), Some(set));
        }
    }
    assert_eq!(ParameterSet::from_oid("1.2.3"), None);
}

/// Wrong lengths, points off the curve, keys out of range are refused.
#[test]
fn what_is_wrong_is_refused() {
    use gost::Error;
    let set = ParameterSet::Tc26A512;
    assert_eq!(PublicKey::from_bytes(set, &[1; 127]).expect_err("short"), Error::Length);
    assert_eq!(PublicKey::from_bytes(set, &[1; 128]).expect_err("off"), Error::NotOnCurve);
    assert_eq!(PublicKey::from_bytes(set, &[0xff; 128]).expect_err("above the prime"), Error::NotOnCurve);
    assert_eq!(PrivateKey::from_bytes(set, &[0; 64]).expect_err("zero"), Error::Range);
    assert_eq!(PrivateKey::from_bytes(set, &[0xff; 64]).expect_err("large"), Error::Range);
    assert_eq!(PrivateKey::from_entropy(set, &[1; 64]).expect_err("short"), Error::Length);
    assert_eq!(Signature::from_bytes(set, Order::Plain, &[1; 64]).expect_err("short"), Error::Length);
    let key = PrivateKey::from_entropy(set, &[3; 128]).expect("key");
    let digest = [5; 64];
    for value in [[0; 128], [0xff; 128]] {
        let signature = Signature::from_bytes(set, Order::Plain, &value).expect("length");
        assert!(!key.public_key().verify(&digest, &signature), "r and s out of range");
    }
    assert_eq!(key.sign(&[5; 32], b"").expect_err("short digest"), Error::Length);
    assert!(!format!("{key:?}").contains("03"));
}

/// Coordinates are below the prime: the same point with the prime added to one of them is no second key.
#[test]
fn coordinates_above_the_prime_are_refused() {
    // The base point of CryptoPro-A has the coordinate one; the prime is 2^256 - 617.
    let y = number("8D91E471E0989CDA27DF505A453F2B7635294F2DDF23E3B122ACC99C9E9F1E14");
    for (x, right) in [
        ("0000000000000000000000000000000000000000000000000000000000000001", true),
        ("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFD98", false),
    ] {
        let key = PublicKey::from_bytes(ParameterSet::CryptoProA, &[number(x), y.clone()].concat());
        assert_eq!(key.is_ok(), right, "{x}");
    }
}

/// On the curve of 256 bits with cofactor 4: the points of order two and four, and the base point with one of them added,
/// are points of the curve and no keys that one takes in.
#[test]
fn points_outside_the_subgroup_are_found() {
    let points = [
        (
            "0100FE73F595FF158E974B44D478D9588744FE5C192AC47EA63075DCE7A14AAA",
            "0000000000000000000000000000000000000000000000000000000000000000",
        ),
        (
            "7F7F80C60535007538B45A5D95C39353BC5D80D1F36A9DC0ACE7C5118C2F5977",
            "7E7E82520F9F015FAA1D0F18C14AB9FB35188275DA3FD94206B74F34A48E0ECD",
        ),
        (
            "DDB921090CC4903145EC19C1E5A683137E548E895E189C8F32B7E8D45A953AE1",
            "266B0860F3C4DA7273AB5C51D5DFD1B1FD3971404EEB66D9B296EB3D7E342D8A",
        ),
    ];
    for (x, y) in points {
        let key =
            PublicKey::from_bytes(ParameterSet::Tc26A256, &[number(x), number(y)].concat()).expect("on the curve");
        assert_eq!(key.check_subgroup(), Err(gost::Error::NotOnCurve), "{x}");
    }
}
