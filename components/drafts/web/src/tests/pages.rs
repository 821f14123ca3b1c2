//! Pages without forms, with sample contexts.

use super::in_all_languages;
use crate::pages::card::{self, Part};
use crate::pages::list::ListInput;
use crate::pages::{calendar, list, my_work, posting, search};
use crate::samples;
use orda_base::{Language, Page, PageRequest};
use orda_drafts::{ActKind, BodyState};
use orda_drafts::{LetterKind, MyRole, MyWork, PersonRef, PostingTarget, ReaderLine, ReadingView, VersionState};

/// "My work" with every kind of matter, and with none.
#[test]
fn my_work() {
    in_all_languages("my-work", |ui| my_work::view(ui, &samples::my_work(), samples::today()));
    in_all_languages("my-work-empty", |ui| my_work::view(ui, &MyWork::default(), samples::today()));
}

/// The list with all filters in force and all columns, and an empty one.
#[test]
fn list() {
    let input: ListInput = serde_html_form::from_str(&format!(
        "state=prepared&state=on_approval&term=near&role=head&body={0}&approving={0}&words=су&from=2026-11-01&to=2026-11-30\
         &columns=number&columns=version&columns=kind&columns=state&columns=body&columns=progress&columns=term&columns=changed",
        samples::body_id(1)
    ))
    .expect("a query");
    let page = Page::new(samples::rows(), 1_204, PageRequest::default());
    let empty = Page::new(Vec::new(), 0, PageRequest::default());
    let bodies = samples::bodies();
    in_all_languages("list", |ui| list::view(ui, &input, &page, &bodies, &samples::filters(), samples::today()));
    in_all_languages("list-nothing-found", |ui| list::view(ui, &input, &empty, &bodies, &[], samples::today()));
    in_all_languages("list-empty", |ui| {
        list::view(ui, &ListInput::default(), &empty, &bodies, &samples::filters(), samples::today())
    });
}

/// Saved filters, some and none, and the form with a name.
#[test]
fn saved_filters() {
    in_all_languages("filters", |ui| list::saved::view(ui, &samples::filters()));
    in_all_languages("filters-none", |ui| list::saved::view(ui, &[]));
    in_all_languages("filter-new", |ui| {
        list::saved::form(ui, "drafts-filters-save", "", "term=overdue", &orda_web::FormErrors::none())
    });
}

/// The search with something in every group, with nothing found, and before anything was typed.
#[test]
fn search() {
    let query = orda_drafts::desk::SearchQuery { words: "қаржы".into(), before: None };
    in_all_languages("search", |ui| search::view(ui, &query, &samples::searched()));
    in_all_languages("search-none", |ui| search::view(ui, &query, &orda_drafts::desk::Searched::default()));
    in_all_languages("search-begin", |ui| {
        search::view(ui, &orda_drafts::desk::SearchQuery::default(), &orda_drafts::desk::Searched::default())
    });
}

/// The calendar of terms: without an address, right after one was made, and later.
#[test]
fn calendar_page() {
    in_all_languages("calendar", |ui| calendar::view(ui, None, None));
    in_all_languages("calendar-made", |ui| {
        calendar::view(ui, Some(samples::now()), Some(("http://localhost/calendar/x", "kupia-soz")))
    });
    in_all_languages("calendar-later", |ui| calendar::view(ui, Some(samples::now()), None));
}

