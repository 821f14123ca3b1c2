//! Examples of the standards: certificates, requests and lists of RFC 9215, signed messages of TC26.

use crate::der::{at, inside, parts};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use eds::make::{self, CertificateRequest, Country, Kind, SigningKey, Template};
use eds::{Certificate, Content, Crl, Digest, Envelope, Name, Reason, RevocationList, attribute as name_of};
use gost::{Order, ParameterSet, PrivateKey, PublicKey, Signature};

/// An example of RFC 9215: a request, a certificate that signs itself, an empty list.
struct Example {
    set: ParameterSet,
    digest: Digest,
    request: &'static str,
    certificate: &'static str,
    list: &'static str,
}

const EXAMPLES: [Example; 3] = [
    Example {
        set: ParameterSet::Test256,
        digest: Digest::Streebog256,
        request: "MIHTMIGBAgEAMBIxEDAOBgNVBAMTB0V4YW1wbGUwZjAfBggqhQMHAQEBATATBgcqhQMCAiMABggqhQMHAQECAgNDAARAC9hv\
            5djbiWaPeJtOHbqFhcVQi0XsW1nYkG3bcOJJK3/ad/+HGhD73ydm0pPF0WSvuzx7lzpByIXRHXDWibTxJqAAMAoGCCqFAwcBAQMC\
            A0EAaqqzjjXUqqUXlAMBeZEi2FVIT1efTLuW1jzf3zrMQypBqijS8asUgoDNntVv7aQZdAU1VKQnZ7g60EP9OdwEkw==",
        certificate: "MIIBLTCB26ADAgECAgEKMAoGCCqFAwcBAQMCMBIxEDAOBgNVBAMTB0V4YW1wbGUwIBcNMDEwMTAxMDAwMDAwWhgPMjA1MDEy\
            MzEwMDAwMDBaMBIxEDAOBgNVBAMTB0V4YW1wbGUwZjAfBggqhQMHAQEBATATBgcqhQMCAiMABggqhQMHAQECAgNDAARAC9hv5djb\
            iWaPeJtOHbqFhcVQi0XsW1nYkG3bcOJJK3/ad/+HGhD73ydm0pPF0WSvuzx7lzpByIXRHXDWibTxJqMTMBEwDwYDVR0TAQH/BAUw\
            AwEB/zAKBggqhQMHAQEDAgNBAE1T8BL+CBd2UH1Nm7gfAO/bTu/Uq4O6xLrPc1Fzz6gcQaoo0vGrFIKAzZ7Vb+2kGXQFNVSkJ2e4\
            OtBD/TncBJM=",
        list: "MIGSMEECAQEwCgYIKoUDBwEBAwIwEjEQMA4GA1UEAxMHRXhhbXBsZRcNMTQwMTAxMDAwMDAwWhcNMTQwMTAyMDAwMDAwWjAKBggq\
            hQMHAQEDAgNBAEK/OSoU0+vpV68+RstQv19CIaADrT0XJ1PJSpw3ox0gQaoo0vGrFIKAzZ7Vb+2kGXQFNVSkJ2e4OtBD/TncBJM=",
    },
    Example {
        set: ParameterSet::Tc26A256,
        digest: Digest::Streebog256,
        request: "MIHKMHkCAQAwEjEQMA4GA1UEAxMHRXhhbXBsZTBeMBcGCCqFAwcBAQEBMAsGCSqFAwcBAgEBAQNDAARAdCeV1L7ohN3yhQ/s\
            A+o/rxhE4B2dpgtkUJOlXibfw5l49ZbPTU0MbPHRiUPZRJPRa57AoW1RLS4SfMRpGmMY4qAAMAoGCCqFAwcBAQMCA0EAG9wqExdn\
            m2YjL2PqFv98ZMyqua2FX8bhgJFmHbedSBIdDh2lvjR8bxtSVseurCAK1krHem9bOg4Jcxjnrm7naQ==",
        certificate: "MIIBJTCB06ADAgECAgEKMAoGCCqFAwcBAQMCMBIxEDAOBgNVBAMTB0V4YW1wbGUwIBcNMDEwMTAxMDAwMDAwWhgPMjA1MDEy\
            MzEwMDAwMDBaMBIxEDAOBgNVBAMTB0V4YW1wbGUwXjAXBggqhQMHAQEBATALBgkqhQMHAQIBAQEDQwAEQHQnldS+6ITd8oUP7APq\
            P68YROAdnaYLZFCTpV4m38OZePWWz01NDGzx0YlD2UST0WuewKFtUS0uEnzEaRpjGOKjEzARMA8GA1UdEwEB/wQFMAMBAf8wCgYI\
            KoUDBwEBAwIDQQAUC02pEksJyw1c6Sjuh0JzoxASlJLsDik2njt5EkhXjB0OHaW+NHxvG1JWx66sIArWSsd6b1s6DglzGOeubudp",
        list: "MIGSMEECAQEwCgYIKoUDBwEBAwIwEjEQMA4GA1UEAxMHRXhhbXBsZRcNMTQwMTAxMDAwMDAwWhcNMTQwMTAyMDAwMDAwWjAKBggq\
            hQMHAQEDAgNBABS9aAh8O5A8eqKLB/6y571v4JY/VjJnNZ9c2Oq0UFmtHQ4dpb40fG8bUlbHrqwgCtZKx3pvWzoOCXMY565u52k=",
    },
    Example {
        set: ParameterSet::Test512,
        digest: Digest::Streebog512,
        request: "MIIBTzCBvAIBADASMRAwDgYDVQQDEwdFeGFtcGxlMIGgMBcGCCqFAwcBAQECMAsGCSqFAwcBAgECAAOBhAAEgYDh7zDVLGEz\
            3dmdHVxBRVz3302LTJJbvGmvFDPRVlhRWt0hRoUMMlxbgcEzvmVaqMTUQOe5io1ZSHsMdpa8xV0R7L53NqnsNX/y/TmTH04RTLjN\
            o1knCsfw5/9D2UGUGeph/Sq3f12fY1I9O1CgT2PioM9Rt8E63CFWDwvUDMnHN6AAMAoGCCqFAwcBAQMDA4GBAEM7HWzkClHx5XN+\
            sWqixoOCmkBbnZEn4hJg/J1qwF2HvyTibEUnilwhkqdbqUmTq9YHTn/xvwP9L1OXr6HZRVgvhvpgoIEJGiPdeV4ePGie5RKjyC7g\
            3MJkPHjuqPys01SSVYSGsg8cnsGXyQaZhQJgyTvLzZxcMxfhk0Thc642",
        certificate: "MIIBqjCCARagAwIBAgIBCzAKBggqhQMHAQEDAzASMRAwDgYDVQQDEwdFeGFtcGxlMCAXDTAxMDEwMTAwMDAwMFoYDzIwNTAx\
            MjMxMDAwMDAwWjASMRAwDgYDVQQDEwdFeGFtcGxlMIGgMBcGCCqFAwcBAQECMAsGCSqFAwcBAgECAAOBhAAEgYDh7zDVLGEz3dmd\
            HVxBRVz3302LTJJbvGmvFDPRVlhRWt0hRoUMMlxbgcEzvmVaqMTUQOe5io1ZSHsMdpa8xV0R7L53NqnsNX/y/TmTH04RTLjNo1kn\
            Csfw5/9D2UGUGeph/Sq3f12fY1I9O1CgT2PioM9Rt8E63CFWDwvUDMnHN6MTMBEwDwYDVR0TAQH/BAUwAwEB/zAKBggqhQMHAQED\
            AwOBgQBBVwPYkvGl8/aMQ1MYmn7iB7gLVjHvnUlSmk1rVCws+hWqLqzxH0cP3n2VSFaQPDX9j5Ve8wDZXHdTSnJKDu5wL4b6YKCB\
            CRoj3XleHjxonuUSo8gu4NzCZDx47qj8rNNUklWEhrIPHJ7Bl8kGmYUCYMk7y82cXDMX4ZNE4XOuNg==",
        list: "MIHTMEECAQEwCgYIKoUDBwEBAwMwEjEQMA4GA1UEAxMHRXhhbXBsZRcNMTQwMTAxMDAwMDAwWhcNMTQwMTAyMDAwMDAwWjAKBggq\
            hQMHAQEDAwOBgQA6E/t67NtVYO72E3z8XdZGkXMuv7NpCh/Ax+ik7uoIMH1kjU3AmGxGqHs/vkx69C6jQ1nHlZVMo5/zq77ZBR9N\
            L4b6YKCBCRoj3XleHjxonuUSo8gu4NzCZDx47qj8rNNUklWEhrIPHJ7Bl8kGmYUCYMk7y82cXDMX4ZNE4XOuNg==",
    },
];

