//! One signer: from the newest stamp to the signature.

use super::archive::{ARCHIVE_STAMP, SIGNATURE_STAMP, covers};
use super::session::Session;
use super::{Check, Context, Level, SignatureReport, SignerReport};
use crate::path::{Evidence, Known, Path, PathOptions, Work, find_known};
use crate::{
    Certificate, Content, Digest, Envelope, Error, OcspResponse, Reason, Result, RevocationList, SignerInfo, TimeStamp,
    strength, time,
};
use const_oid::ObjectIdentifier;

const TIME_STAMPING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");
/// Stamps of one kind at most.
const STAMPS: usize = 64;

pub(super) fn judge(session: &Session<'_>, signer: &SignerInfo) -> SignatureReport {
    let mut report = SignatureReport::new();
    let proven = Judge { session, envelope: session.envelope, signer, context: session.context }.run(&mut report);
    report.conclude(proven);
    report
}

struct Judge<'a> {
    session: &'a Session<'a>,
    envelope: &'a Envelope,
    signer: &'a SignerInfo,
    context: &'a Context<'a>,
}

impl Judge<'_> {
    fn run(&self, report: &mut SignatureReport) -> Option<Level> {
        let (signer, context) = (self.signer, self.context);
        report.claimed_time = signer.signing_time().ok().flatten();
        let candidates = self.envelope.certificates().iter().chain(&context.store.intermediates);
        let certificate = match signer.certificate(candidates) {
            Ok(certificate) => certificate,
            Err(e) => {
                report.note(Check::Form, Err(e));
                return None;
            }
        };
        let named = signer.names_certificate(certificate).ok().flatten() == Some(true);
        report.claimed_level = self.claimed(named);
        report.note(Check::Form, Ok(String::new()));
        self.identify(certificate, report);
        let Some(content) = &self.session.content else {
            report.note(Check::Content, Err(Reason::ContentMissing.into()));
            return None;
        };
        report.note(Check::Content, self.content().map(|()| signer.digest().name().to_owned()));
        let checked = self.signature(content, certificate);
        report.note(Check::Signature, checked.and_then(|()| Ok(certificate.public_key()?.name())));

        // What is known to have existed by then: now, then what each stamp proves.
        let mut control = context.at;
        let archived = self.archive(&mut control, report);
        let stamped = self.stamps(&mut control, report);
        if stamped || archived {
            report.proven_time = Some(control);
        }
        self.algorithms(certificate, control, report);
        let mut options = PathOptions::at(control);
        options.revocation = context.revocation;
        let path =
            self.session.path(certificate, &[], &options).and_then(|path| self.still_known(path, archived, control));
        let long_term = match path {
            Ok(path) => {
                let names: Vec<&str> = path.certificates.iter().skip(1).map(|c| c.subject().common_name()).collect();
                report.note(Check::Path, Ok(names.join(" < ")));
                let certificates: Vec<&Certificate> = path.certificates.iter().collect();
                if let Err(e) = strength::path_holds(context.retired, &certificates, control) {
                    report.note(Check::Algorithm, Err(e));
                }
                report.evidence(Check::Path, path.evidence);
                self.session.is_self_contained(certificate, &options)
            }
            Err(e) => {
                report.note(Check::Path, Err(e));
                false
            }
        };
        self.counter_signatures(report);
        Some(match (stamped, long_term, archived) {
            (true, true, true) => Level::Lta,
            (true, true, false) => Level::Lt,
            (true, false, _) => Level::T,
            _ if named => Level::B,
            _ => Level::Cms,
        })
    }

    fn claimed(&self, named: bool) -> Level {
        let has = |oid| self.signer.unsigned(oid).next().is_some();
        let material = !self.envelope.crls().is_empty() || !self.envelope.ocsp().is_empty();
        match (has(ARCHIVE_STAMP), has(SIGNATURE_STAMP)) {
            (true, _) => Level::Lta,
            (_, true) if material => Level::Lt,
            (_, true) => Level::T,
            _ if named => Level::B,
            _ => Level::Cms,
        }
    }

    fn identify(&self, certificate: &Certificate, report: &mut SignatureReport) {
        let subject = match self.context.profile.read(certificate) {
            Ok(subject) => subject,
            Err(e) => return report.note(Check::Identity, Err(e)),
        };
        let key = certificate.public_key().map_or_else(|_| String::new(), |key| key.name());
        report.note(Check::Identity, Ok(subject.full_name()));
        report.signer = Some(SignerReport {
            name: subject.full_name(),
            iin: subject.iin,
            bin: subject.bin,
            organisation: subject.organisation,
            roles: subject.roles,
            serial: certificate.serial_hex(),
            certificate_sha256: certificate.sha256_hex(),
            issuer: certificate.issuer().common_name().to_owned(),
            algorithm: format!("{key}, {}", self.signer.digest().name()),
        });
    }

    /// Is the signed digest that of the content? (Without signed attributes the signature itself says.)
    fn content(&self) -> Result<()> {
        if self.signer.signed_attributes().is_empty() {
            return Ok(());
        }
        let digest = self.signer.digest();
        let made = [(digest, self.session.digest(digest)?)];
        self.signer.verify_content(&Content::Digests(&made))
    }

    fn signature(&self, content: &Content<'_>, certificate: &Certificate) -> Result<()> {
        self.session.work.spend(1)?;
        if let (true, Content::Bytes(bytes)) = (self.signer.signed_attributes().is_empty(), content) {
            self.session.work.spend_bytes(bytes.len())?;
        }
        self.signer.check_signature(content, certificate, self.context.care)
    }

    /// Stamps of one kind, newest first.
    fn tokens(&self, kind: ObjectIdentifier) -> Result<Vec<TimeStamp>> {
        let mut stamps = Vec::new();
        for value in self.signer.unsigned(kind) {
            stamps.push(TimeStamp::read(value).map_err(|e| Error::new(Reason::StampInvalid, e))?);
            if stamps.len() > STAMPS {
                return Err(Error::new(Reason::TooLarge, "too many stamps"));
            }
        }
        stamps.sort_by_key(|stamp| std::cmp::Reverse(stamp.info().time));
        Ok(stamps)
    }

    /// The authority of a stamp: signature, purpose, path as of `control`.
    fn authority(&self, stamp: &TimeStamp, control: i64) -> Result<(String, Vec<Evidence>)> {
        self.session.work.spend(2)?;
        let find = |leaf: &Certificate, options: &PathOptions| {
            self.session.path(leaf, stamp.envelope().certificates(), options)
        };
        authority(stamp, control, self.envelope.certificates(), self.context, find)
    }

    /// Archive stamps from the newest on. Each proves what it covers to have existed at its time.
    fn archive(&self, control: &mut i64, report: &mut SignatureReport) -> bool {
        let stamps = match self.tokens(ARCHIVE_STAMP) {
            Ok(stamps) => stamps,
            Err(e) => {
                report.note(Check::ArchiveStamp, Err(e));
                return false;
            }
        };
        let mut any = false;
        for stamp in &stamps {
            let checked = covers(stamp, self.session, self.signer).and_then(|()| self.authority(stamp, *control));
            match checked {
                Ok((detail, evidence)) => {
                    report.note(Check::ArchiveStamp, Ok(detail));
                    report.evidence(Check::ArchiveStamp, evidence);
                    *control = stamp.info().time;
                    any = true;
                }
                Err(e) => {
                    report.note(Check::ArchiveStamp, Err(e));
                    return false;
                }
            }
        }
        any
    }

    /// The stamp over the signature: the oldest good one proves most.
    fn stamps(&self, control: &mut i64, report: &mut SignatureReport) -> bool {
        let stamps = match self.tokens(SIGNATURE_STAMP) {
            Ok(stamps) => stamps,
            Err(e) => {
                report.note(Check::SignatureStamp, Err(e));
                return false;
            }
        };
        let start = *control;
        let mut any = false;
        for stamp in &stamps {
            let over = Content::Bytes(self.signer.signature());
            match stamp.verify_content(&over).and_then(|()| self.authority(stamp, start)) {
                Ok((detail, evidence)) => {
                    report.note(Check::SignatureStamp, Ok(detail));
                    report.evidence(Check::SignatureStamp, evidence);
                    *control = (*control).min(stamp.info().time);
                    any = true;
                }
                Err(e) => {
                    report.note(Check::SignatureStamp, Err(e));
                    return false;
                }
            }
        }
        any
    }

    fn algorithms(&self, certificate: &Certificate, control: i64, report: &mut SignatureReport) {
        let mut names = vec![self.signer.digest().name().to_owned()];
        let key = certificate.public_key();
        names.extend(key.as_ref().map(crate::PublicKey::name));
        let holds = strength::not_retired(self.context.retired, &names, control);
        let sound = key.and_then(|key| key.check_sound());
        report.note(Check::Algorithm, holds.and(sound).map(|()| names.join(", ")));
    }

    /// A path of the past holds only as long as what it rests on could not be made up since: without an archive stamp the
    /// authorities must be in force now.
    fn still_known(&self, path: Path, archived: bool, control: i64) -> Result<Path> {
        if archived || control == self.context.at {
            return Ok(path);
        }
        let authorities = path.certificates.len().saturating_sub(1);
        for authority in path.certificates.iter().take(authorities).skip(1) {
            if self.context.at > authority.not_after() {
                let detail = format!(
                    "archive stamp: {} {}",
                    authority.subject().common_name(),
                    time::text(authority.not_after())
                );
                return Err(Error::new(Reason::MaterialMissing, detail));
            }
        }
        Ok(path)
    }

    fn counter_signatures(&self, report: &mut SignatureReport) {
        let signers = match self.signer.counter_signatures() {
            Ok(signers) => signers,
            Err(e) => return report.note(Check::CounterSignature, Err(e)),
        };
        let over = Content::Bytes(self.signer.signature());
        for signer in signers {
            let checked = signer.certificate(self.envelope.certificates()).and_then(|certificate| {
                self.session.work.spend(1)?;
                signer.verify_content(&over)?;
                signer.check_signature(&over, certificate, self.context.care)?;
                let mut options = PathOptions::at(self.context.at);
                options.revocation = self.context.revocation;
                self.session.path(certificate, &[], &options)?;
                Ok(certificate.subject().common_name().to_owned())
            });
            report.note(Check::CounterSignature, checked);
        }
    }
}

