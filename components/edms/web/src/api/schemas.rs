//! Shapes of the interface.

use orda_base::{LocalizedText, Page, Timestamp};
use orda_edms::ports::OutMessage;
use orda_edms::reference::Reference;
use orda_edms::{Entry, Event, Fault, Letter, LetterCard, ParticipantLine};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A text in up to three languages.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = EdmsText)]
#[serde(default)]
pub(crate) struct Text {
    /// In Kazakh.
    pub(crate) kk: String,
    /// In Russian.
    pub(crate) ru: String,
    /// In English.
    pub(crate) en: String,
}

impl From<&LocalizedText> for Text {
    fn from(text: &LocalizedText) -> Self {
        Self { kk: text.kk.clone(), ru: text.ru.clone(), en: text.en.clone() }
    }
}

/// An official letter of the exchange.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExchangeLetter)]
pub(crate) struct LetterView {
    /// Its id.
    id: String,
    /// `cover`, `refusal`, `chancellery`, `not_accepted` or `official`.
    kind: &'static str,
    /// Id of the sending body.
    sender: String,
    /// Id of the receiving body.
    receiver: String,
    /// Outgoing number.
    number: String,
    /// Outgoing date.
    date: String,
    /// Incoming number, once it is registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    incoming_number: Option<String>,
    /// Incoming date.
    #[serde(skip_serializing_if = "Option::is_none")]
    incoming_date: Option<String>,
    /// Title.
    title: Text,
    /// Link to what it is about.
    link: String,
    /// Who signed it.
    signer: String,
    /// Does an electronic digital signature go with it?
    signed: bool,
    /// `waiting`, `delivered`, `not_delivered`, `registered`, `declined` or `rejected`.
    state: &'static str,
    /// Why it was not delivered, declined or rejected.
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<FaultView>,
    /// When the centre took it (RFC 3339).
    taken_at: String,
}

impl From<&Letter> for LetterView {
    fn from(letter: &Letter) -> Self {
        Self {
            id: letter.id.to_string(),
            kind: letter.kind.code(),
            sender: letter.sender.to_string(),
            receiver: letter.receiver.to_string(),
            number: letter.outgoing.number.clone(),
            date: letter.outgoing.date.to_string(),
            incoming_number: letter.incoming.as_ref().map(|i| i.number.clone()),
            incoming_date: letter.incoming.as_ref().map(|i| i.date.to_string()),
            title: (&letter.title).into(),
            link: letter.link.clone(),
            signer: letter.signer.clone(),
            signed: letter.signature.is_some(),
            state: letter.state.code(),
            fault: letter.fault.as_ref().map(Into::into),
            taken_at: letter.taken_at.rfc3339(),
        }
    }
}

/// What was wrong.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExchangeFault)]
pub(crate) struct FaultView {
    /// Stable code.
    kind: &'static str,
    /// What the other side said.
    said: String,
}

impl From<&Fault> for FaultView {
    fn from(fault: &Fault) -> Self {
        Self { kind: fault.kind.code(), said: fault.said.clone() }
    }
}

/// A page of a register.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExchangeLetters)]
pub(crate) struct Letters {
    /// Newest first.
    items: Vec<LetterView>,
    /// How many there are.
    total: u64,
}

impl From<Page<Letter>> for Letters {
    fn from(page: Page<Letter>) -> Self {
        Self { items: page.items.iter().map(Into::into).collect(), total: page.total }
    }
}

/// Something that happened to a letter.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExchangeEntry)]
pub(crate) struct EntryView {
    /// Stable code.
    event: &'static str,
    /// When (RFC 3339).
    at: String,
    /// Who; empty for the centre itself.
    by: String,
    /// Number that was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    /// What was wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<FaultView>,
    /// The letter that answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    letter: Option<String>,
}

impl From<&Entry> for EntryView {
    fn from(entry: &Entry) -> Self {
        let (number, fault, letter) = match &entry.event {
            Event::Taken { number } | Event::Registered { number } => (Some(number.clone()), None, None),
            Event::NotDelivered { fault } | Event::Declined { fault } | Event::Rejected { fault } => {
                (None, Some(fault.into()), None)
            }
            Event::Answered { by } => (None, None, Some(by.to_string())),
            Event::Delivered | Event::Again => (None, None, None),
        };
        Self { event: entry.event.code(), at: entry.at.rfc3339(), by: entry.by.clone(), number, fault, letter }
    }
}

/// The card of a letter.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExchangeLetterCard)]
pub(crate) struct CardView {
    /// The letter.
    letter: LetterView,
    /// Its text.
    text: String,
    /// Its way, oldest first.
    way: Vec<EntryView>,
    /// The letter that it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    in_reply_to: Option<String>,
    /// Letters that answer it.
    answers: Vec<LetterView>,
    /// Detached signature that goes with it: CMS, base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    cms: Option<String>,
    /// SHA-256 of what was signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
    /// May the caller register it now?
    may_register: bool,
    /// May the caller send it again now?
    may_send_again: bool,
}

impl From<&LetterCard> for CardView {
    fn from(card: &LetterCard) -> Self {
        let signature = card.letter.signature.as_ref();
        Self {
            letter: (&card.letter).into(),
            text: card.letter.text.clone(),
            way: card.entries.iter().map(Into::into).collect(),
            in_reply_to: card.letter.in_reply_to.map(|id| id.to_string()),
            answers: card.answers.iter().map(Into::into).collect(),
            cms: signature.map(|s| s.cms.clone()),
            digest: signature.map(|s| s.digest.clone()),
            may_register: card.may_register,
            may_send_again: card.may_send_again,
        }
    }
}