/// The feed is a calendar that a reader of others' making understands: one event a term, whole days, stable and different
/// ids, the person's language, the link; nothing that is no term.
#[test]
fn calendar_feed() {
    use ical::parser::ical::component::IcalEvent;
    let address = "https://orda.example:8443";
    for language in Language::ALL {
        let ui = samples::ui(language, "/");
        let feed = samples::feed(language);
        let text = calendar::calendar(ui.shell().messages(), &feed, address).write();
        let read = ical::IcalParser::new(std::io::BufReader::new(text.as_bytes())).next().expect("one").expect("reads");
        assert_eq!(read.events.len(), feed.terms.len());
        let value = |event: &IcalEvent, name: &str| {
            event.properties.iter().find(|p| p.name == name).and_then(|p| p.value.clone()).unwrap_or_default()
        };
        for (event, term) in read.events.iter().zip(&feed.terms) {
            assert_eq!(value(event, "UID"), format!("{}@orda.example", term.uid()));
            assert_eq!(value(event, "DTSTART"), term.due.strftime("%Y%m%d").to_string());
            let why = ui.t(&format!("drafts-why-{}", term.action.code())).replace(',', "\\,");
            assert!(value(event, "SUMMARY").contains(&why), "{}", value(event, "SUMMARY"));
            assert_eq!(
                value(event, "URL"),
                format!("{address}{}", orda_drafts::letters::path(term.draft, term.version))
            );
        }
        let again = calendar::calendar(ui.shell().messages(), &samples::feed(language), address);
        let ids: std::collections::HashSet<_> = again.events.iter().map(|e| e.uid.clone()).collect();
        assert_eq!(ids.len(), feed.terms.len(), "each has its own");
        assert!(read.events.iter().all(|e| ids.contains(&value(e, "UID"))), "and keeps it");
    }
}

/// The names of states and kinds exist, whichever a draft has.
#[test]
fn every_code_has_a_label() {
    in_all_languages("labels", |ui| {
        let label = crate::view::label;
        maud::html! {
            h1 { "x" }
            @for s in VersionState::ALL { p { (label(ui, "drafts-state", s.code())) } }
            @for s in BodyState::ALL { p { (label(ui, "drafts-body-state", s.code())) } }
            @for k in ActKind::ALL { p { (label(ui, "drafts-kind", k.code())) } }
            @for r in MyRole::ALL { p { (label(ui, "drafts-my-role", r.code())) } }
            @for p in orda_drafts::CheckPart::ALL { p { (label(ui, "drafts-check-part", p.code())) } }
            @for (_, code) in orda_drafts::CHECK_POINTS { p { (label(ui, "drafts-check-point", code)) } }
            @for s in orda_drafts::SittingState::ALL { p { (label(ui, "drafts-sitting-state", s.code())) } }
            @for r in orda_drafts::SittingResult::ALL { p { (label(ui, "drafts-result", r.code())) } }
            @for s in orda_drafts::FinalStatus::ALL { p { (label(ui, "drafts-state", s.code())) } }
            @for v in orda_drafts::VoteValue::ALL { p { (label(ui, "drafts-vote", v.code())) } }
            @for k in LetterKind::ALL { p { (label(ui, "drafts-letter", k.code())) } }
            @for s in orda_drafts::Sort::ALL { p { (label(ui, "drafts-sort", s.code())) } }
            @for r in orda_drafts::Requisite::ALL { p { (label(ui, "drafts-requisite", r.code())) } }
            @for k in orda_identity::BodyKind::ALL { p { (label(ui, "drafts-body-kind", k.code())) } }
            @for a in orda_drafts::Action::ALL {
                p { (label(ui, "drafts-action", a.code())) (label(ui, "drafts-why", a.code())) (label(ui, "drafts-awaited", a.code())) }
            }
        }
    });
}

