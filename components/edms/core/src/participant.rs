//! Participants of the exchange: state bodies, each either in the portal itself or with a document system of its own
//! (385-5-7).

use crate::message::Format;
use ::seal::PeerKey;
use orda_base::host::is_plain;
use orda_base::{BodyId, FieldError, Timestamp};
use serde::{Deserialize, Serialize};

/// How letters come to a body. Message key: `edms-way-<code>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "way", rename_all = "snake_case")]
pub enum Way {
    /// Into the body's registers in the portal.
    Portal,
    /// To a document system of the body's own.
    Outside(Endpoint),
    /// Not at all: the body does not take part (217-a31.7).
    None,
}

impl Way {
    /// Stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Portal => "portal",
            Self::Outside(_) => "outside",
            Self::None => "none",
        }
    }

    /// Codes of all ways.
    pub const CODES: [&'static str; 3] = ["portal", "outside", "none"];

    /// The endpoint, for a body with a system of its own.
    pub const fn endpoint(&self) -> Option<&Endpoint> {
        match self {
            Self::Outside(endpoint) => Some(endpoint),
            _ => None,
        }
    }
}

/// A document system outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// Address to which messages are posted.
    pub url: String,
    /// Form of the messages.
    pub format: Format,
    /// Key with which the system seals.
    pub key: PeerKey,
    /// Are deliveries held back for the time being? Letters wait meanwhile, and nothing from it is taken.
    pub paused: bool,
}

/// A state body in the exchange. A body nobody has decided about takes part in the portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// The body.
    pub body: BodyId,
    /// How letters come to it.
    pub way: Way,
    /// When it was last changed; none for a body nobody has decided about.
    pub changed_at: Option<Timestamp>,
}

impl Participant {
    /// A body nobody has decided about.
    pub const fn usual(body: BodyId) -> Self {
        Self { body, way: Way::Portal, changed_at: None }
    }
}

/// A participant as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParticipantInput {
    /// Code of the way.
    pub way: String,
    /// Address, for a system outside.
    pub url: String,
    /// Code of the form of messages.
    pub format: String,
    /// Public key in PEM or base64.
    pub key: String,
    /// Hold deliveries back?
    pub paused: bool,
}

/// Longest address, in characters.
const ADDRESS: usize = 500;

impl ParticipantInput {
    /// The way that is described; over HTTP to another machine only when `plain_inside` permits it.
    ///
    /// # Errors
    /// Fields `way`, `url`, `format`, `key`.
    pub fn way(&self, plain_inside: bool) -> Result<Way, Vec<FieldError>> {
        match self.way.as_str() {
            "portal" => return Ok(Way::Portal),
            "none" => return Ok(Way::None),
            "outside" => {}
            _ => return Err(vec![FieldError::new("way", "error-choose")]),
        }
        let mut wrong = Vec::new();
        let url = self.url.trim();
        // Keys protect what the letters say from being altered, TLS from being read on the way.
        let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or_default();
        let host = host.split(['/', '?', '#']).next().unwrap_or_default();
        let printable = url.chars().all(|c| c.is_ascii_graphic());
        if host.is_empty() || host.contains('@') || !printable || url.len() > ADDRESS {
            wrong.push(FieldError::new("url", "edms-field-url"));
        } else if is_plain(url) && !plain_inside {
            wrong.push(FieldError::new("url", "edms-field-url-plain"));
        }
        let format = Format::from_code(&self.format);
        if format.is_none() {
            wrong.push(FieldError::new("format", "error-choose"));
        }
        let key = PeerKey::read(&self.key);
        if key.is_none() {
            wrong.push(FieldError::new("key", "edms-field-key"));
        }
        match (format, key) {
            (Some(format), Some(key)) if wrong.is_empty() => {
                Ok(Way::Outside(Endpoint { url: url.to_owned(), format, key, paused: self.paused }))
            }
            _ => Err(wrong),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A system on another machine is joined over HTTPS, over HTTP only when the network is protected by other means; on
    /// this machine over either. What is wrong is told beside the address.
    #[test]
    fn systems_are_joined_over_tls() {
        let key = "A".repeat(43) + "=";
        let wrong = |url: &str, plain_inside: bool| {
            let (way, format, key) = ("outside".to_owned(), "json".to_owned(), key.clone());
            let input = ParticipantInput { way, url: url.to_owned(), format, key, paused: false };
            input.way(plain_inside).err()
        };
        let refused = |code: &'static str| Some(vec![FieldError::new("url", code)]);
        assert_eq!(wrong("https://edms.example.kz/in", false), None);
        assert_eq!(wrong("http://127.0.0.1:8080/in", false), None);
        assert_eq!(wrong("http://edms.example.kz/in", false), refused("edms-field-url-plain"));
        assert_eq!(wrong("http://edms.example.kz/in", true), None);
        assert_eq!(wrong("ftp://edms.example.kz/in", true), refused("edms-field-url"));
    }
}