/// An official letter to be sent. It has no field for a file.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ExchangeLetterInput)]
#[serde(deny_unknown_fields)]
pub(crate) struct LetterBody {
    /// Id chosen by the caller (UUID): the same letter sent twice goes once.
    #[serde(default)]
    pub(crate) id: Option<String>,
    /// Id of the sending body.
    pub(crate) sender: String,
    /// Id of the receiving body.
    pub(crate) receiver: String,
    /// Outgoing number; the next of the body's numbering when left out.
    #[serde(default)]
    pub(crate) number: String,
    /// Title.
    pub(crate) title: Text,
    /// Text; holds the link when there is one.
    pub(crate) text: String,
    /// Link to what it is about in the portal.
    #[serde(default)]
    pub(crate) link: String,
    /// Full name of who signed it.
    pub(crate) signer: String,
}

/// Incoming number and date.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ExchangeRegistrationInput)]
#[serde(deny_unknown_fields)]
pub(crate) struct RegistrationBody {
    /// Incoming number; the next of the body's numbering when left out.
    #[serde(default)]
    pub(crate) number: String,
    /// Incoming date: `2026-11-22`.
    pub(crate) date: String,
}

/// A reason.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ExchangeRefusalInput)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReasonBody {
    /// Why.
    pub(crate) reason: String,
}

/// How letters come to a body.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExchangeParticipant)]
pub(crate) struct ParticipantView {
    /// Id of the body.
    body: String,
    /// Its BIN.
    bin: String,
    /// `portal`, `outside` or `none`.
    way: &'static str,
    /// Address of the system outside.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// `json` or `xml`.
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    /// Its public key in PEM.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    /// Are deliveries held back?
    paused: bool,
}

impl From<&ParticipantLine> for ParticipantView {
    fn from(line: &ParticipantLine) -> Self {
        let way = &line.participant.way;
        let endpoint = way.endpoint();
        Self {
            body: line.body.id.to_string(),
            bin: line.body.bin.clone(),
            way: way.code(),
            url: endpoint.map(|e| e.url.clone()),
            format: endpoint.map(|e| e.format.code()),
            key: endpoint.map(|e| e.key.pem()),
            paused: endpoint.is_some_and(|e| e.paused),
        }
    }
}

/// How letters are to come to a body.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ExchangeParticipantInput)]
#[serde(deny_unknown_fields)]
pub(crate) struct ParticipantBody {
    /// `portal`, `outside` or `none`.
    pub(crate) way: String,
    /// Address of the system outside.
    #[serde(default)]
    pub(crate) url: String,
    /// `json` or `xml`.
    #[serde(default)]
    pub(crate) format: String,
    /// Public key: PEM, or base64 of 32 bytes (Ed25519).
    #[serde(default)]
    pub(crate) key: String,
    /// Hold deliveries back?
    #[serde(default)]
    pub(crate) paused: bool,
}

/// A message to a document system.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExchangeDelivery)]
pub(crate) struct DeliveryView {
    /// Its id.
    id: String,
    /// Id of the receiving body.
    receiver: String,
    /// `letter`, `registered`, `declined` or `reference`.
    kind: &'static str,
    /// `waiting`, `sent` or `failed`.
    state: &'static str,
    /// Attempts made.
    attempts: u32,
    /// When it is tried next (RFC 3339), while waiting.
    next_at: String,
    /// What was wrong with the last attempt.
    last_error: String,
    /// When it was made.
    created_at: String,
    /// When it was acknowledged.
    #[serde(skip_serializing_if = "Option::is_none")]
    sent_at: Option<String>,
}

impl From<&OutMessage> for DeliveryView {
    fn from(message: &OutMessage) -> Self {
        Self {
            id: message.id.to_string(),
            receiver: message.receiver.to_string(),
            kind: message.kind.code(),
            state: message.state.code(),
            attempts: message.attempts,
            next_at: message.next_at.rfc3339(),
            last_error: message.last_error.clone(),
            created_at: message.created_at.rfc3339(),
            sent_at: message.sent_at.map(Timestamp::rfc3339),
        }
    }
}

/// A page of messages.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExchangeDeliveries)]
pub(crate) struct Deliveries {
    /// Newest first.
    items: Vec<DeliveryView>,
    /// How many there are.
    total: u64,
}

impl From<Page<OutMessage>> for Deliveries {
    fn from(page: Page<OutMessage>) -> Self {
        Self { items: page.items.iter().map(Into::into).collect(), total: page.total }
    }
}

/// Reference data.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExchangeReference)]
pub(crate) struct ReferenceView {
    /// Number of the version; 0 before the first.
    version: i64,
    /// Every body.
    bodies: Vec<ReferenceBodyView>,
}

/// A body of the reference data.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExchangeReferenceBody)]
pub(crate) struct ReferenceBodyView {
    /// BIN.
    bin: String,
    /// Full name.
    name: Text,
    /// Short name.
    short_name: Text,
    /// Code of its kind.
    kind: String,
    /// Does it take part?
    joined: bool,
}

impl From<Option<Reference>> for ReferenceView {
    fn from(reference: Option<Reference>) -> Self {
        let Some(reference) = reference else { return Self { version: 0, bodies: Vec::new() } };
        let body = |b: &orda_edms::reference::ReferenceBody| ReferenceBodyView {
            bin: b.bin.clone(),
            name: (&b.name).into(),
            short_name: (&b.short_name).into(),
            kind: b.kind.clone(),
            joined: b.joined,
        };
        Self { version: reference.version, bodies: reference.bodies.iter().map(body).collect() }
    }
}
