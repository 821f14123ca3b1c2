//! What the security officer is told of (217-42, ur-6-5): rules over what happened within a span of time. Pure functions.

use crate::Who;
use orda_base::{Operation, Outcome, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// Limits of the rules. What reaches a limit is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Minutes that the counts below are of.
    pub window_minutes: u32,
    /// Different things that one reads.
    pub reads: u64,
    /// Files that one takes.
    pub downloads: u64,
    /// Refusals that one meets.
    pub refusals: u64,
    /// Refused logins under one name, or from one address.
    pub sign_ins: u64,
    /// Refused signatures of one.
    pub signatures: u64,
    /// Hour of the day in Astana at which the night begins.
    pub night_from: i8,
    /// Hour at which it ends; equal to the beginning: there is no night.
    pub night_until: i8,
    /// Days within which an address from which a person logged in is known.
    pub address_days: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            window_minutes: 10,
            reads: 200,
            downloads: 50,
            refusals: 20,
            sign_ins: 10,
            signatures: 5,
            night_from: 22,
            night_until: 6,
            address_days: 90,
        }
    }
}

/// What one actor did from one address with one operation and outcome within the span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Kind of actor.
    pub who: Who,
    /// Id of the person or system; empty when there is none.
    pub actor_id: String,
    /// Name, or the claimed one.
    pub actor_name: String,
    /// Address of the computer.
    pub address: String,
    /// What was done.
    pub operation: Operation,
    /// How it ended.
    pub outcome: Outcome,
    /// How often.
    pub count: u64,
    /// On how many different things.
    pub objects: u64,
    /// The first time.
    pub first: Timestamp,
    /// The last time.
    pub last: Timestamp,
}

/// A rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// Read very many things.
    MassReading,
    /// Took very many files.
    MassDownload,
    /// Was refused again and again.
    Refusals,
    /// Logins were refused again and again.
    SignIns,
    /// Signatures were refused again and again.
    Signatures,
    /// Worked at night.
    NightWork,
    /// Logged in from an address never used before.
    NewAddress,
}

/// How much a rule's alert weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// To be looked at now.
    High,
    /// To be looked at today.
    Medium,
    /// To be known.
    Low,
}

impl Weight {
    /// Stable code, in message keys (`audit-weight-high`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 7] = [
        Self::MassReading,
        Self::MassDownload,
        Self::Refusals,
        Self::SignIns,
        Self::Signatures,
        Self::NightWork,
        Self::NewAddress,
    ];

    /// Stable code, in the table and in message keys (`audit-rule-refusals`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::MassReading => "mass_reading",
            Self::MassDownload => "mass_download",
            Self::Refusals => "refusals",
            Self::SignIns => "sign_ins",
            Self::Signatures => "signatures",
            Self::NightWork => "night_work",
            Self::NewAddress => "new_address",
        }
    }

    /// The rule with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }

    /// How much its alert weighs.
    pub const fn weight(self) -> Weight {
        match self {
            Self::MassDownload | Self::Refusals | Self::SignIns => Weight::High,
            Self::MassReading | Self::Signatures | Self::NewAddress => Weight::Medium,
            Self::NightWork => Weight::Low,
        }
    }
}

/// What a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspicion {
    /// The rule.
    pub rule: Rule,
    /// Kind of actor.
    pub who: Who,
    /// Id of the person or system; empty when there is none.
    pub actor_id: String,
    /// Name, or the claimed one.
    pub actor_name: String,
    /// The address, or the last of several.
    pub address: String,
    /// How many: things, files, refusals.
    pub count: u64,
    /// The first time.
    pub first: Timestamp,
    /// The last time.
    pub last: Timestamp,
    /// The same key is told once: rule, subject, and hour, night or address.
    pub key: String,
}

/// Addresses from which people logged in before the span: person's id, address.
pub type KnownAddresses = BTreeSet<(String, String)>;

