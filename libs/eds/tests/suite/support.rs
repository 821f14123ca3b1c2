//! A centre, a head and an employee, made anew for each test; and the system's OpenSSL.
#![allow(dead_code, missing_docs, reason = "each test file uses a part")]

use eds::make::{self, Kind, RevokedEntry, SigningKey, Template};
use eds::{Certificate, Crl, Name, Profile, attribute as at};
use std::path::Path;
use std::process::{Command, Output};

/// 2026-11-22T03:00:00Z.
pub const NOW: i64 = 1_795_316_400;
pub const DAY: i64 = 86_400;
pub const YEAR: i64 = 365 * DAY;
pub const IIN: &str = "850101300019";
pub const BIN: &str = "940740000007";
pub const HEAD: &str = "1.2.398.3.3.4.1.2.1";
pub const EMPLOYEE: &str = "1.2.398.3.3.4.1.2.5";

pub struct Person {
    pub certificate: Certificate,
    pub pkcs8: Vec<u8>,
}

impl Person {
    pub fn key(&self) -> SigningKey {
        SigningKey::from_pkcs8(&self.pkcs8).expect("key")
    }

    pub fn sign(&self, content: &[u8]) -> Vec<u8> {
        make::sign_detached(content, &self.certificate, &[], &self.key(), NOW).expect("signs")
    }
}

pub struct Centre {
    pub root: Certificate,
    pub key: SigningKey,
    pub pkcs8: Vec<u8>,
}

pub fn name(cn: &str) -> Name {
    Name::of(&[(at::COUNTRY_NAME, "KZ"), (at::CN, cn)]).expect("name")
}

pub fn person_name(iin: &str, bin: &str) -> Name {
    let (iin, bin) = (format!("IIN{iin}"), format!("BIN{bin}"));
    Name::of(&[
        (at::CN, "АХМЕТОВ ДӘУРЕН"),
        (at::SURNAME, "АХМЕТОВ"),
        (at::SERIAL_NUMBER, &iin),
        (at::GIVEN_NAME, "СЕРІКҰЛЫ"),
        (at::COUNTRY_NAME, "KZ"),
        (at::ORGANIZATION_NAME, "ӘДІЛЕТ МИНИСТРЛІГІ"),
        (at::OU, &bin),
    ])
    .expect("name")
}

impl Centre {
    pub fn new(cn: &str) -> Self {
        let pkcs8 = SigningKey::generate_p256().expect("key").to_vec();
        let key = SigningKey::from_pkcs8(&pkcs8).expect("key");
        let root = make::root(
            &Template {
                serial: &[1],
                subject: &name(cn),
                spki: &key.spki().expect("spki"),
                not_before: NOW - YEAR,
                not_after: NOW + 10 * YEAR,
                kind: Kind::Authority { path_length: 1 },
                crl_url: None,
            },
            &key,
        )
        .expect("root");
        Self { root, key, pkcs8 }
    }

    pub fn issue(
        &self,
        subject: &Name,
        key: &SigningKey,
        kind: Kind,
        serial: &[u8],
        from: i64,
        to: i64,
    ) -> Certificate {
        let template = Template {
            serial,
            subject,
            spki: &key.spki().expect("spki"),
            not_before: from,
            not_after: to,
            kind,
            crl_url: Some("http://localhost/crl/1.crl"),
        };
        make::issue(&template, &self.root, &self.key).expect("issues")
    }

    pub fn person(&self, serial: &[u8], role: &str, from: i64, to: i64) -> Person {
        let pkcs8 = SigningKey::generate_p256().expect("key").to_vec();
        let key = SigningKey::from_pkcs8(&pkcs8).expect("key");
        let kind = Kind::Signer { roles: vec![role.to_owned()] };
        Person { certificate: self.issue(&person_name(IIN, BIN), &key, kind, serial, from, to), pkcs8 }
    }

    pub fn head(&self) -> Person {
        self.person(&[0x10], HEAD, NOW - DAY, NOW + YEAR)
    }

    /// A certificate of a head for a key that another program has made.
    pub fn head_with(&self, spki: &[u8]) -> eds::Result<Certificate> {
        let template = Template {
            serial: &[0x10],
            subject: &person_name(IIN, BIN),
            spki,
            not_before: NOW - DAY,
            not_after: NOW + YEAR,
            kind: Kind::Signer { roles: vec![HEAD.to_owned()] },
            crl_url: None,
        };
        make::issue(&template, &self.root, &self.key)
    }

    pub fn crl(&self, entries: &[RevokedEntry]) -> Crl {
        make::crl(&self.root, &self.key, 1, NOW - 60, NOW + DAY, entries).expect("list")
    }
}

/// The profile all tests use.
pub fn profile() -> Profile {
    Profile::kazakhstan()
}

/// Runs OpenSSL; says what to install when it is not there.
pub fn openssl(folder: &Path, args: &[&str]) -> Output {
    Command::new("openssl")
        .current_dir(folder)
        .args(args)
        .output()
        .unwrap_or_else(|e| panic!("these tests need the program openssl, version 3: apt-get install openssl ({e})"))
}

/// Runs OpenSSL and expects success.
pub fn openssl_ok(folder: &Path, args: &[&str]) -> Output {
    let output = openssl(folder, args);
    assert!(output.status.success(), "openssl {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}
