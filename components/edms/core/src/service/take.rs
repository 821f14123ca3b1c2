//! The centre takes a letter: from another component of the portal, or from a records clerk (385-15-d, 217-a31.7).

use super::Edms;
use crate::ports::{EdmsWork, Told};
use crate::{
    EdmsRefusal, Event, Letter, LetterId, LetterKind, LetterSignature, LetterState, Numbering, Outgoing, policy,
    requisites,
};
use orda_base::{Access, Actor, BodyId, Date, Error, FieldError, LocalizedText, Operation, Result};

/// A letter to be taken. It has no field for a file (385-15-c).
#[derive(Debug, Clone)]
pub struct NewLetter {
    /// Its id: handed over again, it is the same letter.
    pub id: LetterId,
    /// What it is for.
    pub kind: LetterKind,
    /// The sender.
    pub sender: BodyId,
    /// The receiver.
    pub receiver: BodyId,
    /// Outgoing number; the next of the sender's numbering when empty.
    pub number: String,
    /// Date.
    pub date: Date,
    /// Title.
    pub title: LocalizedText,
    /// Text.
    pub text: String,
    /// Full link to what it is about.
    pub link: String,
    /// Full name of who signed it.
    pub signer: String,
    /// The signature that goes with it.
    pub signature: Option<LetterSignature>,
    /// The letter that it answers.
    pub in_reply_to: Option<LetterId>,
    /// The component that is told what becomes of it; empty for none.
    pub host: String,
}

impl Edms {
    /// Takes a letter that another component of the portal hands over, once; one that was not delivered is sent again.
    /// Only for the portal itself.
    ///
    /// # Errors
    /// Forbidden for anybody else; refused for a letter without link, requisites or reason, and for one known with
    /// another sender or receiver.
    pub async fn take(&self, actor: &Actor, new: NewLetter) -> Result<Letter> {
        policy::is_portal(actor).check()?;
        self.accept(actor, new).await
    }

    /// A records clerk, or an information system of the body, sends an official letter to another body. With an id that
    /// was used before nothing is sent a second time (217-a31.7).
    ///
    /// # Errors
    /// Forbidden for who is no records clerk of the sender; wrong fields; refused as in [`Self::take`].
    pub async fn send(&self, actor: &Actor, new: NewLetter) -> Result<Letter> {
        if !policy::may_send_for(actor, new.sender) {
            return Err(Error::Forbidden);
        }
        let new = NewLetter { kind: LetterKind::Official, host: String::new(), ..new };
        self.fields(&new)?;
        self.accept(actor, new).await
    }

    /// Lengths of what was typed.
    fn fields(&self, new: &NewLetter) -> Result<()> {
        let (line, text) = (self.settings.line_limit, self.settings.text_limit);
        let lines = [
            ("number", &new.number),
            ("title_kk", &new.title.kk),
            ("title_ru", &new.title.ru),
            ("title_en", &new.title.en),
            ("link", &new.link),
            ("signer", &new.signer),
        ];
        let mut wrong: Vec<_> = lines
            .into_iter()
            .filter(|(_, value)| value.chars().count() > line || value.chars().any(char::is_control))
            .map(|(field, _)| FieldError::new(field, "edms-field-long").with("limit", line))
            .collect();
        if new.text.chars().count() > text || !is_text(&new.text) {
            wrong.push(FieldError::new("text", "edms-field-long").with("limit", text));
        }
        if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
    }

    async fn accept(&self, actor: &Actor, new: NewLetter) -> Result<Letter> {
        if new.sender == new.receiver {
            return Err(EdmsRefusal::WrongParties.into());
        }
        self.body(new.receiver).await?;
        let mut work = self.store.begin().await?;
        let letter = match work.lock_letter(new.id).await? {
            Some(known) if (known.sender, known.receiver, known.kind) != (new.sender, new.receiver, new.kind) => {
                return Err(EdmsRefusal::LetterKnown.into());
            }
            Some(known) if known.state == LetterState::NotDelivered => {
                self.enter(&mut *work, known.id, actor.name(), Event::Again).await?;
                self.pass(&mut *work, known.again(self.now())?).await?
            }
            // Handed over a second time: the first one counts, and so does what became of it.
            Some(known) => return Ok(known),
            None => self.enter_new(&mut *work, actor, new).await?,
        };
        let access = Access::done("letter", letter.id, Operation::Send).detail(letter.kind.code());
        work.record(actor, self.now(), &access).await?;
        work.commit().await?;
        Ok(letter)
    }

    async fn enter_new(&self, work: &mut dyn EdmsWork, actor: &Actor, new: NewLetter) -> Result<Letter> {
        let now = self.now();
        let mut number = new.number.trim().to_owned();
        if number.is_empty() {
            let nth = work.next(&Numbering::Outgoing.sequence(new.sender, new.date)).await?;
            number = Numbering::Outgoing.number(new.date, nth);
        }
        let letter = Letter {
            id: new.id,
            kind: new.kind,
            sender: new.sender,
            receiver: new.receiver,
            outgoing: Outgoing { number, date: new.date },
            incoming: None,
            title: new.title,
            text: new.text,
            link: new.link,
            signer: new.signer.trim().to_owned(),
            signature: new.signature,
            in_reply_to: new.in_reply_to,
            host: new.host,
            from_outside: false,
            state: LetterState::Waiting,
            fault: None,
            taken_at: now,
            changed_at: now,
        };
        requisites::check(&letter, &self.settings.mandatory_requisites, &self.settings.address)?;
        work.insert_letter(&letter).await?;
        let by = if letter.host.is_empty() { actor.name() } else { letter.signer.as_str() };
        self.enter(work, letter.id, by, Event::Taken { number: letter.outgoing.number.clone() }).await?;
        self.tell(work, &letter, Told::Taken { number: letter.outgoing.number.clone() }).await?;
        let letter = self.pass(work, letter).await?;
        self.answered(work, &letter).await?;
        Ok(letter)
    }
}

/// May these characters stand in a text that also travels as XML?
pub(super) fn is_text(text: &str) -> bool {
    text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'))
}
