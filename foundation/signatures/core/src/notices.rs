//! Who is told of what in the certifying centre. Texts are in `web/locales`: the key is the sentence, `.subject` the
//! subject of the e-mail.

use crate::centre::{CertificateRequest, IssuedCertificate, StaffMember};
use crate::tools::{Tool, ToolId};
use orda_base::{LocalizedText, PersonId};
use orda_notifications::Notice;

/// A request waits for the administrator. Arguments: `person`, `body`.
pub const REQUESTED: &str = "signatures-notice-requested";
/// One's certificate was issued. Arguments: `body`.
pub const ISSUED: &str = "signatures-notice-issued";
/// One's request was rejected. Arguments: `body` (may be empty).
pub const REJECTED: &str = "signatures-notice-rejected";
/// One's certificate was revoked by an administrator. Arguments: `body`.
pub const REVOKED: &str = "signatures-notice-revoked";

/// A tool of protection lacks a document of conformity in force. Arguments: `tool`.
pub const TOOL_MARKED: &str = "signatures-notice-tool_marked";
/// The document of a tool of protection ends soon. Arguments: `tool`.
pub const TOOL_SOON: &str = "signatures-notice-tool_soon";

/// Path of the page where one request is decided.
pub fn request_path(request: &CertificateRequest) -> String {
    format!("/certificates/requests/{}", request.id)
}

/// Path of the page of one's own certificates.
pub const OWN_PATH: &str = "/certificates";

/// Path of the page of a tool of the register.
pub fn tool_path(id: ToolId) -> String {
    format!("/admin/protection-tools/{id}")
}

/// A name of a person: the same in every language.
fn plain(text: &str) -> LocalizedText {
    LocalizedText::new(text, text, text)
}

pub(crate) fn requested(request: &CertificateRequest, member: &StaffMember, to: &[PersonId]) -> Vec<Notice> {
    to.iter()
        .filter(|administrator| **administrator != request.person)
        .map(|administrator| Notice {
            recipient: *administrator,
            kind: REQUESTED,
            args: vec![("person", plain(&member.full_name())), ("body", member.organisation.clone())],
            link: request_path(request),
            needs_action: true,
        })
        .collect()
}

pub(crate) fn issued(certificate: &IssuedCertificate, member: &StaffMember) -> Notice {
    told(certificate.person, ISSUED, member.organisation.clone(), true)
}

pub(crate) fn rejected(request: &CertificateRequest, member: Option<&StaffMember>) -> Notice {
    told(request.person, REJECTED, member.map(|m| m.organisation.clone()).unwrap_or_default(), true)
}

pub(crate) fn revoked(certificate: &IssuedCertificate) -> Notice {
    told(certificate.person, REVOKED, plain(&certificate.subject.organisation), true)
}

pub(crate) fn tool_marked(tool: &Tool, only_soon: bool, officers: &[PersonId]) -> Vec<Notice> {
    let one = |officer: &PersonId| Notice {
        recipient: *officer,
        kind: if only_soon { TOOL_SOON } else { TOOL_MARKED },
        args: vec![("tool", plain(&tool.name))],
        link: tool_path(tool.id),
        needs_action: true,
    };
    officers.iter().map(one).collect()
}

fn told(recipient: PersonId, kind: &'static str, body: LocalizedText, needs_action: bool) -> Notice {
    Notice { recipient, kind, args: vec![("body", body)], link: OWN_PATH.to_owned(), needs_action }
}
