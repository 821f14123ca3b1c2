//! Judging a record: from the newest stamp to the oldest, each as of the time that the one after it proves.

use super::pending::of_things;
use super::tree::joined;
use super::{ArchiveStamp, EvidenceRecord};
use crate::asn1::{element, tag};
use crate::validate::{Check, Context, Validation, judge_authority, validate};
use crate::{Content, Digest, Envelope, Error, Reason, Result, time};

/// What a record proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// The things existed at this time: seconds since 1970 UTC.
    pub since: i64,
    /// Times of all stamps, oldest first.
    pub times: Vec<i64>,
}

impl EvidenceRecord {
    /// Judges the record over things that belong together. `brought`: signatures whose material may help.
    ///
    /// # Errors
    /// Stamp mismatch, order of stamps, content missing, and everything that is wrong with an authority.
    pub fn judge(&self, things: &[Content<'_>], brought: &[Envelope], context: &Context<'_>) -> Result<Proven> {
        let mut before = Vec::new();
        let mut covered = Vec::new();
        for (place, chain) in self.chains.iter().enumerate() {
            let digests: Result<Vec<Vec<u8>>> = things.iter().map(|thing| thing.digest(chain.digest)).collect();
            let sequence = element(tag::SEQUENCE, &before);
            let mut over = of_things(chain.digest, &digests?, (place > 0).then_some(&sequence));
            for stamp in &chain.stamps {
                covered.push((chain.digest, stamp, over));
                over = vec![chain.digest.of(&stamp.token)];
            }
            before.extend_from_slice(&chain.raw);
        }
        let (mut control, mut times) = (context.at, Vec::new());
        for (digest, stamp, over) in covered.into_iter().rev() {
            if root(digest, over, stamp)? != stamp.stamp.info().imprint {
                return Err(Error::new(Reason::StampMismatch, time::text(stamp.stamp.info().time)));
            }
            judge_authority(&stamp.stamp, brought, control, context)?;
            control = stamp.stamp.info().time;
            times.insert(0, control);
        }
        Ok(Proven { since: control, times })
    }
}

/// What the way through the tree leads to (RFC 4998, 4.3).
fn root(digest: Digest, mut covered: Vec<Vec<u8>>, stamp: &ArchiveStamp) -> Result<Vec<u8>> {
    let mismatch = |what: &str| Error::new(Reason::StampMismatch, what);
    let Some((first, others)) = stamp.lists.split_first() else {
        return if let [one] = &covered[..] { Ok(one.clone()) } else { Err(mismatch("several things without a tree")) };
    };
    covered.sort_unstable();
    let fits = match &covered[..] {
        [one] => first.contains(one),
        [] => false,
        // Things that belong together are all there, and nothing else.
        all => {
            let mut listed = first.clone();
            listed.sort_unstable();
            listed == all
        }
    };
    if !fits {
        return Err(mismatch("not in the tree"));
    }
    Ok(others.iter().fold(joined(digest, first.clone()), |below, list| {
        joined(digest, list.iter().cloned().chain([below]).collect())
    }))
}

/// Validates a signature with the record over what was signed and the signature: as of the time that the record proves
/// them to have existed. Without a record that holds it is judged as of now, and the report says what is wrong with it.
pub fn validate_with_record(cms: &[u8], content: &Content<'_>, record: &[u8], context: &Context<'_>) -> Validation {
    let envelope: Vec<Envelope> = Envelope::read(cms).into_iter().collect();
    let proven = EvidenceRecord::read(record)
        .and_then(|record| record.judge(&[*content, Content::Bytes(cms)], &envelope, context));
    let at = proven.as_ref().map_or(context.at, |proven| proven.since);
    let mut validation = validate(cms, Some(content), &Context { at, ..context.clone() });
    validation.at = context.at;
    let reports = std::mem::take(&mut validation.signatures);
    for mut report in reports {
        match &proven {
            Ok(proven) => {
                let times: Vec<String> = proven.times.iter().map(|at| time::text(*at)).collect();
                report.note(Check::EvidenceRecord, Ok(times.join("; ")));
                report.proven_time = Some(report.proven_time.map_or(proven.since, |own| own.min(proven.since)));
            }
            Err(error) => report.note(Check::EvidenceRecord, Err(error.clone())),
        }
        let level = report.proven_level;
        report.conclude(level);
        validation.add(report);
    }
    validation
}
