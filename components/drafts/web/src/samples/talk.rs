//! What belongs to a version: text, remarks, files, signatures, letters, history, comparison.

use super::{body, body_id, draft_id, now, title, today, uuid, who};
use orda_base::{Date, LocalizedText, PersonId};
use orda_documents::{FileId, FileSetId, Format, StoredFile};
use orda_drafts::*;
use orda_signatures::{ObjectRef, Purpose, Report, SignatureId, SignatureRecord, Signer};

pub(crate) fn texts() -> Texts {
    Texts {
        kk: vec!["1. Бірінші тармақ.".into(), "2. Екінші тармақ.".into(), "3. Үшінші тармақ.".into()],
        ru: vec!["1. Первый пункт.".into(), "2. Второй пункт.".into()],
    }
}

/// Four remarks, one in each state; the first on a paragraph, with a suggestion.
pub(crate) fn remarks() -> Vec<RemarkView> {
    let states = [RemarkState::Open, RemarkState::Answered, RemarkState::Closed, RemarkState::Withdrawn];
    let one = |(number, state): (u32, RemarkState)| RemarkView {
        remark: Remark {
            id: RemarkId::from_uuid(uuid(40 + u128::from(number))),
            version: 2,
            number,
            body: body_id(2),
            author: who(2),
            at: now(),
            paragraph: (number < 3).then_some(number),
            anchor: (number == 1).then(|| "p1".to_owned()),
            language: Some(orda_base::Language::Kk),
            text: "Мерзім көрсетілмеген.\nТолықтыру керек.".into(),
            suggestion: if number == 1 { "1. Он күн ішінде.".into() } else { String::new() },
            state,
            answer: (state != RemarkState::Open).then(|| Answer {
                by: who(1),
                at: now(),
                accepted: number == 2,
                text: "Түзетіледі.".into(),
            }),
            closed_at: None,
        },
        body: body(2).into(),
        may_answer: true,
        may_settle: true,
    };
    (1..).zip(states).map(one).collect()
}

pub(crate) fn files() -> Vec<StoredFile> {
    vec![StoredFile {
        id: FileId::from_uuid(uuid(50)),
        set: FileSetId::from_uuid(uuid(51)),
        name: "Жоба мәтіні.docx".into(),
        format: Format::Docx,
        size: 1_468_006,
        sha256: [7; 32],
        position: 1,
        created_at: now(),
    }]
}

pub(crate) fn signature() -> SignatureView {
    let signer = Signer { name: "АХМЕТОВ ДӘУЛЕТ".into(), iin: "800101300123".into(), ..Signer::default() };
    SignatureView {
        record: SignatureRecord {
            id: SignatureId::from_uuid(uuid(60)),
            object: ObjectRef::new("draft", draft_id(), 2),
            purpose: Purpose::DraftApprove,
            manifest: b"{}".to_vec(),
            cms: vec![0x30, 0],
            person: PersonId::from_uuid(uuid(1)),
            body: body_id(2),
            acting_for: None,
            signer,
            received_at: now(),
            report: Report::new(now().seconds()),
        },
        report: Report::new(now().seconds()),
        body: body(2),
        acting_for: Some("Нұрғалиева Айна".into()),
        in_force: false,
    }
}

pub(crate) fn letter(kind: LetterKind) -> LetterView {
    LetterView {
        letter: Letter {
            id: LetterId::from_uuid(uuid(70)),
            kind,
            version: 2,
            sender: body_id(1),
            addressee: body_id(2),
            number: String::new(),
            date: today(),
            title: title(),
            text: "Құрметті әріптестер!\nhttp://localhost:8080/drafts/…".into(),
            signer: "Ахметов Д. С.".into(),
            link: "/drafts/1/v/2".into(),
            sent_by: who(1),
            sent_at: now(),
            late: true,
        },
        sender: body(1),
        addressee: body(2),
    }
}

