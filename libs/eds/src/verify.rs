//! The verification of one detached signature: bytes, trust and time in, a report out.

use crate::{
    Care, Certificate, Crl, Error, Profile, Reason, Report, Revocation, SignedData, Step, Subject, chain, strength,
    time,
};

/// What is trusted.
#[derive(Debug, Clone, Copy)]
pub struct Trust<'a> {
    /// Certificates at which a path may end.
    pub anchors: &'a [Certificate],
    /// Further certificates of authorities, known beforehand.
    pub intermediates: &'a [Certificate],
    /// Lists of revoked certificates.
    pub crls: &'a [Crl],
    /// How people, bodies and roles are written.
    pub profile: &'a Profile,
    /// Algorithms that prove nothing from a time on.
    pub rules: &'a strength::Rules,
}

/// Which role is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpectedRole {
    /// May sign for the body.
    Head,
    /// Anybody of the body.
    Employee,
}

/// Whose signature is expected.
#[derive(Debug, Clone, Copy)]
pub struct Expectation<'a> {
    /// The person's number.
    pub iin: &'a str,
    /// The body's number.
    pub bin: &'a str,
    /// The role.
    pub role: ExpectedRole,
}

/// What was found.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Every step with its status.
    pub report: Report,
    /// The signer's certificate, as far as it could be read.
    pub certificate: Option<Certificate>,
    /// Who it names.
    pub subject: Option<Subject>,
    /// The time the signer's machine claims.
    pub signing_time: Option<i64>,
    /// The entry of the list that names the signer's certificate, when it was revoked by then.
    pub revocation: Option<Revocation>,
}

impl Outcome {
    /// Nothing could be read: the report says why.
    const fn unreadable(report: Report) -> Self {
        Self { report, certificate: None, subject: None, signing_time: None, revocation: None }
    }
}

/// Verifies the detached signature `cms` over `content` as of `at` (seconds since 1970 UTC).
///
/// Steps that do not depend on a failed one are still checked, so that the report says everything that is wrong.
pub fn verify(content: &[u8], cms: &[u8], trust: &Trust<'_>, expected: Option<&Expectation<'_>>, at: i64) -> Outcome {
    verify_with(content, cms, trust, expected, at, Care::New)
}

/// As [`verify`], for a signature that [`verify`] has found good before and that is looked at again: as [`Care::Kept`] says.
pub fn verify_again(
    content: &[u8],
    cms: &[u8],
    trust: &Trust<'_>,
    expected: Option<&Expectation<'_>>,
    at: i64,
) -> Outcome {
    verify_with(content, cms, trust, expected, at, Care::Kept)
}

fn verify_with(
    content: &[u8],
    cms: &[u8],
    trust: &Trust<'_>,
    expected: Option<&Expectation<'_>>,
    at: i64,
    care: Care,
) -> Outcome {
    let mut report = Report::new(at);
    let parsed = SignedData::from_der(cms);
    let data = match &parsed {
        Ok(data) => data,
        Err(e) => {
            report.failed(Step::Structure, e.reason, &e.detail);
            return Outcome::unreadable(report);
        }
    };
    let (signer, certificate) = match data.single_signer() {
        Ok(found) => found,
        Err(e) => {
            report.failed(Step::Structure, e.reason, &e.detail);
            return Outcome::unreadable(report);
        }
    };
    report.passed(Step::Structure, "");
    note(&mut report, Step::Digest, signer.verify_content(content).map(|()| signer.digest().name().to_owned()));
    let signature = signer.check_signature(certificate, care).and_then(|()| {
        let key = certificate.public_key()?.name();
        strength::not_retired(trust.rules, &[signer.digest().name(), &key], at)?;
        Ok(key)
    });
    note(&mut report, Step::Signature, signature);
    let inside: Vec<&Certificate> = data.certificates().iter().collect();
    let mut outcome = judge(report, certificate, &inside, trust, expected, at, care);
    outcome.signing_time = signer.signing_time();
    outcome
}

/// Judges a certificate alone, as of `at`: chain, validity, revocation, identity and role. For a certificate that is
/// looked at before anything is signed with it.
pub fn judge_certificate(
    certificate: &Certificate,
    trust: &Trust<'_>,
    expected: Option<&Expectation<'_>>,
    at: i64,
) -> Outcome {
    judge(Report::new(at), certificate, &[], trust, expected, at, Care::New)
}