/// Everything that the rules find in what happened within one span.
pub fn judge(window: &[Activity], known: &KnownAddresses, limits: &Limits) -> Vec<Suspicion> {
    // What the portal itself does is nobody's conduct.
    let acts: Vec<&Activity> = window.iter().filter(|a| a.who != Who::Portal).collect();
    let done = |a: &Activity| a.outcome == Outcome::Done;
    let refused = |a: &Activity| a.outcome == Outcome::Refused;
    let mut found = Vec::new();
    let reads = |a: &Activity| done(a) && matches!(a.operation, Operation::Read | Operation::Download);
    found.extend(series(Rule::MassReading, &acts, reads, |a| a.objects, limits.reads));
    let downloads = |a: &Activity| done(a) && a.operation == Operation::Download;
    found.extend(series(Rule::MassDownload, &acts, downloads, |a| a.count, limits.downloads));
    let refusals = |a: &Activity| refused(a) && !matches!(a.operation, Operation::SignIn | Operation::Sign);
    found.extend(series(Rule::Refusals, &acts, refusals, |a| a.count, limits.refusals));
    let sign_ins = |a: &Activity| refused(a) && a.operation == Operation::SignIn;
    found.extend(series(Rule::SignIns, &acts, sign_ins, |a| a.count, limits.sign_ins));
    let signatures = |a: &Activity| refused(a) && a.operation == Operation::Sign;
    found.extend(series(Rule::Signatures, &acts, signatures, |a| a.count, limits.signatures));
    found.extend(night_work(&acts, limits));
    found.extend(new_addresses(&acts, known));
    found
}

/// Who the acts are told of: a person or system by id, everybody else by address and by claimed name.
fn subjects(act: &Activity) -> Vec<String> {
    if !act.actor_id.is_empty() {
        return vec![act.actor_id.clone()];
    }
    let mut subjects = vec![format!("address {}", act.address)];
    if !act.actor_name.is_empty() {
        subjects.push(format!("name {}", act.actor_name));
    }
    subjects
}

/// One suspicion for every subject whose acts that `wanted` picks add up to the limit.
fn series(
    rule: Rule,
    acts: &[&Activity],
    wanted: impl Fn(&Activity) -> bool,
    count: impl Fn(&Activity) -> u64,
    limit: u64,
) -> Vec<Suspicion> {
    let mut by_subject: BTreeMap<String, Suspicion> = BTreeMap::new();
    for act in acts.iter().filter(|a| wanted(a)) {
        for subject in subjects(act) {
            by_subject
                .entry(subject)
                .and_modify(|s| {
                    s.count += count(act);
                    s.first = s.first.min(act.first);
                    if act.last > s.last {
                        s.last = act.last;
                        s.address.clone_from(&act.address);
                    }
                    if s.actor_name != act.actor_name {
                        // One address that tries many names: none of them is its name.
                        s.actor_name = String::new();
                    }
                })
                .or_insert_with(|| suspicion(rule, act, count(act)));
        }
    }
    by_subject
        .into_iter()
        .filter(|(_, s)| limit > 0 && s.count >= limit)
        .map(|(subject, mut s)| {
            s.key = format!("{} {subject} {}", rule.code(), s.last.zoned().strftime("%Y-%m-%dT%H"));
            s
        })
        .collect()
}

fn suspicion(rule: Rule, act: &Activity, count: u64) -> Suspicion {
    Suspicion {
        rule,
        who: act.who,
        actor_id: act.actor_id.clone(),
        actor_name: act.actor_name.clone(),
        address: act.address.clone(),
        count,
        first: act.first,
        last: act.last,
        key: String::new(),
    }
}

/// People who did something at night; once a night.
fn night_work(acts: &[&Activity], limits: &Limits) -> Vec<Suspicion> {
    let is_night = |at: Timestamp| {
        let (hour, from, until) = (at.zoned().hour(), limits.night_from, limits.night_until);
        if from <= until { (from..until).contains(&hour) } else { hour >= from || hour < until }
    };
    let mut by_key: BTreeMap<String, Suspicion> = BTreeMap::new();
    for act in acts.iter().filter(|a| a.who == Who::Person && a.outcome == Outcome::Done) {
        let Some(at) = [act.first, act.last].into_iter().find(|at| is_night(*at)) else { continue };
        // The night belongs to the day on which it began.
        let began = at.plus_seconds(-i64::from(limits.night_until) * 3600).date();
        let key = format!("{} {} {began}", Rule::NightWork.code(), act.actor_id);
        let known = by_key.entry(key.clone()).or_insert_with(|| Suspicion {
            key,
            count: 0,
            ..suspicion(Rule::NightWork, act, 0)
        });
        known.count += act.count;
        known.first = known.first.min(act.first);
        known.last = known.last.max(act.last);
    }
    by_key.into_values().collect()
}

