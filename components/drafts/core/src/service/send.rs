//! The cover letters go out, one to each listed body (385-15).

use super::Drafts;
use super::change::newest;
use crate::exchange::Reach;
use crate::fields::Check;
use crate::letters::{check, link, path};
use crate::policy::{Scene, may};
use crate::{
    Action, BodyApproval, Dossier, DraftId, Event, Letter, LetterDraft, LetterId, LetterKind, TermCount, template,
};
use orda_base::{Access, Actor, BodyId, Error, Operation, Result, Role};

impl Drafts {
    /// The cover letter of this version as it is offered, and the link its text must hold (385-15).
    ///
    /// # Errors
    /// Not found for a version that the actor may not read; an older one is refused; else as [`Drafts::cover_letter`].
    pub async fn cover_letter_of(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<(LetterDraft, String)> {
        let dossier = self.store.dossier(draft).await?.ok_or(Error::NotFound)?;
        newest(actor, &dossier.draft, version)?;
        self.offered_cover(actor, &dossier).await
    }

    /// The cover letter of the newest version as it is offered, and the link its text must hold (385-15).
    ///
    /// # Errors
    /// Not found or forbidden for who is not a drafter of the body; refused while the version cannot be sent.
    pub async fn cover_letter(&self, actor: &Actor, draft: DraftId) -> Result<(LetterDraft, String)> {
        let dossier = self.store.dossier(draft).await?.ok_or(Error::NotFound)?;
        self.offered_cover(actor, &dossier).await
    }

    async fn offered_cover(&self, actor: &Actor, dossier: &Dossier) -> Result<(LetterDraft, String)> {
        let version = dossier.draft.current();
        may(actor, Action::Send, Scene { draft: &dossier.draft, version, body: None }).check()?;
        version.can_send()?;
        self.offered(dossier, LetterKind::Cover).await
    }

    /// A letter about the newest version in its standard words, signed by the head who signed the version.
    pub(super) async fn offered(&self, dossier: &Dossier, kind: LetterKind) -> Result<(LetterDraft, String)> {
        let draft = &dossier.draft;
        let version = draft.current();
        let link = link(&self.settings, draft.id, version.number);
        let sender = self.body_ref(draft.body).await?.name;
        let subject = template::Subject::of(draft, &sender, &link, "");
        let letter = LetterDraft {
            number: format!("{}/{}", draft.number, version.number),
            date: Some(self.env.now().date()),
            title: template::title(kind, &subject),
            text: template::text(kind, &subject),
            signer: version.signed.as_ref().map(|s| s.by.name.clone()).unwrap_or_default(),
            attached: Vec::new(),
        };
        Ok((letter, link))
    }

    /// Sends one letter to each listed body; the draft is then on approval, and the terms run (385-15-d, 385-16-j).
    ///
    /// # Errors
    /// Not found or forbidden for who is not a drafter of the body; refused without the head's signature or with one
    /// that does not verify any more, with an empty
    /// list, without the link, with an empty requisite, with a file in the letter, a second time.
    pub async fn send(&self, actor: &Actor, draft: DraftId, version: u32, letter: LetterDraft) -> Result<()> {
        let mut change = self.change(actor, draft).await?;
        change.on_version(version)?;
        change.allow(Action::Send, None)?;
        change.dossier.draft.current().can_send()?;
        self.require_own_signature(actor, &change.dossier).await?;
        let limits = &self.settings.limits;
        let mut checked = Check::default();
        checked
            .at_most("number", &letter.number, limits.number)
            .at_most("title.kk", &letter.title.kk, limits.title)
            .at_most("title.ru", &letter.title.ru, limits.title)
            .at_most("text", &letter.text, limits.statement)
            .at_most("signer", &letter.signer, limits.title);
        checked.done()?;
        let bodies = change.dossier.draft.current().content.approving_bodies.clone();
        let link = link(&self.settings, draft, version);
        check(&letter, &link, bodies.len(), &self.settings)?;

        let (now, own) = (change.now, change.dossier.draft.body);
        let by = change.who(Role::Drafter, own)?;
        let counted = TermCount { from: now.date(), days: change.dossier.draft.current().content.term };
        let due = self.settings.calendar.count(counted.from, counted.days).due;
        let (mut approvals, mut events) = (Vec::with_capacity(bodies.len()), Vec::new());
        for body in &bodies {
            let sent = Letter {
                id: LetterId::generate(&self.env),
                kind: LetterKind::Cover,
                version,
                sender: own,
                addressee: *body,
                number: letter.number.trim().to_owned(),
                date: letter.date.unwrap_or_else(|| now.date()),
                title: letter.title.clone(),
                text: letter.text.clone(),
                signer: letter.signer.trim().to_owned(),
                link: path(draft, version),
                sent_by: by.clone(),
                sent_at: now,
                late: false,
            };
            let delivered = self.takes_letters(*body).await?;
            if !delivered {
                events.push(Event::NotDelivered { body: *body });
            }
            approvals.push(BodyApproval::sent(*body, sent.id, delivered, due, counted, now));
            change.work.add_letter(draft, &sent).await?;
        }
        change.advance(|v| v.send(approvals, now))?;
        change.log(Some(by), Event::Sent { bodies: bodies.len() });
        for event in events {
            change.log(None, event);
        }
        self.finish(change, Access::done("draft", draft, Operation::Send).detail(format!("version {version}"))).await
    }

    /// Can a letter be delivered to the body: is it active, does it take part in the exchange, and is there somebody who
    /// registers letters, or a document system of its own?
    pub(super) async fn takes_letters(&self, body: BodyId) -> Result<bool> {
        let active = self.directory.body(body).await?.is_some_and(|b| b.active);
        let reach = match &self.exchange {
            Some(exchange) => exchange.reach(body).await?,
            None => Reach::Portal,
        };
        if reach != Reach::Portal {
            return Ok(active && reach == Reach::OwnSystem);
        }
        Ok(active && !self.directory.holders(Role::RecordsClerk, Some(body)).await?.is_empty())
    }
}
