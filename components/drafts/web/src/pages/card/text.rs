//! The text: its parts with their numbers, each with a link of its own and its remarks beside it; Kazakh and Russian side by
//! side on request, with missing twins marked and the amounts compared (217-a17.5b).

use super::{Part, answer};
use crate::view::{count, remark, units};
use crate::{DraftsWeb, paths};
use acttext::{Act, Amount, Unit};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::Language;
use orda_drafts::{Action, Card, DraftId, ReadingView, RemarkView, StructuredText, StructuredTexts, TextSource};
use orda_web::{Path, Query, Response, Ui, WebError, Words, parts};
use serde::Deserialize;
use std::collections::HashMap;

/// Which language is shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Shown {
    /// `kk`, `ru` or `both`.
    pub(crate) text: String,
}

/// `/drafts/{draft}`: the newest version the reader may see.
pub(crate) async fn newest(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(draft): Path<DraftId>,
    Query(shown): Query<Shown>,
) -> Result<Response, WebError> {
    page(&ui, &app, (draft, None), &shown).await
}

/// `/drafts/{draft}/v/{version}`: the link of letters.
pub(crate) async fn show(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version)): Path<(DraftId, u32)>,
    Query(shown): Query<Shown>,
) -> Result<Response, WebError> {
    page(&ui, &app, (draft, Some(version)), &shown).await
}

async fn page(
    ui: &Ui,
    app: &DraftsWeb,
    (draft, version): (DraftId, Option<u32>),
    shown: &Shown,
) -> Result<Response, WebError> {
    let (card, text) = app.drafts.card_with_text(ui.actor(), draft, version).await?;
    Ok(answer(ui, &card, Part::Text, &view(ui, &card, &text, shown)))
}

/// The content of the tab.
pub(crate) fn view(ui: &Ui, card: &Card, text: &ReadingView, shown: &Shown) -> Markup {
    let wanted = match shown.text.as_str() {
        "kk" => Language::Kk,
        "ru" => Language::Ru,
        _ => ui.lang(),
    };
    let Some((language, side)) = text.structured.shown(wanted) else {
        return html! {
            p.govuk-body {
                (ui.t("drafts-text-none")) " "
                a.govuk-link href=(paths::part(card.draft, card.version, "files")) { (ui.t("drafts-tab-files")) }
            }
            (loose(ui, card, text, None))
        };
    };
    let both = shown.text == "both" && text.structured.is_whole();
    html! {
        (switches(ui, card, &text.structured, if both { "both" } else { language.code() }))
        (sources(ui, &text.structured))
        (parity(ui, card, &text.structured, both))
        @if both { (side_by_side(ui, card, text)) } @else { (one(ui, card, text, side, language)) }
        (loose(ui, card, text, Some(side)))
    }
}

fn switches(ui: &Ui, card: &Card, texts: &StructuredTexts, current: &str) -> Markup {
    let here = paths::version(card.draft, card.version);
    let mut links: Vec<Markup> = Vec::new();
    if texts.is_whole() {
        for (code, key) in [("kk", "drafts-text-kk"), ("ru", "drafts-text-ru"), ("both", "drafts-text-both")] {
            links.push(html! {
                @if code == current { strong aria-current="true" { (ui.t(key)) } }
                @else { a.govuk-link href=(format!("{here}?text={code}#part")) { (ui.t(key)) } }
            });
        }
    }
    if card.version > 1 {
        let pages = [("compare", "drafts-text-compare"), ("table", "drafts-text-table")];
        for (page, key) in pages {
            let href = paths::between(card.draft, page, card.version - 1, card.version);
            links.push(html! { a.govuk-link href=(href) { (ui.t(key)) } });
        }
    }
    let language = if current == "ru" { "ru" } else { "kk" };
    let file = paths::part(card.draft, card.version, &format!("text.xml?text={language}"));
    links.push(html! { a.govuk-link href=(file) download { (ui.t("drafts-text-akoma")) } });
    html! {
        nav.app-no-print aria-label=(ui.t("drafts-text-switch")) {
            p.govuk-body {
                @for (index, link) in links.iter().enumerate() { @if index > 0 { " · " } (link) }
            }
        }
    }
}