/// One entry of every kind, with yes and no where there is a choice.
pub(crate) fn history() -> Vec<EntryView> {
    let (body_id, due) = (body_id(2), Date::constant(2026, 12, 4));
    let remark = RemarkId::from_uuid(uuid(41));
    let mut events = vec![
        Event::Posted,
        Event::Signed,
        Event::Sent { bodies: 4 },
        Event::NotDelivered { body: body_id },
        Event::Delivered { body: body_id },
        Event::Registered { body: body_id, number: "12-03".into() },
        Event::WithHead { body: body_id },
        Event::RepresentativesNamed {
            body: body_id,
            people: vec![(PersonId::from_uuid(uuid(2)), "Сейітова А.".into())],
        },
        Event::UnderReview { body: body_id },
        Event::Remarked { body: body_id, remark, number: 3 },
        Event::RemarkClosed { number: 3 },
        Event::RemarkWithdrawn { number: 4 },
        Event::ApprovedByAll,
        Event::RemarksReceived,
        Event::Prolonged { body: body_id, due },
        Event::TermNear { body: body_id, due },
        Event::TermPassed { body: body_id, due },
        Event::ProtocolStarted { body: body_id },
        Event::Superseded { by: 3 },
        Event::SentToChancellery,
        Event::RejectedByChancellery,
        Event::PassedToUnits {
            units: vec![(
                orda_base::UnitId::from_uuid(uuid(500)),
                LocalizedText::new("Заң бөлімі", "Юридический отдел", "Legal unit"),
            )],
        },
        Event::OpinionGiven {
            unit: LocalizedText::new("Заң бөлімі", "Юридический отдел", "Legal unit")
        },
        Event::OnAgenda { sitting: "44".into(), date: due },
        Event::VoteStarted { heads: 15, due },
        Event::Voted { body: body_id },
        Event::MinutesPosted { result: SittingResult::Accepted },
        Event::MinutesPosted { result: SittingResult::NotAccepted },
        Event::FinalStatusSet { status: FinalStatus::Accepted },
        Event::FinalStatusSet { status: FinalStatus::NotAccepted },
    ];
    for yes in [true, false] {
        events.extend([
            Event::Changed { voided: yes },
            Event::Checked { part: CheckPart::Regulations, complies: yes },
            Event::Checked { part: CheckPart::Records, complies: yes },
            Event::VoteClosed { early: yes },
            Event::Answered { remark, number: 3, author: PersonId::from_uuid(uuid(2)), accepted: yes },
            Event::Approved { body: body_id, late: yes },
            Event::Refused { body: body_id, late: yes },
            Event::RefusalLetterSent { body: body_id, late: yes },
            Event::ProtocolChanged { body: body_id, voided: yes },
            Event::ProtocolSigned { body: body_id, signed_for: body_id, both: yes },
        ]);
    }
    let one = |event: Event| EntryView {
        body: event.body().map(|_| body(2)),
        entry: Entry { version: 2, at: now(), who: Some(who(1)), event },
        by_body: Some(body(1)),
        acting_for: Some("Нұрғалиева Айна".into()),
    };
    events.into_iter().map(one).collect()
}

pub(crate) fn signing(purpose: Purpose) -> SigningTask {
    SigningTask {
        draft: draft_id(),
        number: "НҚА-2026-000123".into(),
        version: 2,
        title: title(),
        purpose,
        body: body(2),
        files: files(),
        manifest: b"{}".to_vec(),
    }
}

/// Two texts with something of everything: changed, taken out, new, moved, renumbered.
pub(crate) fn comparison() -> Comparison {
    let side = |lines: &[&str]| {
        let lines: Vec<String> = lines.iter().map(|l| (*l).to_owned()).collect();
        StructuredTexts::of_typed(&Texts { kk: lines, ru: Vec::new() }).kk.expect("a text").act
    };
    let old = side(&[
        "1. Бірдей тармақ қала береді.",
        "2. Мерзімі он күн болып белгіленсін.",
        "3. Ескі талап алып тасталатын болады.",
        "4. Көшірілетін тармақ осы жерде тұрған.",
        "5. Қадағалау жүктелсін.",
        "6. Соңғы тармақ.",
    ]);
    let new = side(&[
        "1. Бірдей тармақ қала береді.",
        "2. Мерзімі бес күн болып белгіленсін.",
        "3-1. Мүлдем жаңа норма енгізіледі.",
        "5. Қадағалау жүктелсін.",
        "6. Көшірілетін тармақ осы жерде тұрған.",
        "7. Соңғы тармақ.",
    ]);
    let compared = acttext::compare(&old, &new);
    Comparison {
        from: 1,
        to: 2,
        language: orda_base::Language::Kk,
        changed: compared.amendments(),
        rows: compared.rows,
        old,
        new,
        bodies_added: vec![body(3)],
        bodies_removed: vec![body(4)],
        title: Some((title(), LocalizedText::new("Жаңа атау", "Новое название", ""))),
    }
}

/// A comparative table with one row of each sort.
pub(crate) fn table() -> TableView {
    let row = |in_force: &str, proposed: &str| acttext::TableRow {
        element: "2-тармақ".into(),
        anchor: "p2".into(),
        in_force: in_force.into(),
        proposed: proposed.into(),
        reason: "Қаржы: мерзім қысқа.".into(),
    };
    let rows = vec![row("Ескі", "Жаңа"), row("Ескі", ""), row("", "Жаңа")];
    TableView { from: 1, to: 2, language: orda_base::Language::Kk, rows }
}

/// The sample texts with their parts.
pub(crate) fn structured() -> StructuredTexts {
    let mut texts = StructuredTexts::of_typed(&texts());
    if let Some(text) = &mut texts.ru {
        text.source = TextSource::File("Мәтін.docx".into());
    }
    texts
}

/// Wording that was accepted.
pub(crate) fn accepted() -> Vec<AcceptedWording> {
    vec![AcceptedWording {
        number: 1,
        anchor: Some("p1".into()),
        language: orda_base::Language::Kk,
        old: "1. Бірінші тармақ.".into(),
        new: "1. Он күн ішінде.".into(),
    }]
}
