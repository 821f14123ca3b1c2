//! What anybody is told who knows the number of a result (74-5-4-a).

use crate::{ResultId, ResultNumber, ResultState, Service, ServiceResult};
use orda_base::{Date, Timestamp};
use orda_identity::Body;
use orda_signatures::{Report, SignatureRecord};
use std::sync::Arc;

/// The answer in a word. Message key: `services-verdict-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Genuine and valid.
    Valid,
    /// Genuine, but the last day of validity has passed.
    Expired,
    /// It was genuine and was revoked.
    Revoked,
    /// Its signature is not good, or not over what is stored, or gone.
    NotAuthentic,
}

impl Verdict {
    /// Every answer.
    pub const ALL: [Self; 4] = [Self::Valid, Self::Expired, Self::Revoked, Self::NotAuthentic];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::NotAuthentic => "not_authentic",
        }
    }

    /// Decides: what is not authentic is nothing else; what was revoked does not become merely expired.
    pub fn of(result: &ServiceResult, authentic: bool, today: Date) -> Self {
        match result.state {
            _ if !authentic => Self::NotAuthentic,
            ResultState::Revoked => Self::Revoked,
            _ if result.has_expired(today) => Self::Expired,
            _ => Self::Valid,
        }
    }
}

/// A document that somebody brought, compared with the one that was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// SHA-256 of what was brought, hexadecimal.
    pub sha256: String,
    /// Is it bit for bit the document that was signed?
    pub same: bool,
}

/// A result that was checked.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The answer.
    pub verdict: Verdict,
    /// The id of the result.
    pub id: ResultId,
    /// Its number.
    pub number: ResultNumber,
    /// What checking its signature now found; none where the signature is gone.
    pub report: Option<Report>,
    /// When it was checked.
    pub at: Timestamp,
    /// What is told of it; none when it is not authentic: what may have been altered is not told as if it were true.
    pub genuine: Option<Genuine>,
}

/// What anybody is told of a result that is authentic.
#[derive(Debug, Clone)]
pub struct Genuine {
    /// The result. Of its recipient only what is masked is shown.
    pub result: ServiceResult,
    /// The service.
    pub service: Service,
    /// The provider.
    pub provider: Arc<Body>,
    /// The signature.
    pub record: SignatureRecord,
    /// The document that was brought, if one was.
    pub comparison: Option<Comparison>,
}

/// A number of which only the last four digits are seen: enough for whoever holds the result, and to nobody else whose it is.
pub fn masked_number(number: &str) -> String {
    let shown = number.chars().count().saturating_sub(4);
    number.chars().enumerate().map(|(at, digit)| if at < shown { '•' } else { digit }).collect()
}

/// A name of which only the first letter of each word is seen. The number of hidden letters tells nothing.
pub fn masked_name(name: &str) -> String {
    let first = |word: &str| word.chars().find(|c| c.is_alphanumeric()).map(|c| format!("{c}•••"));
    name.split_whitespace().filter_map(first).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever holds the result recognises its recipient; nobody else learns who it is.
    #[test]
    fn recipients_are_masked() {
        assert_eq!(masked_number("850101300123"), "••••••••0123");
        assert_eq!(masked_name("Ахметов  Дәулет Серікұлы"), "А••• Д••• С•••");
        assert_eq!(masked_name("«Береке» ЖШС"), "Б••• Ж•••");
        assert_eq!((masked_number("12"), masked_name("")), ("12".to_owned(), String::new()));
    }
}