/// The bytes of a bit string.
fn bits(element: &[u8]) -> &[u8] {
    &inside(element)[1..]
}

/// RFC 9215, every example: request, certificate and list hold under the key inside, and not with a byte changed. The sets
/// that are only examples of the standard are never trusted: their keys are refused by name, the mathematics holds.
#[test]
fn examples_of_rfc_9215() {
    for example in &EXAMPLES {
        let set = example.set;
        let decode = |text: &str| BASE64.decode(text).expect("base64");
        let objects = [decode(example.request), decode(example.certificate), decode(example.list)];
        let spki = at(&objects[1], &[0, 6]);
        let point = inside(bits(at(spki, &[1])));
        let key = PublicKey::from_bytes(set, point).expect("point");
        for object in &objects {
            let [signed, _, signature] = parts(inside(object))[..] else { panic!("three parts") };
            let value = Signature::from_bytes(set, Order::Russian, bits(signature)).expect("length");
            assert!(key.verify(&example.digest.of(signed), &value), "{}", set.name());
            let mut changed = signed.to_vec();
            *changed.last_mut().expect("bytes") ^= 1;
            assert!(!key.verify(&example.digest.of(&changed), &value));
        }
        let certificate = Certificate::from_der(&objects[1]).expect("certificate");
        assert_eq!(certificate.subject().common_name(), "Example");
        assert_eq!((certificate.not_before(), certificate.not_after()), (978_307_200, 2_556_057_600));
        let (crl, list) = (Crl::from_der(&objects[2]).expect("list"), RevocationList::read(&objects[2]).expect("list"));
        if set.is_example() {
            assert_eq!(certificate.public_key().expect_err("an example").reason, Reason::UnknownAlgorithm);
            assert!(CertificateRequest::from_der(&objects[0]).is_err());
            continue;
        }
        certificate.verify_signed_by(&certificate).expect("signs itself");
        crl.verify_signed_by(&certificate).expect("list");
        list.verify_signed_by(&certificate).expect("list");
        assert!(list.is_empty() && list.is_fresh(1_388_620_799) && !list.is_fresh(1_388_620_800));
        assert_eq!(CertificateRequest::from_der(&objects[0]).expect("request").spki(), spki);
    }
}

