//! The register of tools of cryptographic protection and of the EDS (385-55-1, 385-55-2, 385-60-b): which ones the portal
//! holds, the documents that confirm their conformity, and which of them sign.
//!
//! ```text
//! entered: off --switch on--> on --switch off--> off
//!                  |
//!                  a document is missing or not in force: only by a recorded decision of a security officer
//! ```

mod input;
mod ports;
mod service;

pub use input::{ConformityInput, ToolInput};
pub use ports::{Officers, ToolStore, ToolWork};
pub use service::{RESOURCE, Tools};

use crate::refusal;
use orda_base::{Actor, Date, Permission, PersonId, Result, Role, Timestamp, id_type};
use serde::{Deserialize, Serialize};

id_type!(
    /// A tool of the register.
    ToolId
);

/// How a person signs in the portal's pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// With a key file that the page itself opens.
    File,
    /// Through `NCALayer`.
    Ncalayer,
}

impl Way {
    /// Every way.
    pub const ALL: [Self; 2] = [Self::File, Self::Ncalayer];

    /// Stable code, in the page and in message keys (`signatures-way-file`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Ncalayer => "ncalayer",
        }
    }

    /// The way with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }
}

/// The legal ground on which conformity is confirmed; every tool needs a document on each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// Resolution of the Government No. 367 of 20 April 2005 (385-55-1).
    Resolution,
    /// The legislation on technical regulation (385-55-2).
    Regulation,
}

impl Ground {
    /// Both grounds.
    pub const ALL: [Self; 2] = [Self::Resolution, Self::Regulation];

    /// Stable code, in fields and in message keys (`signatures-tool-ground-resolution`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Resolution => "resolution",
            Self::Regulation => "regulation",
        }
    }

    /// The paragraph that asks for it.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Resolution => "385-55-1-b",
            Self::Regulation => "385-55-2",
        }
    }
}

/// For so many days before its last one a document ends soon: time enough to have a new one made out (385-60-b).
const SOON: i32 = 30;

/// A document of conformity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conformity {
    /// Its number.
    pub number: String,
    /// Who issued it; empty for one that was entered before this was asked.
    #[serde(default)]
    pub issuer: String,
    /// Its date: from this day on it is in force.
    pub issued_on: Date,
    /// The last day on which it is in force; none for a document without an end.
    pub valid_until: Option<Date>,
}

/// What is wrong with the document on a ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// There is none.
    Missing,
    /// Its date has not come.
    Early,
    /// Its last day is over.
    Expired,
    /// It is in force, and its last day is near: a warning, which keeps nobody from signing.
    Soon,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 4] = [Self::Missing, Self::Early, Self::Expired, Self::Soon];

    /// Stable code, in message keys (`signatures-tool-fault-missing`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Early => "early",
            Self::Expired => "expired",
            Self::Soon => "soon",
        }
    }
}

/// That a tool lacks a document in force, or soon will.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mark {
    /// On which ground.
    pub ground: Ground,
    /// What is wrong.
    pub fault: Fault,
}

/// A security officer's decision to have a marked tool sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Who decided.
    pub person: PersonId,
    /// Full name then.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
    /// What the tool lacked then.
    pub marks: Vec<Mark>,
}

/// A tool of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// Its id.
    pub id: ToolId,
    /// What it is called, with its version.
    pub name: String,
    /// Who makes it.
    pub maker: String,
    /// The way of signing that it carries out; none for a tool that verifies or encrypts.
    pub way: Option<Way>,
    /// Conformity confirmed as Resolution No. 367 orders.
    pub resolution: Option<Conformity>,
    /// Conformity confirmed under the legislation on technical regulation.
    pub regulation: Option<Conformity>,
    /// Is it in use?
    pub on: bool,
    /// The decision by which it is in use though it is marked; the last one.
    pub decision: Option<Decision>,
    /// Marks of which the security officers have been told.
    pub told: Vec<Mark>,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

impl Tool {
    /// Its document on a ground.
    pub const fn document(&self, ground: Ground) -> Option<&Conformity> {
        match ground {
            Ground::Resolution => self.resolution.as_ref(),
            Ground::Regulation => self.regulation.as_ref(),
        }
    }

    /// What is wrong with its document on this ground on this day.
    pub fn fault(&self, ground: Ground, today: Date) -> Option<Fault> {
        let Some(document) = self.document(ground) else { return Some(Fault::Missing) };
        if document.issued_on > today {
            Some(Fault::Early)
        } else if document.valid_until.is_some_and(|last| last < today) {
            Some(Fault::Expired)
        } else if document.valid_until.is_some_and(|last| days_between(today, last) < SOON) {
            Some(Fault::Soon)
        } else {
            None
        }
    }

    /// What it lacks on this day: without a decision it does not sign.
    pub fn lacks(&self, today: Date) -> Vec<Mark> {
        self.marks(today).into_iter().filter(|mark| mark.fault != Fault::Soon).collect()
    }

