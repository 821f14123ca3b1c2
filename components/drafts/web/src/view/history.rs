//! What happened, in sentences.

use super::names;
use orda_base::{Date, LocalizedText};
use orda_drafts::EntryView;
use orda_web::{FluentValue, Ui};

/// "Ахметов Д. С. (ҚМ) 2-нұсқаны ЭЦҚ қойып келісті: …".
pub(crate) fn sentence(ui: &Ui, view: &EntryView) -> String {
    let entry = &view.entry;
    let key = format!("drafts-event-{}", entry.event.code());
    let body = view.body.as_ref().map(|b| names::short(ui, b)).unwrap_or_default();
    let given = entry.event.args();
    let mut args: Vec<(&str, FluentValue<'_>)> =
        vec![("who", who(ui, view).into()), ("version", i64::from(entry.version).into()), ("body", body.into())];
    args.extend(given.iter().map(|(name, text)| (*name, argument(ui, name, text))));
    // A short name may end with a full stop of its own: «обл.».
    ui.tr(&key, &args).replace("..", ".")
}

/// The person with the body for which the person acted, unless the sentence names that body anyway.
fn who(ui: &Ui, view: &EntryView) -> String {
    let name = view.entry.who.as_ref().map_or("", |w| w.name.as_str());
    match &view.by_body {
        Some(body) if view.body.as_ref().map(|b| b.id) != Some(body.id) => {
            format!("{name} ({})", names::short(ui, body))
        }
        _ => name.to_owned(),
    }
}

/// Days are written in the language's form, counts choose the plural, all else stays as it is.
fn argument<'a>(ui: &Ui, name: &str, text: &'a LocalizedText) -> FluentValue<'a> {
    let plain = text.get(ui.lang());
    match name {
        "due" => plain.parse::<Date>().map_or_else(|_| plain.into(), |date| ui.day(date).into()),
        "count" | "by" => plain.parse::<i64>().map_or_else(|_| plain.into(), Into::into),
        _ => plain.to_owned().into(),
    }
}