/// People who logged in from an address that is new to them. Whoever logs in for the first time has no old ones.
fn new_addresses(acts: &[&Activity], known: &KnownAddresses) -> Vec<Suspicion> {
    let logged_in = |a: &&&Activity| {
        a.who == Who::Person
            && a.operation == Operation::SignIn
            && a.outcome == Outcome::Done
            && known.iter().any(|(person, _)| *person == a.actor_id)
            && !known.contains(&(a.actor_id.clone(), a.address.clone()))
    };
    acts.iter()
        .filter(logged_in)
        .map(|act| Suspicion {
            key: format!("{} {} {}", Rule::NewAddress.code(), act.actor_id, act.address),
            ..suspicion(Rule::NewAddress, act, act.count)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 22 November 2026, 14:05:00 in Astana.
    const NOON: Timestamp = Timestamp::from_seconds(1_795_338_300);

    fn act(operation: Operation, outcome: Outcome, count: u64) -> Activity {
        Activity {
            who: Who::Person,
            actor_id: "0190".into(),
            actor_name: "Ахметов".into(),
            address: "10.1.2.3".into(),
            operation,
            outcome,
            count,
            objects: count,
            first: NOON,
            last: NOON.plus_seconds(60),
        }
    }

    fn rules(window: &[Activity]) -> Vec<(Rule, u64)> {
        judge(window, &KnownAddresses::new(), &Limits::default()).into_iter().map(|s| (s.rule, s.count)).collect()
    }

    /// Each rule speaks when its limit is reached and not one earlier; what one does from two computers adds up.
    #[test]
    fn limits_are_reached() {
        use Operation::{Change, Download, Read, Sign, SignIn};
        use Outcome::{Done, Refused};
        let cases = [
            (Read, Done, 200, Rule::MassReading),
            (Download, Done, 50, Rule::MassDownload),
            (Change, Refused, 20, Rule::Refusals),
            (SignIn, Refused, 10, Rule::SignIns),
            (Sign, Refused, 5, Rule::Signatures),
        ];
        for (operation, outcome, limit, rule) in cases {
            assert_eq!(rules(&[act(operation, outcome, limit - 1)]), []);
            assert_eq!(rules(&[act(operation, outcome, limit)]), [(rule, limit)]);
            let elsewhere = Activity { address: "10.9.9.9".into(), ..act(operation, outcome, 1) };
            assert_eq!(rules(&[act(operation, outcome, limit - 1), elsewhere]), [(rule, limit)]);
        }
        let portal = Activity { who: Who::Portal, actor_id: String::new(), ..act(Read, Done, 1000) };
        assert_eq!(rules(&[portal]), []);
    }

    /// Guessing many names from one address is found by the address, guessing one name from many by the name.
    #[test]
    fn strangers_are_told_by_address_and_by_name() {
        let try_as = |name: &str, address: &str, count| Activity {
            who: Who::Unknown,
            actor_id: String::new(),
            actor_name: name.into(),
            address: address.into(),
            ..act(Operation::SignIn, Outcome::Refused, count)
        };
        let names: Vec<_> = (0..10).map(|n| try_as(&format!("user{n}"), "10.1.1.1", 1)).collect();
        let found = judge(&names, &KnownAddresses::new(), &Limits::default());
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].address.as_str(), found[0].actor_name.as_str()), ("10.1.1.1", ""));
        let addresses: Vec<_> = (0..10).map(|n| try_as("akhmetov", &format!("10.1.1.{n}"), 1)).collect();
        let found = judge(&addresses, &KnownAddresses::new(), &Limits::default());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].actor_name, "akhmetov");
    }

    /// Work after 22:00 and before 6:00 is told once a night; noon is no night.
    #[test]
    fn nights_are_told_once() {
        let at = |hours: i64| Activity {
            first: NOON.plus_seconds(hours * 3600),
            last: NOON.plus_seconds(hours * 3600),
            ..act(Operation::Read, Outcome::Done, 1)
        };
        assert_eq!(rules(&[at(0), at(7)]), []);
        // 22:05, 02:05 and 05:05 are one night; 06:05 is morning; 22:05 the next day is another night.
        let found = judge(&[at(8), at(12), at(15), at(16), at(32)], &KnownAddresses::new(), &Limits::default());
        assert_eq!(found.iter().map(|s| s.count).collect::<Vec<_>>(), [3, 1]);
        let never = Limits { night_from: 0, night_until: 0, ..Limits::default() };
        assert_eq!(judge(&[at(8)], &KnownAddresses::new(), &never), []);
    }

    /// A login from an address that the person never used is told; the first login of all and known addresses are not.
    #[test]
    fn new_addresses_are_told() {
        let login = act(Operation::SignIn, Outcome::Done, 1);
        let from = |address: &str| KnownAddresses::from([("0190".to_owned(), address.to_owned())]);
        let judged = |known: &KnownAddresses| judge(std::slice::from_ref(&login), known, &Limits::default()).len();
        assert_eq!(judged(&KnownAddresses::new()), 0);
        assert_eq!(judged(&from("10.1.2.3")), 0);
        assert_eq!(judged(&from("10.7.7.7")), 1);
    }
}
