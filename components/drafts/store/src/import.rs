//! Many drafts at once, for filling a portal (demo, tests of speed, taking over from another system): everything that
//! use cases would have written for them, but notices and accounting of each.

use crate::find::index::{self, Worded};
use crate::{draft, matter, posting, reader, said, word};
use orda_base::Result;
use orda_drafts::matters::open_matters;
use orda_drafts::subject::readers;
use orda_drafts::{Dossier, Draft, Entry, Texts, words};
use orda_store::Tx;

/// A draft with its texts and its history. Its number and serial are given anew.
pub struct Imported {
    /// The draft with its versions.
    pub draft: Draft,
    /// Texts of the versions, in order; may be fewer.
    pub texts: Vec<Texts>,
    /// The history.
    pub entries: Vec<Entry>,
}

/// Writes drafts inside the caller's transaction. Takes the numbers of the year in which each was created.
pub async fn import(tx: &mut Tx, drafts: Vec<Imported>) -> Result<()> {
    let (mut worded, none) = (Vec::new(), Texts::default());
    for Imported { mut draft, texts, entries } in drafts {
        let year = draft.created_at.date().year();
        let nth = posting::next_number(tx, year).await?;
        draft.number = Draft::number_of(year, nth);
        draft.serial = Draft::serial_of(year, nth);
        draft::insert(tx, &draft).await?;
        draft::save(tx, &draft, None).await?;
        for (version, texts) in draft.versions.iter().zip(&texts) {
            said::save_texts(tx, draft.id, version.number, texts).await?;
        }
        for version in &draft.versions {
            let title = &version.content.title;
            let found_by = words::words(&format!("{} {} {} {}", draft.number, title.kk, title.ru, title.en));
            word::save(tx, &draft, version.number, &found_by).await?;
            let texts = usize::try_from(version.number).ok().and_then(|n| texts.get(n.saturating_sub(1)));
            let words = index::words_of(&draft, version.number, texts.unwrap_or(&none));
            worded.push(Worded { serial: draft.serial, version: version.number, words });
        }
        said::add_entries(tx, draft.id, &entries).await?;
        let dossier = Dossier { draft, remarks: Vec::new(), protocols: Vec::new() };
        reader::save(tx, &dossier.draft, &readers(&dossier.draft)).await?;
        matter::save(tx, &dossier.draft, &open_matters(&dossier, false)).await?;
    }
    index::add(tx, &worded).await
}
