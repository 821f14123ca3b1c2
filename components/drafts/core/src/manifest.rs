//! What is signed: the parts of a version by their digests, in an order that never depends on chance.
//!
//! Parts of a version: `card` (title, kind, number of the version, BINs of the drafting and of the approving bodies,
//! term), `text-kk` and `text-ru` where there are texts, then every file in its order. A protocol of disagreements adds
//! `protocol`: its points with both views; a vote in absentia adds `vote`: which vote, on which list, for which body.

use crate::{Content, Draft, DraftVersion, Protocol, Side, Texts, Vote, VoteValue};
use orda_base::BodyId;
use orda_documents::StoredFile;
use orda_signatures::{Manifest, ObjectRef, Part, Purpose};
use serde::Serialize;
use std::collections::BTreeMap;

/// Kind of object under which signatures on versions of a draft are kept.
pub const OBJECT: &str = "draft";
/// Kind of object under which signatures on protocols of disagreements are kept; the id is that of the draft.
pub const PROTOCOL_OBJECT: &str = "draft_protocol";
/// Kind of object under which signatures of votes in absentia are kept; the id is that of the draft.
pub const VOTE_OBJECT: &str = "draft_vote";

/// BINs of the bodies concerned.
pub type Bins = BTreeMap<BodyId, String>;

/// The card as it is signed. The order of the fields is the order in the bytes.
#[derive(Serialize)]
struct SignedCard<'a> {
    number: &'a str,
    version: u32,
    kind: &'a str,
    title_kk: &'a str,
    title_ru: &'a str,
    title_en: &'a str,
    drafting_body: &'a str,
    approving_bodies: Vec<&'a str>,
    term_working_days: u16,
}

/// The bytes of the part `card`.
fn card(draft: &Draft, version: u32, content: &Content, bins: &Bins) -> Vec<u8> {
    let bin = |body: &BodyId| bins.get(body).map_or("", String::as_str);
    let card = SignedCard {
        number: &draft.number,
        version,
        kind: content.kind.code(),
        title_kk: &content.title.kk,
        title_ru: &content.title.ru,
        title_en: &content.title.en,
        drafting_body: bin(&draft.body),
        approving_bodies: content.approving_bodies.iter().map(bin).collect(),
        term_working_days: content.term,
    };
    // Strings and numbers only: nothing in it can fail to serialise.
    serde_json::to_vec_pretty(&card).unwrap_or_default()
}

/// The parts of a version that are no files, with their bytes.
pub fn written(draft: &Draft, version: &DraftVersion, texts: &Texts, bins: &Bins) -> Vec<(&'static str, Vec<u8>)> {
    let mut written = vec![("card", card(draft, version.number, &version.content, bins))];
    for (name, paragraphs) in [("text-kk", &texts.kk), ("text-ru", &texts.ru)] {
        if !paragraphs.is_empty() {
            written.push((name, Texts::bytes(paragraphs)));
        }
    }
    written
}

/// The parts of a version.
pub fn parts(draft: &Draft, version: &DraftVersion, texts: &Texts, files: &[StoredFile], bins: &Bins) -> Vec<Part> {
    let written = written(draft, version, texts, bins);
    let mut parts: Vec<Part> = written.iter().map(|(name, bytes)| Part::of_bytes(*name, bytes)).collect();
    parts.extend(files.iter().map(|f| Part::new(&f.name, f.size, &f.sha256)));
    parts
}

/// The manifest of a version, signed for `body` with `purpose`.
pub fn of_version(
    draft: &Draft,
    version: &DraftVersion,
    body: BodyId,
    purpose: Purpose,
    parts: Vec<Part>,
    bins: &Bins,
) -> Manifest {
    let object = ObjectRef::new(OBJECT, draft.id, version.number);
    let bin = bins.get(&body).cloned().unwrap_or_default();
    Manifest::new(purpose, object, bin, version.content.title.clone(), parts)
}

/// The manifest of a protocol of disagreements, signed by one side: the parts of the version and the protocol itself. The
/// kind of object tells it from a signature on the version, the statement says what the signer declares.
pub fn of_protocol(
    draft: &Draft,
    version: &DraftVersion,
    protocol: &Protocol,
    side: Side,
    mut parts: Vec<Part>,
    bins: &Bins,
) -> Manifest {
    parts.push(protocol_part(protocol, bins));
    let body = protocol.body_of(side);
    let object = ObjectRef::new(PROTOCOL_OBJECT, draft.id, version.number);
    let bin = bins.get(&body).cloned().unwrap_or_default();
    Manifest::new(Purpose::ProtocolSign, object, bin, version.content.title.clone(), parts)
}

/// The manifest of the vote of the head of `body`: the parts of the version and the vote itself. The value stands in the
/// purpose and in the statement, in words (385-23).
pub fn of_vote(
    draft: &Draft,
    version: &DraftVersion,
    vote: &Vote,
    body: BodyId,
    value: VoteValue,
    mut parts: Vec<Part>,
    bins: &Bins,
) -> Manifest {
    parts.push(vote_part(vote, value, bins));
    let object = ObjectRef::new(VOTE_OBJECT, draft.id, version.number);
    let bin = bins.get(&body).cloned().unwrap_or_default();
    Manifest::new(value.purpose(), object, bin, version.content.title.clone(), parts)
}

/// The vote as it is signed.
#[derive(Serialize)]
struct SignedVote<'a> {
    vote: String,
    value: &'a str,
    last_day: String,
    bodies: Vec<&'a str>,
}

/// The part `vote`.
fn vote_part(vote: &Vote, value: VoteValue, bins: &Bins) -> Part {
    let signed = SignedVote {
        vote: vote.id.to_string(),
        value: value.code(),
        last_day: vote.due.to_string(),
        bodies: vote.voters.iter().map(|v| bins.get(&v.body).map_or("", String::as_str)).collect(),
    };
    Part::of_bytes("vote", &serde_json::to_vec_pretty(&signed).unwrap_or_default())
}

/// The protocol as it is signed.
#[derive(Serialize)]
struct SignedProtocol<'a> {
    protocol: String,
    wording: u32,
    drafting_body: &'a str,
    approving_body: &'a str,
    points: &'a [crate::Point],
}

/// The part `protocol`.
fn protocol_part(protocol: &Protocol, bins: &Bins) -> Part {
    let bin = |body: &BodyId| bins.get(body).map_or("", String::as_str);
    let signed = SignedProtocol {
        protocol: protocol.id.to_string(),
        wording: protocol.wording,
        drafting_body: bin(&protocol.drafting_body),
        approving_body: bin(&protocol.approving_body),
        points: &protocol.points,
    };
    Part::of_bytes("protocol", &serde_json::to_vec_pretty(&signed).unwrap_or_default())
}

/// Names of the parts in which what is stored now differs from what was signed then; empty when nothing does (385-59-b).
pub fn differences(signed: &[Part], now: &[Part]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (a, b) in [(signed, now), (now, signed)] {
        for part in a.iter().filter(|p| !b.contains(p)) {
            if !names.contains(&part.name) {
                names.push(part.name.clone());
            }
        }
    }
    names
}
