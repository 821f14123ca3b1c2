//! The act of destruction: what was destroyed by number and digest, who decided, when, on what ground; never the content.

use orda_base::{Error, Language, Result, Timestamp};
use orda_retention::{Item, Proposal};
use orda_web::Messages;
use typeset::{Block, Cell, Column, Moment, Sheet, Style};

/// The act as a PDF file: in Kazakh, then in Russian.
///
/// # Errors
/// Unavailable in a program that was built without a font.
pub fn act(messages: &Messages, portal: &str, proposal: &Proposal) -> Result<Vec<u8>> {
    let at = proposal.ended_at.unwrap_or(proposal.proposed_at);
    let title = messages.t(Language::Kk, "retention-act").to_owned();
    let mut sheet = Sheet::new("kk", format!("{title}: {}", proposal.id), Moment::from_unix(at.seconds()));
    sheet.header = format!("{portal} · {}", proposal.id);
    sheet.footer = format!("{title} · {}", moment(at));
    for language in [Language::Kk, Language::Ru] {
        part(&mut sheet, &Words { messages, language }, portal, proposal);
    }
    sheet.to_pdf().map_err(|error| match error {
        typeset::Error::NoFont => Error::Unavailable(error.to_string()),
        other => Error::internal(other),
    })
}

/// The words of an act in one language.
pub(crate) struct Words<'a> {
    pub(crate) messages: &'a Messages,
    pub(crate) language: Language,
}

impl Words<'_> {
    pub(crate) fn t(&self, key: &str) -> String {
        self.messages.text(self.language, key, &[])
    }
}

/// Day and time in Astana, as acts write them.
pub(crate) fn moment(at: Timestamp) -> String {
    at.zoned().strftime("%d.%m.%Y %H:%M:%S").to_string()
}

fn part(sheet: &mut Sheet, words: &Words<'_>, portal: &str, proposal: &Proposal) {
    sheet.push(Block::title(words.t("retention-act")));
    sheet.push(Block::facts(vec![
        (words.t("retention-act-number"), proposal.id.to_string()),
        (words.t("retention-act-portal"), portal.to_owned()),
        (words.t("retention-ground"), proposal.ground.clone()),
        (words.t("retention-proposed"), format!("{}, {}", moment(proposal.proposed_at), proposal.proposed_by)),
        (words.t("retention-destroyed-at"), proposal.ended_at.map(moment).unwrap_or_default()),
        (words.t("retention-rule"), "385-6-8".to_owned()),
    ]));
    sheet.push(Block::heading(words.t("retention-act-how")));
    sheet.push(Block::paragraph(words.t("retention-act-method")));
    sheet.push(Block::paragraph(words.t("retention-act-copies")));
    sheet.push(Block::paragraph(words.t("retention-act-continuous")));
    sheet.push(Block::heading(words.t("retention-decisions")));
    let columns = vec![
        Column::new(words.t("retention-who"), 2.4),
        Column::new(words.t("retention-when"), 1.6),
        Column::new(words.t("retention-signature"), 4.0),
    ];
    let rows = proposal.decisions.iter().map(|decision| {
        vec![
            Cell::text(decision.name.clone()).and(Style::Muted, words.t(&format!("role-{}", decision.role.code()))),
            Cell::text(moment(decision.at)),
            Cell::styled(Style::Mono, decision.serial.clone()).and(Style::Mono, decision.cms_sha256.clone()),
        ]
    });
    sheet.push(Block::table(columns, rows.collect()));
    sheet.push(Block::heading(words.t("retention-items")));
    for item in &proposal.items {
        destroyed(sheet, words, item);
    }
}

fn destroyed(sheet: &mut Sheet, words: &Words<'_>, item: &Item) {
    sheet.push(Block::facts(vec![
        (words.t("retention-number"), item.number.clone()),
        (words.t("retention-class"), words.t(&item.class_key())),
        (words.t("retention-made"), moment(item.made_at)),
        (words.t("retention-changed"), moment(item.changed_at)),
    ]));
    let columns = vec![
        Column::new(words.t("retention-part"), 1.4),
        Column::new(words.t("retention-bytes"), 1.2),
        Column::new("SHA-256", 5.0),
    ];
    let rows = item.parts.iter().map(|part| {
        vec![
            Cell::text(part.name.clone()),
            Cell::text(part.size.to_string()),
            Cell::styled(Style::Mono, part.sha256.clone()),
        ]
    });
    sheet.push(Block::table(columns, rows.collect()));
}