/// TC26, "Use of GOST algorithms in cryptographic messages of the format CMS": signed messages without attributes, of 256
/// and of 512 bits, under the public keys of the private keys that are given with them.
#[test]
fn signed_messages_of_tc26() {
    let examples = [
        (
            ParameterSet::CryptoProA,
            "BFCF1D623E5CDD3032A7C6EABB4A923C46E43D640FFEAAF2C3ED39A8FA399924",
            "MIIBBQYJKoZIhvcNAQcCoIH3MIH0AgEBMQ4wDAYIKoUDBwEBAgIFADAbBgkqhkiG9w0BBwGgDgQMVGVzdCBtZXNzYWdlMYHBMIG+\
            AgEBMFswVjEpMCcGCSqGSIb3DQEJARYaR29zdFIzNDEwLTIwMTJAZXhhbXBsZS5jb20xKTAnBgNVBAMTIEdvc3RSMzQxMC0yMDEy\
            ICgyNTYgYml0KSBleGFtcGxlAgEBMAwGCCqFAwcBAQICBQAwDAYIKoUDBwEBAQEFAARAkptb2ekZbC94FaGDQeP70ExvTkXtOY9z\
            gz3cCco/hxPhXUVo3eCxVNwDQ8enFItJZ8DEX4blZ8QtziNCMl5HbA==",
        ),
        (
            ParameterSet::Tc26B512,
            "3FC01CDCD4EC5F972EB482774C41E66DB7F380528DFE9E67992BA05AEE462435\
             757530E641077CE587B976C8EEB48C48FD33FD175F0C7DE6A44E014E6BCB074B",
            "MIIBSQYJKoZIhvcNAQcCoIIBOjCCATYCAQExDjAMBggqhQMHAQECAwUAMBsGCSqGSIb3DQEHAaAOBAxUZXN0IG1lc3NhZ2UxggEC\
            MIH/AgEBMFswVjEpMCcGCSqGSIb3DQEJARYaR29zdFIzNDEwLTIwMTJAZXhhbXBsZS5jb20xKTAnBgNVBAMTIEdvc3RSMzQxMC0y\
            MDEyICg1MTIgYml0KSBleGFtcGxlAgEBMAwGCCqFAwcBAQIDBQAwDAYIKoUDBwEBAQIFAASBgFyVohNhMHUi/+RAF3Gh/cC7why6\
            v+4jPWVlx1TYlXtV8HjehI2Y+rP52/LO6EUHG/XcwCBbUxmRWsbUSRRBAexmaafkSdvv2FFwC8kHOcti+UPXPS+KRYxT8vhcsBLW\
            WxDkc1McI7aF09hqtED36mQOfACzeJjEoUjALpmJob1V",
        ),
    ];
    for (set, number, message) in examples {
        let mut number = hex::decode(number).expect("hexadecimal");
        number.reverse();
        let key = PrivateKey::from_bytes(set, &number).expect("key");
        let key = SigningKey::Gost(Box::new(key), Country::Russia);
        let template = Template {
            serial: &[1],
            subject: &Name::of(&[(name_of::CN, "example")]).expect("name"),
            spki: &key.spki().expect("key"),
            not_before: 0,
            not_after: 1,
            kind: Kind::Authority { path_length: 0 },
            crl_url: None,
        };
        let holder = make::root(&template, &key).expect("certificate");
        let message = BASE64.decode(message).expect("base64");
        let envelope = Envelope::read(&message).expect("reads");
        assert_eq!(envelope.content(), Some(&b"Test message"[..]));
        let signer = &envelope.signers()[0];
        let content = Content::Bytes(envelope.content().expect("inside"));
        signer.verify_signature(&content, &holder).unwrap_or_else(|e| panic!("{}: {e}", set.name()));
        assert!(signer.verify_signature(&Content::Bytes(b"Test messagf"), &holder).is_err());
        // The certificate is not inside: nobody is named as the signer.
        assert_eq!(signer.certificate(envelope.certificates()).expect_err("none").reason, Reason::NoSignerCertificate);
    }
}
