//! Shapes of the interface.

use orda_base::LocalizedText;
use orda_services::{
    AuthorisationInput, AuthorisationLine, Checked, Entry, Genuine, ResultCard, ResultInput, ResultsPage, Service,
    ServiceCard, ServiceInput, ServiceKind, ServiceResult, masked_name, masked_number,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A text in up to three languages.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = services::Text)]
#[serde(default)]
pub(crate) struct Text {
    /// In Kazakh.
    kk: String,
    /// In Russian.
    ru: String,
    /// In English.
    en: String,
}

impl From<&LocalizedText> for Text {
    fn from(text: &LocalizedText) -> Self {
        Self { kk: text.kk.clone(), ru: text.ru.clone(), en: text.en.clone() }
    }
}

/// A number of a recipient, which belongs into no address.
#[derive(Deserialize, ToSchema)]
#[schema(as = services::RecipientNumber)]
pub(crate) struct RecipientBody {
    /// IIN or BIN, 12 digits.
    #[serde(default)]
    pub(crate) recipient_number: String,
}

/// A service of a provider.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = services::Service)]
pub(crate) struct ServiceView {
    /// Its id.
    id: String,
    /// Id of the provider.
    body: String,
    /// Its code.
    code: String,
    /// Its name.
    name: Text,
    /// `state` or `other`.
    kind: &'static str,
    /// Is it provided now?
    active: bool,
}

impl From<&Service> for ServiceView {
    fn from(one: &Service) -> Self {
        Self {
            id: one.id.to_string(),
            body: one.body.to_string(),
            code: one.code.clone(),
            name: (&one.name).into(),
            kind: one.kind.code(),
            active: one.active,
        }
    }
}

/// A service as it is entered or changed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = services::ServiceInput)]
#[serde(default)]
pub(crate) struct ServiceBody {
    /// Id of the provider; when the service is entered.
    body: String,
    /// Its code; when the service is entered.
    code: String,
    /// Its name; Kazakh and Russian are required.
    name: Text,
    /// `state` or `other`.
    kind: String,
    /// Is it provided now? Must be said.
    #[schema(required)]
    active: Option<bool>,
}

impl ServiceBody {
    pub(crate) fn read(&self) -> ServiceInput {
        ServiceInput {
            body: self.body.parse().ok(),
            code: self.code.clone(),
            name: LocalizedText::new(&self.name.kk, &self.name.ru, &self.name.en),
            kind: ServiceKind::from_code(&self.kind),
            active: self.active,
        }
    }
}

/// Who certifies results of a service.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = services::Authorisation)]
pub(crate) struct AuthorisationView {
    /// Its id.
    id: String,
    /// Id of the employee.
    person: String,
    /// Full name of the employee.
    name: String,
    /// First day.
    from: String,
    /// Last day; none until it is withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    /// Is it in force now?
    in_force: bool,
    /// When it was withdrawn (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn_at: Option<String>,
}

impl From<&AuthorisationLine> for AuthorisationView {
    fn from(line: &AuthorisationLine) -> Self {
        let one = &line.authorisation;
        Self {
            id: one.id.to_string(),
            person: one.person.to_string(),
            name: line.name.clone(),
            from: one.from.to_string(),
            until: one.until.map(|day| day.to_string()),
            in_force: line.in_force,
            withdrawn_at: one.withdrawn.as_ref().map(|w| w.at.rfc3339()),
        }
    }
}

/// An authorisation as it is granted.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = services::AuthorisationInput)]
#[serde(default)]
pub(crate) struct AuthorisationBody {
    /// Id of the employee.
    person: String,
    /// First day: `2026-11-23`.
    from: String,
    /// Last day; empty until it is withdrawn.
    until: String,
}

impl AuthorisationBody {
    pub(crate) fn read(&self) -> AuthorisationInput {
        AuthorisationInput { person: self.person.parse().ok(), from: self.from.parse().ok(), until: self.until.clone() }
    }
}