/// The authority of a stamp as of `control`: signature, purpose, and a path as `find` finds it. `others` are certificates
/// brought along.
fn authority(
    stamp: &TimeStamp,
    control: i64,
    others: &[Certificate],
    context: &Context<'_>,
    find: impl Fn(&Certificate, &PathOptions) -> Result<Path>,
) -> Result<(String, Vec<Evidence>)> {
    let authority = stamp.check_signature(others, context.care)?;
    let info = stamp.info();
    if info.time > control {
        return Err(Error::new(Reason::OrderOfStamps, time::text(info.time)));
    }
    strength::not_retired(context.retired, &[info.digest()?.name(), &authority.public_key()?.name()], control)?;
    if info.time < authority.not_before() || info.time > authority.not_after() {
        return Err(Error::new(Reason::StampInvalid, "made outside the validity of its certificate"));
    }
    let mut options = PathOptions { purpose: Some(TIME_STAMPING), ..PathOptions::at(control) };
    options.revocation = context.revocation;
    let path = find(authority, &options).map_err(|e| match e.reason {
        // The stamp's own material is too old: a later stamp was due.
        Reason::Expired | Reason::IssuerNotValid => {
            Error::new(Reason::MaterialMissing, format_args!("a later stamp: {e}"))
        }
        _ => e,
    })?;
    Ok((format!("{} {}", time::text(info.time), authority.subject().common_name()), path.evidence))
}