/// The card with every part open, at an older version with everything to tell, and at one that was only posted.
#[test]
fn card() {
    let card = samples::card();
    let text = |remarks| ReadingView { structured: samples::structured().into(), remarks };
    let shown = |what: &str| card::text::Shown { text: what.to_owned() };
    let whole = |part: Part, name: &str, content: &dyn Fn(&orda_web::Ui) -> maud::Markup| {
        in_all_languages(&format!("card-{name}"), |ui| card::view(ui, &card, part, &content(ui)));
    };
    for language in ["", "kk", "ru", "both"] {
        let name = format!("text-{language}");
        whole(Part::Text, &name, &|ui| card::text::view(ui, &card, &text(samples::remarks()), &shown(language)));
    }
    let none = ReadingView { structured: orda_drafts::StructuredTexts::default().into(), remarks: Vec::new() };
    whole(Part::Text, "text-none", &|ui| card::text::view(ui, &card, &none, &shown("")));
    whole(Part::Remarks, "remarks", &|ui| card::remarks::view(ui, &card, &samples::remarks(), &samples::structured()));
    whole(Part::Remarks, "remarks-none", &|ui| card::remarks::view(ui, &card, &[], &samples::structured()));
    whole(Part::Files, "files", &|ui| card::files::view(ui, &card, &samples::files()));
    whole(Part::Files, "files-none", &|ui| card::files::view(ui, &card, &[]));
    whole(Part::Signatures, "signatures", &|ui| card::signatures::view(ui, &card, &[samples::signature()], &[]));
    whole(Part::Signatures, "signatures-none", &|ui| card::signatures::view(ui, &card, &[], &[]));
    let letters = LetterKind::ALL.map(samples::letter);
    whole(Part::Letters, "letters", &|ui| card::letters::view(ui, &card, &letters));
    whole(Part::Letters, "letters-none", &|ui| card::letters::view(ui, &card, &[]));
    whole(Part::History, "history", &|ui| card::history::view(ui, &card, &samples::history()));
    let person = PersonRef { id: samples::who(1).person, name: "Ахметов".into(), position: samples::title() };
    let readers = [(MyRole::Drafter, vec![person]), (MyRole::Head, Vec::new())].map(|(role, people)| ReaderLine {
        body: samples::body(1),
        role,
        people,
    });
    whole(Part::Access, "access", &|ui| card::access::view(ui, &readers));
    let prepared = samples::prepared_card();
    in_all_languages("card-prepared", |ui| {
        card::view(ui, &prepared, Part::History, &card::history::view(ui, &prepared, &[]))
    });
}

/// The primary button of the card is the only one of its kind, with its opposite beside it.
#[test]
fn one_primary_button() {
    let ui = samples::ui(orda_base::Language::En, "/drafts");
    let html = card::head::actions(&ui, &samples::card()).0;
    assert_eq!(html.matches("class=\"govuk-button\"").count(), 1);
    assert!(html.contains("Sign and approve") && html.contains("govuk-button--secondary"), "{html}");
    assert!(html.find("Sign and approve") < html.find("Refuse to approve"));
}

/// Two versions compared: side by side, in one text, changes only; without text; with one version only.
#[test]
fn compare() {
    let card = samples::card();
    for (view, changed) in [("side", "0"), ("side", "1"), ("inline", "0"), ("inline", "1")] {
        let wanted = card::compare::Wanted { view: view.into(), changed: changed.into(), ..Default::default() };
        in_all_languages(&format!("compare-{view}-{changed}"), |ui| {
            card::compare::view(ui, &card, &wanted, Some(&samples::comparison()))
        });
    }
    let empty = orda_drafts::Comparison { rows: Vec::new(), changed: 0, title: None, ..samples::comparison() };
    in_all_languages("compare-empty", |ui| {
        card::compare::view(ui, &card, &card::compare::Wanted::default(), Some(&empty))
    });
    in_all_languages("table", |ui| {
        card::table::view(ui, &card, &card::compare::Wanted::default(), Some(&samples::table()))
    });
    let mut single = samples::prepared_card();
    single.versions.truncate(1);
    in_all_languages("compare-one", |ui| card::compare::view(ui, &single, &card::compare::Wanted::default(), None));
}

/// Unfinished forms, and none.
#[test]
fn unfinished() {
    let postings = [samples::posting(PostingTarget::New).posting];
    in_all_languages("unfinished", |ui| posting::unfinished::view(ui, &postings));
    in_all_languages("unfinished-none", |ui| posting::unfinished::view(ui, &[]));
}