/// Something that happened.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = services::Event)]
pub(crate) struct EventView {
    /// `registered`, `changed`, `granted`, `withdrawn`, `prepared`, `attached`, `signed`, `issued` or `revoked`.
    event: &'static str,
    /// Who did it.
    by: String,
    /// When (RFC 3339).
    at: String,
}

impl From<&Entry> for EventView {
    fn from(entry: &Entry) -> Self {
        Self { event: entry.event.code(), by: entry.by.name.clone(), at: entry.at.rfc3339() }
    }
}

/// The card of a service.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = services::ServiceCard)]
pub(crate) struct ServiceCardView {
    /// The service.
    service: ServiceView,
    /// Who is and was authorised, newest first.
    authorisations: Vec<AuthorisationView>,
    /// Its history, oldest first.
    history: Vec<EventView>,
}

impl From<&ServiceCard> for ServiceCardView {
    fn from(card: &ServiceCard) -> Self {
        Self {
            service: (&card.service).into(),
            authorisations: card.authorisations.iter().map(Into::into).collect(),
            history: card.history.iter().map(Into::into).collect(),
        }
    }
}

/// The id of what was made.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = services::Made)]
pub(crate) struct Made {
    /// Its id.
    pub(crate) id: String,
}

/// Why something is withdrawn or revoked.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = services::Reason)]
#[serde(default)]
pub(crate) struct ReasonBody {
    /// The reason.
    pub(crate) reason: String,
}

/// A result of a service.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = services::Result)]
pub(crate) struct ResultView {
    /// Its id.
    id: String,
    /// Its unique identification number.
    number: String,
    /// Id of the service.
    service: String,
    /// Id of the provider.
    body: String,
    /// `draft`, `signed`, `issued` or `revoked`.
    state: &'static str,
    /// `person` or `entity`.
    recipient_kind: &'static str,
    /// IIN or BIN of the recipient.
    recipient_number: String,
    /// Name of the recipient.
    recipient_name: String,
    /// Last day of validity; none for ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<String>,
    /// SHA-256 of the document, 64 hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    document_sha256: Option<String>,
    /// When it was prepared (RFC 3339).
    prepared_at: String,
    /// Name of who certified it.
    #[serde(skip_serializing_if = "Option::is_none")]
    signer: Option<String>,
    /// Post of who certified it.
    #[serde(skip_serializing_if = "Option::is_none")]
    post: Option<Text>,
    /// Organisation of who certified it.
    #[serde(skip_serializing_if = "Option::is_none")]
    organisation: Option<Text>,
    /// When it was certified (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    signed_at: Option<String>,
}

impl From<&ServiceResult> for ResultView {
    fn from(one: &ServiceResult) -> Self {
        let signed = one.signed.as_ref();
        Self {
            id: one.id.to_string(),
            number: one.number.to_string(),
            service: one.service.to_string(),
            body: one.body.to_string(),
            state: one.state.code(),
            recipient_kind: one.recipient.kind.code(),
            recipient_number: one.recipient.number.clone(),
            recipient_name: one.recipient.name.clone(),
            valid_until: one.valid_until.map(|day| day.to_string()),
            document_sha256: one.document.as_ref().map(|d| d.sha256.clone()),
            prepared_at: one.prepared_at.rfc3339(),
            signer: signed.map(|s| s.by.name.clone()),
            post: signed.map(|s| (&s.post).into()),
            organisation: signed.map(|s| (&s.organisation).into()),
            signed_at: signed.map(|s| s.at.rfc3339()),
        }
    }
}

/// A page of results.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = services::Results)]
pub(crate) struct Results {
    /// The results.
    items: Vec<ResultView>,
    /// How many there are.
    total: u64,
    /// Number of this page, from 1.
    page: u32,
    /// Results a page.
    size: u32,
}

impl From<&ResultsPage> for Results {
    fn from(found: &ResultsPage) -> Self {
        let page = &found.page;
        let items = page.items.iter().map(Into::into).collect();
        Self { items, total: page.total, page: page.number, size: page.size }
    }
}