/// Which texts come from files: these are not the ones signed by their digests, the files are.
fn sources(ui: &Ui, texts: &StructuredTexts) -> Markup {
    let sides = [(&texts.kk, "drafts-text-kk"), (&texts.ru, "drafts-text-ru")];
    html! {
        @for (side, key) in sides {
            @if let Some(StructuredText { source: TextSource::File(name), .. }) = side {
                p.govuk-body-s.app-secondary {
                    (ui.tr("drafts-text-from-file", &[("language", ui.t(key).into()), ("file", name.as_str().into())]))
                }
            }
        }
    }
}

/// What misses its twin, and how the amounts compare.
fn parity(ui: &Ui, card: &Card, texts: &StructuredTexts, whole: bool) -> Markup {
    let Some(parity) = texts.parity() else {
        let key = if texts.kk.is_none() { "drafts-text-no-kazakh" } else { "drafts-text-no-russian" };
        return html! { (parts::warning(ui, ui.t(key))) };
    };
    let amount = |amount: Amount| {
        ui.tr(
            "drafts-text-amount",
            &[("units", count(amount.units)), ("words", count(amount.words)), ("characters", count(amount.characters))],
        )
    };
    let (kazakh, russian) = (parity.missing_kazakh(), parity.missing_russian());
    html! {
        @if kazakh + russian > 0 {
            (parts::inset(html! {
                (ui.tr("drafts-text-twins-missing", &[("kazakh", count(kazakh)), ("russian", count(russian))]))
                @if !whole {
                    " " a.govuk-link href=(format!("{}?text=both#part", paths::version(card.draft, card.version))) {
                        (ui.t("drafts-text-both-show"))
                    }
                }
            }))
        }
        @if whole {
            @if kazakh + russian == 0 { p.govuk-body { (ui.t("drafts-text-twins-whole")) } }
            (parts::summary_list(&[
                parts::Row::new(ui.t("drafts-text-kk"), html! { (amount(parity.kazakh)) }),
                parts::Row::new(ui.t("drafts-text-ru"), html! { (amount(parity.russian)) }),
            ]))
        }
    }
}

fn one(ui: &Ui, card: &Card, text: &ReadingView, side: &StructuredText, language: Language) -> Markup {
    let may_remark = card.offers.iter().any(|o| o.action == Action::Remark);
    let remarks = Remarks::of(text, &side.act);
    html! {
        div.app-act lang=(language.code()) {
            @for (index, unit) in side.act.units.iter().enumerate() {
                div class=(units::indent(unit)) id=(unit.anchor) {
                    (mark(ui, &side.act, index, unit, language))
                    (units::body(unit))
                    @if may_remark {
                        @let place = units::name(ui, &side.act, index, language);
                        a.govuk-link.app-act__add.app-no-print
                            href=(Words(paths::remark_on(card.draft, card.version, &unit.anchor, language)))
                            aria-label=(Words(ui.tr("drafts-text-remark-add-to", &[("place", place.into())]))) {
                            span lang=(ui.lang().code()) { (ui.t("drafts-text-remark-add")) }
                        }
                    }
                    (beside(ui, card, text, &remarks.on(index, unit), || units::name(ui, &side.act, index, language)))
                }
            }
        }
    }
}

fn side_by_side(ui: &Ui, card: &Card, text: &ReadingView) -> Markup {
    let (Some(kk), Some(ru), Some(parity)) = (&text.structured.kk, &text.structured.ru, text.structured.parity())
    else {
        return Markup::default();
    };
    let at = |act: &StructuredText, place: Option<u32>| {
        place.and_then(|p| Some((p as usize, act.act.units.get(p as usize)?.clone())))
    };
    let missing = |key: &str| html! { em.app-secondary lang=(ui.lang().code()) { (ui.t(key)) } };
    let columns = vec![
        parts::Column::new(ui.t("drafts-text-place")).heading_hidden(),
        parts::Column::new(ui.t("drafts-text-kk")),
        parts::Column::new(ui.t("drafts-text-ru")),
    ];
    let (of_kazakh, of_russian) = (Remarks::of(text, &kk.act), Remarks::of(text, &ru.act));
    let rows = parity.pairs.iter().filter_map(|pair| {
        let (kazakh, russian) = (at(kk, pair.kazakh), at(ru, pair.russian));
        let (act, remarks, language, (index, unit)) = match (&kazakh, &russian) {
            (Some(own), _) => (&kk.act, &of_kazakh, Language::Kk, own),
            (None, Some(own)) => (&ru.act, &of_russian, Language::Ru, own),
            (None, None) => return None,
        };
        Some(vec![
            html! { span id=(unit.anchor) { (mark(ui, act, *index, unit, language)) } },
            html! {
                @match &kazakh {
                    Some((_, unit)) => {
                        span lang="kk" { (unit.full()) }
                        @if pair.untranslated { br; (missing("drafts-text-untranslated")) }
                    }
                    None => { (missing("drafts-text-missing-twin")) }
                }
            },
            html! {
                @match &russian {
                    Some((_, unit)) => { span lang="ru" { (unit.full()) } }
                    None => { (missing("drafts-text-missing-twin")) }
                }
                (beside(ui, card, text, &remarks.on(*index, unit), || units::name(ui, act, *index, language)))
            },
        ])
    });
    html! { div.app-pairs { (parts::table(ui, &parts::Table::new(ui.t("drafts-word-text"), columns).rows(rows))) } }
}

