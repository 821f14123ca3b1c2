//! Messages between the centre and document systems: version 1 of the protocol. One form as JSON, the same as XML; the
//! schemas lie beside (`schema/v1`), `README.md` of the component describes them.
//!
//! Every leaf is a text, so that both forms say exactly the same. What is not in the schema is refused: above all a file
//! (385-15-c).

mod xml;

use crate::{EdmsRefusal, Letter, LetterId, LetterKind, MessageId};
use orda_base::{Date, Env, LocalizedText, Timestamp, nul};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What stands in `format`.
pub const FORMAT: &str = "orda-edms/1";
/// What stands in `from` of messages of the centre itself.
pub const CENTRE: &str = "centre";
/// Header with the seal of a message or of its acknowledgement.
pub const SEAL_HEADER: &str = "edms-signature";
/// JSON schema of messages and acknowledgements.
pub const JSON_SCHEMA: &str = include_str!("../../schema/v1/message.json");
/// XML schema of messages and acknowledgements.
pub const XML_SCHEMA: &str = include_str!("../../schema/v1/message.xsd");

/// Form of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// `application/json`.
    Json,
    /// `application/xml`.
    Xml,
}

impl Format {
    /// Both forms.
    pub const ALL: [Self; 2] = [Self::Json, Self::Xml];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Xml => "xml",
        }
    }

    /// The form with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.code() == code)
    }

    /// Media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Xml => "application/xml",
        }
    }

    /// Media type of a message that is sent, with its encoding.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Xml => "application/xml; charset=utf-8",
        }
    }

    /// The form of this media type; parameters are passed over.
    pub fn of_media_type(text: &str) -> Option<Self> {
        match text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
            "application/json" => Some(Self::Json),
            "application/xml" | "text/xml" => Some(Self::Xml),
            _ => None,
        }
    }
}

/// What a message tells. Message key: `edms-message-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// An official letter.
    Letter,
    /// A letter was registered: incoming number and date (385-16).
    Registered,
    /// A records service refused to register a letter, with the reason.
    Declined,
    /// A new version of the reference data (385-5-7).
    Reference,
}

impl MessageKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Letter, Self::Registered, Self::Declined, Self::Reference];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Registered => "registered",
            Self::Declined => "declined",
            Self::Reference => "reference",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }
}

/// A message. Exactly the part that its kind names is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// `orda-edms/1`.
    pub format: String,
    /// Its id: the same message sent again has the same one.
    pub id: MessageId,
    /// What it tells.
    pub kind: MessageKind,
    /// BIN of the body it comes from; `centre` for the centre itself.
    pub from: String,
    /// BIN of the body to which it goes.
    pub to: String,
    /// When it was made (RFC 3339, UTC).
    pub sent_at: String,
    /// The letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<WireLetter>,
    /// The registration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration: Option<WireRegistration>,
    /// The refusal to register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<WireRefusal>,
    /// The reference data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<WireReference>,
}

/// A text in two or three languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireText {
    /// In Kazakh.
    pub kk: String,
    /// In Russian.
    pub ru: String,
    /// In English, where there is one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub en: String,
}

/// A letter on the wire. It has no field for a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireLetter {
    /// Its id.
    pub id: LetterId,
    /// What it is for.
    pub kind: LetterKind,
    /// BIN of the sender.
    pub sender: String,
    /// BIN of the receiver.
    pub receiver: String,
    /// Outgoing number.
    pub number: String,
    /// Outgoing date: `2026-11-22`.
    pub date: String,
    /// Title.
    pub title: WireText,
    /// Text; holds the link when the letter is about a draft.
    pub text: String,
    /// Link to what it is about in the portal.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub link: String,
    /// Full name of who signed it.
    pub signer: String,
    /// The electronic digital signature that goes with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<WireSignature>,
    /// Id of the letter that this one answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_reply_to: Option<LetterId>,
}

/// A detached signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireSignature {
    /// Full name of the signer.
    pub signer: String,
    /// When it was received (RFC 3339, UTC).
    pub at: String,
    /// SHA-256 of what was signed, hexadecimal.
    pub digest: String,
    /// Detached CMS, base64.
    pub cms: String,
}

/// That a letter was registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireRegistration {
    /// The letter.
    pub letter: LetterId,
    /// Incoming number.
    pub number: String,
    /// Incoming date.
    pub date: String,
    /// Name of who registered it; may be left out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

/// That a letter was not registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireRefusal {
    /// The letter.
    pub letter: LetterId,
    /// Why.
    pub reason: String,
}

/// Reference data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireReference {
    /// Number of the version.
    pub version: String,
    /// Every body.
    pub bodies: Vec<WireBody>,
}

/// A body of the reference data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireBody {
    /// Business identification number.
    pub bin: String,
    /// Full name.
    pub name: WireText,
    /// Short name.
    pub short_name: WireText,
    /// Code of its kind.
    pub kind: String,
    /// `yes` or `no`: does it take part?
    pub joined: String,
}

/// The answer to a message that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ack {
    /// `orda-edms/1`.
    pub format: String,
    /// The message.
    pub message: MessageId,
    /// `taken`, or `taken_before` when it had come already.
    pub result: String,
    /// When it was first taken (RFC 3339, UTC).
    pub at: String,
}