    /// What is to be told of it on this day: what it lacks, and what ends soon.
    pub fn marks(&self, today: Date) -> Vec<Mark> {
        let found =
            Ground::ALL.into_iter().filter_map(|ground| Some(Mark { ground, fault: self.fault(ground, today)? }));
        found.collect()
    }

    /// Switched on at `at`; `decided` is the reason of a security officer, who alone may say one.
    ///
    /// # Errors
    /// Refusals `tool_is_on`, `tool_unconfirmed` for a marked tool without a decision.
    pub fn switched_on(mut self, decided: Option<(PersonId, &str, &str)>, at: Timestamp) -> Result<Self> {
        if self.on {
            return Err(refusal::tool_is_on().into());
        }
        let marks = self.lacks(at.date());
        self.decision = match decided {
            _ if marks.is_empty() => None,
            None => return Err(refusal::tool_unconfirmed(&self.name).into()),
            Some((person, name, reason)) => {
                Some(Decision { person, name: name.to_owned(), at, reason: reason.to_owned(), marks })
            }
        };
        self.on = true;
        self.changed_at = at;
        Ok(self)
    }

    /// Switched off at `at`.
    ///
    /// # Errors
    /// Refusal `tool_is_off`.
    pub fn switched_off(mut self, at: Timestamp) -> Result<Self> {
        if !self.on {
            return Err(refusal::tool_is_off().into());
        }
        (self.on, self.decision, self.changed_at) = (false, None, at);
        Ok(self)
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}

/// May the actor see and keep the register? Administrators and security officers of the portal; for others it is not there.
pub fn may_keep_tools(actor: &Actor) -> Permission {
    Permission::when(actor.has_in_portal(Role::Administrator) || may_decide_on_tools(actor)).or_hidden()
}

/// May the actor decide that a marked tool signs? A person who is security officer of the portal.
pub fn may_decide_on_tools(actor: &Actor) -> bool {
    actor.person().is_some() && actor.has_in_portal(Role::SecurityOfficer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use orda_base::{Env, Error};

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn tool(resolution: Option<Conformity>, regulation: Option<Conformity>) -> Tool {
        Tool {
            id: ToolId::generate(&Env::system()),
            name: "X".to_owned(),
            maker: String::new(),
            way: Some(Way::File),
            resolution,
            regulation,
            on: false,
            decision: None,
            told: Vec::new(),
            changed_at: Timestamp::from_seconds(0),
        }
    }

    fn document(issued: &str, until: Option<&str>) -> Conformity {
        Conformity {
            number: "1".to_owned(),
            issuer: "2".to_owned(),
            issued_on: day(issued),
            valid_until: until.map(day),
        }
    }

    /// A document counts from its date to its last day; one without an end does not end; each ground is asked by itself.
    #[test]
    fn marks_follow_the_days() {
        let one = tool(Some(document("2026-01-10", Some("2026-12-31"))), Some(document("2020-01-01", None)));
        let at = |today: &str| one.fault(Ground::Resolution, day(today));
        assert_eq!(at("2026-01-09"), Some(Fault::Early));
        assert_eq!((at("2026-01-10"), at("2026-12-01")), (None, None));
        assert_eq!((at("2026-12-02"), at("2026-12-31")), (Some(Fault::Soon), Some(Fault::Soon)));
        assert_eq!(at("2027-01-01"), Some(Fault::Expired));
        let last = day("2026-12-31");
        assert!(one.lacks(last).is_empty() && one.marks(last).len() == 1, "it is in force to the end of its last day");
        assert_eq!(one.marks(day("2027-01-01")), [Mark { ground: Ground::Resolution, fault: Fault::Expired }]);
        assert_eq!(tool(None, None).marks(day("2026-01-01")).len(), 2);
    }

    /// A marked tool is switched on by a decision alone, which is kept with what was lacking; an unmarked one needs none.
    #[test]
    fn a_marked_tool_needs_a_decision() {
        let at = Timestamp::from_seconds(1_795_408_200);
        let refused = tool(None, Some(document("2020-01-01", None))).switched_on(None, at);
        assert!(matches!(refused, Err(Error::Refused(r)) if r.message.key == "signatures-refusal-tool_unconfirmed"));
        let person = PersonId::generate(&Env::system());
        let decided = Some((person, "Ким О.", "Құжат рәсімделуде"));
        let on = tool(None, Some(document("2020-01-01", None))).switched_on(decided, at).expect("switched on");
        let decision = on.decision.clone().expect("kept");
        assert_eq!((decision.person, decision.at, decision.marks.len()), (person, at, 1));
        assert!(on.clone().switched_on(decided, at).is_err(), "it is on");
        let off = on.switched_off(at).expect("switched off");
        assert!(off.decision.is_none() && off.clone().switched_off(at).is_err());

        let whole = tool(Some(document("2020-01-01", None)), Some(document("2020-01-01", None)));
        assert!(whole.switched_on(None, at).expect("switched on").decision.is_none());
    }
}
