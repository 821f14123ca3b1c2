//! What an answer makes of the list: decided without input or output.

use crate::message::{Instruction, Instructions};
use crate::{Counts, DocumentKinds, RecordFaultKind, Rejected, Reminder, ReminderId, Requisites, Source};
use orda_base::{BodyId, Timestamp};
use std::collections::{HashMap, HashSet};

/// What the portal knows of bodies and people.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Active bodies by BIN.
    pub bodies: HashMap<String, BodyId>,
    /// Names of each body and of its people, as [`plain_name`] gives them.
    pub names: HashMap<BodyId, HashSet<String>>,
}

/// The new list of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenIn {
    /// The reminders.
    pub list: Vec<Reminder>,
    /// The list of errors.
    pub rejected: Vec<Rejected>,
    /// How many of which.
    pub counts: Counts,
}

/// A name without case, spaces and points: `Ахметов Д. С.` and `ахметов д.с.` are the same.
pub fn plain_name(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The list after this answer: what it holds, with the ids that reminders have already; and what it should have held and
/// did not, marked. Executed instructions are not in it (385-51-f).
pub fn take_in(
    source: Source,
    previous: Vec<Reminder>,
    answer: Instructions,
    known: &Known,
    kinds: &DocumentKinds,
    now: Timestamp,
    mut new_id: impl FnMut() -> ReminderId,
) -> TakenIn {
    let mut before: HashMap<String, Reminder> = previous.into_iter().map(|r| (r.key.clone(), r)).collect();
    let mut rejected = answer.rejected;
    let mut list = Vec::with_capacity(answer.records.len());
    let executed = answer.executed.iter().filter(|key| before.remove(*key).is_some()).count();
    for (place, instruction) in answer.records {
        let Some(body) = known.bodies.get(&instruction.body).copied() else {
            let Instruction { id: key, outgoing_number, .. } = instruction;
            let (kind, field) = (RecordFaultKind::UnknownBody, "body".to_owned());
            rejected.push(Rejected { place, key, outgoing_number, kind, field });
            continue;
        };
        let old = before.remove(&instruction.id);
        let (id, taken_at) = old.map_or_else(|| (new_id(), now), |r| (r.id, r.taken_at));
        list.push(Reminder {
            id,
            source,
            body,
            taken_at,
            confirmed_at: now,
            confirmed: true,
            executor_unknown: !knows_executor(known, body, &instruction.executor),
            kind_unknown: !kinds.knows(&instruction.document_kind),
            key: instruction.id,
            requisites: Requisites {
                outgoing_number: instruction.outgoing_number,
                outgoing_date: instruction.outgoing_date,
                short_content: instruction.short_content,
                executor: instruction.executor,
                document_kind: instruction.document_kind,
                responsible_unit: instruction.responsible_unit,
                due: instruction.due_date,
            },
        });
    }
    let counts = Counts {
        taken: count(list.len()),
        executed: count(executed),
        rejected: count(rejected.len()),
        missing: count(before.len()),
    };
    // What the source says nothing of any more, or nothing that can be read, is not dropped in silence.
    let mut missing: Vec<Reminder> = before.into_values().map(|r| Reminder { confirmed: false, ..r }).collect();
    missing.sort_by(|a, b| a.key.cmp(&b.key));
    list.append(&mut missing);
    rejected.sort_by_key(|r| r.place);
    TakenIn { list, rejected, counts }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Is everybody named there known: people of the body, or the body itself?
fn knows_executor(known: &Known, body: BodyId, executor: &str) -> bool {
    let Some(names) = known.names.get(&body) else { return false };
    let whole = names.contains(&plain_name(executor));
    whole || executor.split([',', ';']).all(|one| names.contains(&plain_name(one)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use orda_base::{Env, FixedClock, SeededEntropy};

    const BIN: &str = "000140000011";

    fn instruction(id: &str, number: &str) -> Instruction {
        let day = |text: &str| text.parse().expect("a date");
        Instruction {
            id: id.to_owned(),
            body: BIN.to_owned(),
            outgoing_number: number.to_owned(),
            outgoing_date: day("2026-11-02"),
            short_content: "Есеп беру".to_owned(),
            executor: "Ахметов Д.С.; АХМЕТОВА Айгүл".to_owned(),
            document_kind: "Тапсырма".to_owned(),
            responsible_unit: None,
            due_date: day("2026-11-30"),
        }
    }

    fn answer(instructions: &[Instruction], executed: &[&str]) -> Instructions {
        Instructions {
            made_at: Timestamp::from_seconds(0),
            records: (1..).zip(instructions.iter().cloned()).collect(),
            executed: executed.iter().map(ToString::to_string).collect(),
            rejected: Vec::new(),
        }
    }

    fn run(previous: Vec<Reminder>, answer: Instructions, seconds: i64) -> TakenIn {
        let now = Timestamp::from_seconds(1_795_408_200 + seconds);
        let env = Env::new(FixedClock::at(now), SeededEntropy::new(seconds.unsigned_abs()));
        let body = BodyId::from_uuid(orda_base::uuid::Uuid::from_u128(7));
        let names = ["Ахметов Д. С.", "Ахметова Айгүл", "Әділет министрлігі"].map(plain_name);
        let known = Known {
            bodies: HashMap::from([(BIN.to_owned(), body)]),
            names: HashMap::from([(body, HashSet::from(names))]),
        };
        let new_id = || ReminderId::generate(&env);
        take_in(Source::Chancellery, previous, answer, &known, &DocumentKinds::default(), now, new_id)
    }

    fn keys(taken: &TakenIn) -> Vec<(&str, bool)> {
        taken.list.iter().map(|r| (r.key.as_str(), r.confirmed)).collect()
    }

    /// The list is that of the source: what changed there is changed here under the same id, what was executed goes and
    /// comes back when it is under control again. What is missing without having been executed stays and is marked.
    ///
    /// Covers: 385-51-f
    #[test]
    fn the_list_follows_the_source() {
        let first =
            run(Vec::new(), answer(&[instruction("a", "1"), instruction("b", "2"), instruction("c", "3")], &[]), 0);
        assert_eq!(keys(&first), [("a", true), ("b", true), ("c", true)]);
        assert_eq!(first.counts, Counts { taken: 3, ..Counts::default() });
        let later = Instruction { due_date: "2026-12-15".parse().expect("a date"), ..instruction("a", "1") };
        let second = run(first.list.clone(), answer(&[later], &["b", "never heard of"]), 60);
        assert_eq!(keys(&second), [("a", true), ("c", false)]);
        assert_eq!(second.counts, Counts { taken: 1, executed: 1, rejected: 0, missing: 1 });
        let a = &second.list[0];
        assert_eq!((a.id, a.taken_at), (first.list[0].id, first.list[0].taken_at), "the same reminder");
        assert_eq!(a.requisites.due.to_string(), "2026-12-15");
        assert!(second.list[1].is_marked() && second.list[1].confirmed_at == first.list[2].confirmed_at);
        let third =
            run(second.list, answer(&[instruction("a", "1"), instruction("b", "2"), instruction("c", "3")], &[]), 120);
        assert_eq!(keys(&third), [("a", true), ("b", true), ("c", true)], "back again, and found again");
    }

    /// A body that the portal does not know, whoever else is known; executors and kinds that are not known are marked
    /// and shown as they stand.
    ///
    /// Covers: 385-49-4, 385-49-5
    #[test]
    fn what_is_unknown_is_told() {
        let nobody = Instruction { body: "999940000011".to_owned(), ..instruction("x", "9") };
        let stranger =
            Instruction { executor: "Белгісіз Б.; Ахметов Д.С.".to_owned(), ..instruction("s", "1") };
        let strange = Instruction { document_kind: "Жаңа түр".to_owned(), ..instruction("k", "2") };
        let itself =
            Instruction { executor: "«Әділет министрлігі»".to_owned(), ..instruction("i", "3") };
        let taken = run(Vec::new(), answer(&[nobody, stranger, strange, itself, instruction("a", "4")], &[]), 0);
        assert_eq!((taken.rejected[0].kind, taken.rejected[0].place), (RecordFaultKind::UnknownBody, 1));
        let marks: Vec<_> = taken.list.iter().map(|r| (r.executor_unknown, r.kind_unknown)).collect();
        assert_eq!(marks, [(true, false), (false, true), (false, false), (false, false)]);
        assert_eq!(taken.list[0].requisites.executor, "Белгісіз Б.; Ахметов Д.С.", "as in the source");
        assert_eq!(taken.list[1].requisites.document_kind, "Жаңа түр");
    }

    /// A record that went to the list of errors does not take its reminder along.
    #[test]
    fn an_unreadable_record_keeps_the_last_good_one() {
        let first = run(Vec::new(), answer(&[instruction("a", "1")], &[]), 0);
        let wrong = Rejected {
            place: 1,
            key: "a".to_owned(),
            outgoing_number: "1".to_owned(),
            kind: RecordFaultKind::ImpossibleDate,
            field: "due_date".to_owned(),
        };
        let second = run(first.list.clone(), Instructions { rejected: vec![wrong], ..answer(&[], &[]) }, 60);
        assert_eq!(keys(&second), [("a", false)]);
        assert_eq!(second.list[0].requisites, first.list[0].requisites);
    }
}