impl Ack {
    /// The acknowledgement of `message`.
    pub fn new(message: MessageId, before: bool, at: Timestamp) -> Self {
        let result = if before { "taken_before" } else { "taken" };
        Self { format: FORMAT.to_owned(), message, result: result.to_owned(), at: at.rfc3339() }
    }

    /// The bytes that travel.
    pub fn write(&self, format: Format) -> Vec<u8> {
        write(self, "acknowledgement", format)
    }

    /// Reads an acknowledgement.
    ///
    /// # Errors
    /// [`EdmsRefusal::Malformed`].
    pub fn read(bytes: &[u8], format: Format) -> Result<Self, EdmsRefusal> {
        let ack: Self = read(value(bytes, "acknowledgement", format)?)?;
        if ack.format == FORMAT { Ok(ack) } else { Err(malformed("format")) }
    }
}

impl Message {
    /// An envelope from one BIN to another, made now; its part is filled in by the caller.
    pub fn new(env: &Env, kind: MessageKind, from: String, to: String) -> Self {
        Self {
            format: FORMAT.to_owned(),
            id: MessageId::generate(env),
            kind,
            from,
            to,
            sent_at: env.now().rfc3339(),
            letter: None,
            registration: None,
            refusal: None,
            reference: None,
        }
    }

    /// The bytes that travel, and that are sealed.
    pub fn write(&self, format: Format) -> Vec<u8> {
        write(self, "message", format)
    }

    /// Reads a message strictly.
    ///
    /// # Errors
    /// [`EdmsRefusal::Attachment`] for one that carries a file; [`EdmsRefusal::Malformed`] for anything else that is not
    /// in the schema.
    pub fn read(bytes: &[u8], format: Format) -> Result<Self, EdmsRefusal> {
        let value = value(bytes, "message", format)?;
        if carries_file(&value) {
            return Err(EdmsRefusal::Attachment);
        }
        let message: Self = read(value)?;
        let parts = [
            (MessageKind::Letter, message.letter.is_some()),
            (MessageKind::Registered, message.registration.is_some()),
            (MessageKind::Declined, message.refusal.is_some()),
            (MessageKind::Reference, message.reference.is_some()),
        ];
        if message.format != FORMAT {
            return Err(malformed("format"));
        }
        if parts.iter().any(|(kind, is_there)| (*kind == message.kind) != *is_there) {
            return Err(malformed("kind"));
        }
        Ok(message)
    }
}

/// Names under which systems put files into messages, at any depth.
const FILES: [&str; 10] = [
    "attachment",
    "attachments",
    "file",
    "files",
    "document",
    "documents",
    "content",
    "draft",
    "enclosure",
    "enclosures",
];

fn carries_file(value: &Value) -> bool {
    match value {
        Value::Object(map) => {
            map.iter().any(|(name, inner)| FILES.contains(&name.to_lowercase().as_str()) || carries_file(inner))
        }
        Value::Array(list) => list.iter().any(carries_file),
        _ => false,
    }
}

fn write<T: Serialize>(message: &T, root: &str, format: Format) -> Vec<u8> {
    match format {
        Format::Json => serde_json::to_vec(message).unwrap_or_default(),
        Format::Xml => xml::write(root, &serde_json::to_value(message).unwrap_or_default()).into_bytes(),
    }
}

fn value(bytes: &[u8], root: &str, format: Format) -> Result<Value, EdmsRefusal> {
    match format {
        Format::Json if nul::in_json(bytes) => Err(malformed("U+0000")),
        Format::Json => serde_json::from_slice(bytes).map_err(|error| malformed(error.to_string())),
        Format::Xml => {
            let text = std::str::from_utf8(bytes).map_err(|_| malformed("UTF-8"))?;
            xml::read(root, text).map_err(malformed)
        }
    }
}

fn read<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, EdmsRefusal> {
    serde_json::from_value(value).map_err(|error| malformed(error.to_string()))
}

pub(crate) fn malformed(detail: impl Into<String>) -> EdmsRefusal {
    // What is wrong is repeated to the sender: not more of it than needed.
    EdmsRefusal::Malformed { detail: detail.into().chars().take(200).collect() }
}

impl From<&LocalizedText> for WireText {
    fn from(text: &LocalizedText) -> Self {
        Self { kk: text.kk.clone(), ru: text.ru.clone(), en: text.en.clone() }
    }
}

impl From<WireText> for LocalizedText {
    fn from(text: WireText) -> Self {
        Self { kk: text.kk, ru: text.ru, en: text.en }
    }
}

impl WireLetter {
    /// A letter as it travels, between bodies of these BINs.
    pub fn of(letter: &Letter, sender: &str, receiver: &str) -> Self {
        Self {
            id: letter.id,
            kind: letter.kind,
            sender: sender.to_owned(),
            receiver: receiver.to_owned(),
            number: letter.outgoing.number.clone(),
            date: letter.outgoing.date.to_string(),
            title: (&letter.title).into(),
            text: letter.text.clone(),
            link: letter.link.clone(),
            signer: letter.signer.clone(),
            signature: letter.signature.as_ref().map(|s| WireSignature {
                signer: s.signer.clone(),
                at: s.at.rfc3339(),
                digest: s.digest.clone(),
                cms: s.cms.clone(),
            }),
            in_reply_to: letter.in_reply_to,
        }
    }
}

/// A date as it travels.
pub(crate) fn date(text: &str) -> Result<Date, EdmsRefusal> {
    text.parse().map_err(|_| malformed("date"))
}

#[cfg(test)]
mod tests;