/// The card of a result.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = services::ResultCard)]
pub(crate) struct ResultCardView {
    /// The result.
    result: ResultView,
    /// Is its signature good over what is stored now? None where nothing was signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    authentic: Option<bool>,
    /// Its history, oldest first.
    history: Vec<EventView>,
}

impl From<&ResultCard> for ResultCardView {
    fn from(card: &ResultCard) -> Self {
        Self {
            result: (&card.result).into(),
            authentic: card.authentic(),
            history: card.history.iter().map(Into::into).collect(),
        }
    }
}

/// A result as it is begun or changed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = services::ResultInput)]
#[serde(default)]
pub(crate) struct ResultBody {
    /// Id of the service; when the result is begun.
    pub(crate) service: String,
    /// IIN or BIN of the recipient.
    recipient_number: String,
    /// Name of the recipient.
    recipient_name: String,
    /// Last day of validity; empty for ever.
    valid_until: String,
}

impl ResultBody {
    pub(crate) fn read(&self) -> ResultInput {
        ResultInput {
            recipient_number: self.recipient_number.clone(),
            recipient_name: self.recipient_name.clone(),
            valid_until: self.valid_until.clone(),
        }
    }
}

/// The document of a result.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = services::DocumentInput)]
#[serde(default)]
pub(crate) struct DocumentBody {
    /// Name of the file: `anyqtama.pdf`.
    pub(crate) name: String,
    /// Its bytes, base64. Up to 700 kilobytes; larger files are brought on the page.
    pub(crate) content: String,
}

/// What is to be signed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = services::SigningTask)]
pub(crate) struct SigningView {
    /// `result_sign`.
    pub(crate) purpose: &'static str,
    /// Exactly the bytes to sign, base64.
    pub(crate) manifest: String,
}

/// A detached signature over the manifest.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = services::SignatureInput)]
pub(crate) struct CmsBody {
    /// CMS, DER, base64.
    pub(crate) cms: String,
}

/// What anybody is told of a result. Of its recipient first letters and last digits. Of one that is not authentic nothing but
/// that is told: the rest is left out.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = services::Checked)]
pub(crate) struct CheckedView {
    /// Its number.
    number: String,
    /// `valid`, `expired`, `revoked` or `not_authentic`.
    verdict: &'static str,
    /// Name of the service.
    #[serde(skip_serializing_if = "Option::is_none")]
    service: Option<Text>,
    /// Name of the provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<Text>,
    /// The recipient, masked.
    #[serde(skip_serializing_if = "Option::is_none")]
    recipient: Option<String>,
    /// Last day of validity; none for ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<String>,
    /// When it was issued (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    issued_at: Option<String>,
    /// When it was revoked (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    revoked_at: Option<String>,
    /// Who certified it.
    #[serde(skip_serializing_if = "Option::is_none")]
    signer: Option<String>,
    /// Is the digest that was sent that of the document that was signed?
    #[serde(skip_serializing_if = "Option::is_none")]
    same_document: Option<bool>,
}

impl From<&Checked> for CheckedView {
    fn from(checked: &Checked) -> Self {
        let bare = Self { number: checked.number.to_string(), verdict: checked.verdict.code(), ..Self::default() };
        let Some(Genuine { result, service, provider, record, comparison }) = &checked.genuine else { return bare };
        let recipient = &result.recipient;
        Self {
            service: Some((&service.name).into()),
            provider: Some((&provider.name).into()),
            recipient: Some(format!("{} {}", masked_name(&recipient.name), masked_number(&recipient.number))),
            valid_until: result.valid_until.map(|day| day.to_string()),
            issued_at: result.issued.as_ref().map(|issue| issue.at.rfc3339()),
            revoked_at: result.revoked.as_ref().map(|revoked| revoked.at.rfc3339()),
            signer: Some(record.signer.name.clone()),
            same_document: comparison.as_ref().map(|c| c.same),
            ..bare
        }
    }
}
