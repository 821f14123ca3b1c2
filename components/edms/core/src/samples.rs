//! Messages for tests.

use crate::message::{WireLetter, WireText};
use crate::{LetterId, LetterKind, Message, MessageKind};
use orda_base::Env;

/// An official letter of today from the body with one BIN to that with another.
pub fn official(env: &Env, from: String, to: String, number: &str) -> Message {
    let letter = WireLetter {
        id: LetterId::generate(env),
        kind: LetterKind::Official,
        sender: from.clone(),
        receiver: to.clone(),
        number: number.to_owned(),
        date: env.now().date().to_string(),
        title: WireText { kk: "Хат".into(), ru: "Письмо".into(), en: String::new() },
        text: "Мәтін".into(),
        link: String::new(),
        signer: "Ким О.".into(),
        signature: None,
        in_reply_to: None,
    };
    Message { letter: Some(letter), ..Message::new(env, MessageKind::Letter, from, to) }
}