fn judge(
    mut report: Report,
    certificate: &Certificate,
    inside: &[&Certificate],
    trust: &Trust<'_>,
    expected: Option<&Expectation<'_>>,
    at: i64,
    care: Care,
) -> Outcome {
    let mut revocation = None;
    let candidates: Vec<&Certificate> = trust.intermediates.iter().chain(inside.iter().copied()).collect();
    let path = may_sign(certificate).and_then(|()| chain::build_with(certificate, &candidates, trust.anchors, care));
    match path {
        Ok(path) => {
            let names: Vec<&str> = path.iter().skip(1).map(|c| c.subject().common_name()).collect();
            let holds = strength::path_holds(trust.rules, &path, at);
            note(&mut report, Step::Chain, holds.map(|()| names.join(" < ")));
            note(&mut report, Step::Validity, valid(&path, at));
            note(&mut report, Step::Revocation, not_revoked(&path, trust.crls, at, &mut revocation));
        }
        Err(e) => {
            report.failed(Step::Chain, e.reason, e.detail);
            note(&mut report, Step::Validity, valid(&[certificate], at));
        }
    }
    let subject = trust.profile.read(certificate);
    match (&subject, expected) {
        (Err(e), _) => report.failed(Step::Identity, e.reason, &e.detail),
        (Ok(subject), _) if subject.iin.is_empty() => {
            report.failed(Step::Identity, Reason::IdentityMissing, &subject.common_name);
        }
        (Ok(_), None) => {}
        (Ok(subject), Some(expected)) => {
            note(&mut report, Step::Identity, is_expected(subject, expected));
            note(&mut report, Step::Role, has_role(trust.profile, subject, expected.role));
        }
    }
    Outcome { report, certificate: Some(certificate.clone()), subject: subject.ok(), signing_time: None, revocation }
}

fn note(report: &mut Report, step: Step, result: Result<String, Error>) {
    match result {
        Ok(detail) => report.passed(step, detail),
        Err(e) => report.failed(step, e.reason, e.detail),
    }
}

/// May the key of this certificate sign documents?
fn may_sign(certificate: &Certificate) -> Result<(), Error> {
    match certificate.key_usage()? {
        Some(usage) if !usage.digital_signature() && !usage.non_repudiation() => {
            Err(Error::new(Reason::KeyUsage, certificate.subject().common_name()))
        }
        _ => Ok(()),
    }
}

fn valid(path: &[&Certificate], at: i64) -> Result<String, Error> {
    for (place, certificate) in path.iter().enumerate() {
        let (reason, when) = if at < certificate.not_before() {
            (Reason::NotYetValid, certificate.not_before())
        } else if at > certificate.not_after() {
            (Reason::Expired, certificate.not_after())
        } else {
            continue;
        };
        let reason = if place == 0 { reason } else { Reason::IssuerNotValid };
        return Err(Error::new(reason, time::text(when)));
    }
    let leaf = path.first().ok_or(Reason::Malformed)?;
    Ok(format!("{} / {}", time::text(leaf.not_before()), time::text(leaf.not_after())))
}

/// For every certificate below the anchor there must be a fresh list of its issuer that does not name it.
fn not_revoked(
    path: &[&Certificate],
    crls: &[Crl],
    at: i64,
    revocation: &mut Option<Revocation>,
) -> Result<String, Error> {
    let mut detail = String::new();
    for (place, pair) in path.windows(2).enumerate() {
        let (certificate, issuer) = (pair[0], pair[1]);
        let mut trouble = Error::new(Reason::RevocationUnknown, issuer.subject().common_name());
        let mut known = false;
        for crl in crls.iter().filter(|c| c.issuer().raw() == issuer.subject().raw()) {
            if let Err(e) = crl.verify_signed_by(issuer) {
                trouble = e;
                continue;
            }
            // A list past its time can still say "revoked"; it cannot say "not revoked" any more.
            if let Some(entry) = crl.find(certificate.serial()).filter(|e| e.at <= at) {
                let reason = if place == 0 { Reason::Revoked } else { Reason::IssuerRevoked };
                *revocation = Some(entry);
                return Err(Error::new(reason, format_args!("{} {}", time::text(entry.at), entry.reason.code())));
            }
            if crl.is_fresh(at) {
                known = true;
                if place == 0 {
                    detail = format!("CRL {} {}", crl.number().unwrap_or("-"), time::text(crl.this_update()));
                }
            } else {
                let until = crl.next_update().map_or_else(|| "-".to_owned(), time::text);
                trouble = Error::new(Reason::CrlStale, until);
            }
        }
        if !known {
            return Err(trouble);
        }
    }
    Ok(detail)
}

fn is_expected(subject: &Subject, expected: &Expectation<'_>) -> Result<String, Error> {
    if subject.iin != expected.iin {
        return Err(Error::new(Reason::OtherPerson, subject.full_name()));
    }
    if subject.bin != expected.bin || subject.bin.is_empty() {
        return Err(Error::new(Reason::OtherBody, &subject.organisation));
    }
    Ok(subject.full_name())
}

fn has_role(profile: &Profile, subject: &Subject, role: ExpectedRole) -> Result<String, Error> {
    let holds = match role {
        ExpectedRole::Head => profile.is_head(subject),
        ExpectedRole::Employee => profile.is_employee(subject),
    };
    let roles = subject.roles.join(" ");
    if holds { Ok(roles) } else { Err(Error::new(Reason::RoleMissing, roles)) }
}