/// Judges a stamp over `content` that stands by itself, as of the time of the context. Material is taken from what is
/// brought along with it too.
pub(crate) fn judge_stamp(
    stamp: &TimeStamp,
    content: &Content<'_>,
    brought: &[Envelope],
    context: &Context<'_>,
) -> Result<()> {
    stamp.verify_content(content)?;
    judge_authority(stamp, brought, context.at, context)
}

/// The authority of a stamp as of `control`, with the material in it and that other signatures bring along.
pub(crate) fn judge_authority(
    stamp: &TimeStamp,
    brought: &[Envelope],
    control: i64,
    context: &Context<'_>,
) -> Result<()> {
    let mut store = context.store.clone();
    let mut others = Vec::new();
    for envelope in brought.iter().chain([stamp.envelope()]) {
        store.lists.extend(envelope.crls().iter().filter_map(|raw| RevocationList::read(raw).ok()));
        store.answers.extend(envelope.ocsp().iter().filter_map(|raw| OcspResponse::read(raw).ok()));
        others.extend_from_slice(envelope.certificates());
    }
    let work = Work::with(context.care);
    let find = |leaf: &Certificate, options: &PathOptions| {
        let known = Known { anchors: &store.anchors, stores: &[&store], others: &[&others], work: &work };
        find_known(leaf, &known, options)
    };
    authority(stamp, control, &others, context, find).map(|_| ())
}

/// The stamps over a signature and over everything, newest first.
///
/// # Errors
/// Stamp invalid, too large.
pub fn stamps(signer: &SignerInfo) -> Result<Vec<TimeStamp>> {
    let mut found = Vec::new();
    for value in signer.unsigned(ARCHIVE_STAMP).chain(signer.unsigned(SIGNATURE_STAMP)).take(2 * STAMPS) {
        found.push(TimeStamp::read(value).map_err(|e| Error::new(Reason::StampInvalid, e))?);
    }
    // Stable: of two in one second the archive stamp, which covers the other, stays first.
    found.sort_by_key(|stamp| std::cmp::Reverse(stamp.info().time));
    Ok(found)
}

/// Digests that must be made of a detached content before it is validated: those of the signers and of archive stamps.
///
/// # Errors
/// As [`Envelope::read`].
pub fn digests_needed(bytes: &[u8]) -> Result<Vec<Digest>> {
    let envelope = Envelope::read(bytes)?;
    let mut needed: Vec<Digest> = envelope.signers().iter().map(SignerInfo::digest).collect();
    for value in envelope.signers().iter().flat_map(|s| s.unsigned(ARCHIVE_STAMP)) {
        needed.push(TimeStamp::read(value)?.info().digest()?);
    }
    needed.sort_by_key(|digest| digest.name());
    needed.dedup();
    Ok(needed)
}
