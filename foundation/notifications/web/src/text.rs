//! The words of a notice: on the page and in an e-mail.

use orda_base::{Language, LocalizedText};
use orda_notifications::{Recipient, StoredNotice};
use orda_web::{FluentValue, Messages};

/// An e-mail in words.
pub(crate) struct Text {
    pub(crate) subject: String,
    pub(crate) body: String,
}

/// The sentence of a notice: the action and the object.
pub(crate) fn sentence(
    messages: &Messages,
    language: Language,
    kind: &str,
    args: &[(String, LocalizedText)],
) -> String {
    let args: Vec<(&str, FluentValue<'_>)> =
        args.iter().map(|(name, value)| (name.as_str(), argument(value.get(language)))).collect();
    messages.text(language, kind, &args)
}

/// The e-mail of a notice: greeting, sentence, absolute link. Nothing else is in it, so no content of a document leaves
/// the portal (385-11).
pub(crate) fn render(messages: &Messages, recipient: &Recipient, notice: &StoredNotice, public_url: &str) -> Text {
    let language = notice.language.unwrap_or(recipient.language);
    let subject_key = format!("{}.subject", notice.kind);
    let subject_key = if messages.has(&subject_key) { subject_key.as_str() } else { "notifications-mail-subject" };
    let greeting = messages.text(language, "notifications-mail-greeting", &[("name", recipient.name.as_str().into())]);
    let asks = if notice.needs_action { "notifications-mail-open-action" } else { "notifications-mail-open" };
    Text {
        subject: one_line(&sentence(messages, language, subject_key, &notice.args)),
        body: format!(
            "{greeting}\n\n{}\n\n{}\n{public_url}{}\n\n-- \n{}\n{}\n",
            sentence(messages, language, &notice.kind, &notice.args),
            messages.t(language, asks),
            notice.link,
            messages.t(language, "notifications-mail-sender"),
            messages.t(language, "notifications-mail-automatic"),
        ),
    }
}

/// A count chooses the plural; everything else (titles, numbers of documents) stays as it was written.
fn argument(value: &str) -> FluentValue<'_> {
    let counts = value.len() <= 6 && (value == "0" || !value.starts_with('0'));
    value.parse::<u32>().ok().filter(|_| counts).map_or_else(|| value.into(), Into::into)
}

/// A title may hold line breaks; a subject may not.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
