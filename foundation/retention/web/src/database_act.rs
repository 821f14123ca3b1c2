//! The act of destruction of a whole database: what there was by numbers and digests, who ordered it; never the content
//! (385-6-8-c).

use crate::act::{Words, moment};
use orda_base::{Error, Language, Message, Result};
use orda_retention::database::DatabaseAct;
use orda_web::Messages;
use typeset::{Block, Cell, Column, Moment, Sheet, Style};

/// The act as a PDF file: in Kazakh, then in Russian.
///
/// # Errors
/// Unavailable in a program that was built without a font.
pub fn database_act(messages: &Messages, portal: &str, act: &DatabaseAct) -> Result<Vec<u8>> {
    let title = messages.t(Language::Kk, "retention-database-act").to_owned();
    let order = act.order.order;
    let mut sheet = Sheet::new("kk", format!("{title}: {order}"), Moment::from_unix(act.began_at.seconds()));
    sheet.header = format!("{portal} · {order}");
    sheet.footer = format!("{title} · {}", moment(act.began_at));
    for language in [Language::Kk, Language::Ru] {
        part(&mut sheet, &Words { messages, language }, portal, act);
    }
    sheet.to_pdf().map_err(|error| match error {
        typeset::Error::NoFont => Error::Unavailable(error.to_string()),
        other => Error::internal(other),
    })
}

fn part(sheet: &mut Sheet, words: &Words<'_>, portal: &str, act: &DatabaseAct) {
    let order = &act.order;
    let said = |message: Message| words.messages.message(words.language, &message);
    let files = Message::new("retention-database-file-bytes").with("count", act.files.0).with("bytes", act.files.1);
    let records = Message::new("retention-database-records").with("count", act.last.0);
    sheet.push(Block::title(words.t("retention-database-act")));
    sheet.push(Block::facts(vec![
        (words.t("retention-act-number"), order.order.to_string()),
        (words.t("retention-act-portal"), portal.to_owned()),
        (words.t("retention-database-installation"), order.installation.clone()),
        (words.t("retention-database-log"), order.log.clone()),
        (words.t("retention-ground"), order.ground.clone()),
        (words.t("retention-database-prepared"), order.prepared_at.clone()),
        (words.t("retention-database-began"), moment(act.began_at)),
        (words.t("retention-database-documents"), order.documents.to_string()),
        (words.t("retention-database-files"), said(files)),
        (words.t("retention-database-last"), format!("{}, {}", said(records), act.last.1)),
        (words.t("retention-database-order"), act.order_sha256.clone()),
        (words.t("retention-rule"), "385-6-8-c".to_owned()),
    ]));
    sheet.push(Block::heading(words.t("retention-act-how")));
    sheet.push(Block::paragraph(words.t("retention-database-method")));
    sheet.push(Block::paragraph(match &act.key_elsewhere {
        None => words.t("retention-database-copies"),
        Some(place) => said(Message::new("retention-database-key-elsewhere").with("place", place)),
    }));
    sheet.push(Block::paragraph(format!("{} {}", words.t("retention-database-end"), act.key)));
    sheet.push(Block::heading(words.t("retention-decisions")));
    let columns = vec![
        Column::new(words.t("retention-who"), 2.4),
        Column::new(words.t("retention-when"), 1.6),
        Column::new(words.t("retention-signature"), 4.0),
    ];
    let decided = vec![
        Cell::text(act.name.clone()).and(Style::Muted, words.t("role-administrator")),
        Cell::text(moment(act.began_at)),
        Cell::styled(Style::Mono, act.serial.clone()).and(Style::Mono, act.cms_sha256.clone()),
    ];
    sheet.push(Block::table(columns, vec![decided]));
    sheet.push(Block::heading(words.t("retention-database-kept")));
    let columns = vec![Column::new(words.t("retention-database-file"), 3.0), Column::new("SHA-256", 5.0)];
    let rows =
        act.kept.iter().map(|(name, sha256)| vec![Cell::text(name.clone()), Cell::styled(Style::Mono, sha256.clone())]);
    sheet.push(Block::table(columns, rows.collect()));
}