/// The link to a paragraph, named as lawyers name the place.
fn mark(ui: &Ui, act: &Act, index: usize, unit: &Unit, language: Language) -> Markup {
    let place = units::name(ui, act, index, language);
    html! {
        a.govuk-link.govuk-link--no-visited-state.app-act__number href=(Words(format!("#{}", unit.anchor)))
            title=(Words(&place))
            aria-label=(Words(ui.tr("drafts-text-paragraph-link", &[("place", place.as_str().into())]))) { "¶" }
    }
}

fn beside(ui: &Ui, card: &Card, text: &ReadingView, here: &[&RemarkView], place: impl Fn() -> String) -> Markup {
    if here.is_empty() {
        return Markup::default();
    }
    html! {
        aside.app-act__remarks lang=(ui.lang().code())
            aria-label=(ui.tr("drafts-text-remarks", &[("place", place().into())])) {
            @for view in here { (remark::beside(ui, card, view, &text.structured)) }
        }
    }
}

/// Remarks on the draft as a whole, and those on paragraphs that this text does not have.
fn loose(ui: &Ui, card: &Card, text: &ReadingView, side: Option<&StructuredText>) -> Markup {
    let known = side.map(|side| Remarks::of(text, &side.act));
    let loose = |view: &&RemarkView| known.as_ref().is_none_or(|known| !known.have(view));
    html! { @for view in text.remarks.iter().filter(loose) { (remark::block(ui, card, view, Some(&text.structured))) } }
}

/// The remarks by the paragraphs of a text.
struct Remarks<'a> {
    by_anchor: HashMap<&'a str, Vec<&'a RemarkView>>,
    /// Written before paragraphs had anchors: by the place, from 1.
    by_place: HashMap<u32, Vec<&'a RemarkView>>,
}

impl<'a> Remarks<'a> {
    fn of(text: &'a ReadingView, act: &'a Act) -> Self {
        let mut all = Self { by_anchor: HashMap::new(), by_place: HashMap::new() };
        if text.remarks.is_empty() {
            return all;
        }
        all.by_anchor = act.units.iter().map(|unit| (unit.anchor.as_str(), Vec::new())).collect();
        for view in &text.remarks {
            match (&view.remark.anchor, view.remark.paragraph) {
                (Some(anchor), _) => {
                    if let Some(here) = all.by_anchor.get_mut(anchor.as_str()) {
                        here.push(view);
                    }
                }
                (None, Some(place)) if usize::try_from(place).is_ok_and(|n| (1..=act.units.len()).contains(&n)) => {
                    all.by_place.entry(place).or_default().push(view);
                }
                (None, _) => {}
            }
        }
        all
    }

    /// Those on the paragraph at `index`, by number.
    fn on(&self, index: usize, unit: &Unit) -> Vec<&'a RemarkView> {
        let place = u32::try_from(index + 1).ok();
        let older = place.and_then(|place| self.by_place.get(&place)).into_iter().flatten();
        let mut here: Vec<_> =
            self.by_anchor.get(unit.anchor.as_str()).into_iter().flatten().chain(older).copied().collect();
        here.sort_by_key(|view| view.remark.number);
        here
    }

    /// Is this one on a paragraph of the text?
    fn have(&self, view: &RemarkView) -> bool {
        match (&view.remark.anchor, view.remark.paragraph) {
            (Some(anchor), _) => self.by_anchor.contains_key(anchor.as_str()),
            (None, Some(place)) => self.by_place.contains_key(&place),
            (None, None) => false,
        }
    }
}
