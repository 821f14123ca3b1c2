//! The second half of the state machine: what the Chancellery does with a version, from its coming to the final status.
//!
//! ```text
//! AtChancellery --rejected--> RejectedByChancellery --new version--> Superseded
//!    | both checks without remarks, passed to units
//!    v
//! UnderChancelleryConsideration --on an agenda--> AtGovernmentMeeting ----minutes--------------> MinutesPosted
//!    |                                              | vote besides                                ^    |
//!    '--vote in absentia--> VotingInAbsentia <------'                                             |    | status
//!                              | closed, or all have voted                                        |    v
//!                              '--> VotingInAbsentiaClosed --minutes------------------------------'  Accepted | NotAccepted
//! ```
//! Like in [`crate::VersionState`], every transition consumes the version and gives the next one or says why not.

use crate::{
    Ballot, Check, CheckPart, DraftRefusal, DraftVersion, FinalStatus, InMinutes, OnAgenda, Opinion, Outcome,
    PassedUnit, Rejection, VersionState, Vote, Who,
};
use orda_base::{BodyId, Timestamp};

impl DraftVersion {
    /// Is the version with the Chancellery and not decided upon?
    const fn wrong_state(&self) -> DraftRefusal {
        DraftRefusal::WrongState { state: self.state.code() }
    }

    /// Keeps the result of one part of the check; a later result of the same part takes the place of the earlier one, which
    /// stays readable (385-20-b, 385-20-c).
    ///
    /// # Errors
    /// [`DraftRefusal::WrongState`] unless the version is at the Chancellery.
    pub fn record_check(mut self, check: Check) -> Result<Self, DraftRefusal> {
        if self.state != VersionState::AtChancellery {
            return Err(self.wrong_state());
        }
        self.changed_at = check.at;
        self.consideration.checks.push(check);
        Ok(self)
    }

    /// Can the mark of rejection be set (385-20-d)?
    ///
    /// # Errors
    /// [`DraftRefusal::WrongState`]; [`DraftRefusal::NothingFound`] while no part of the check has remarks.
    pub fn can_reject(&self) -> Result<(), DraftRefusal> {
        if self.state != VersionState::AtChancellery {
            return Err(self.wrong_state());
        }
        if self.consideration.has_remarks() { Ok(()) } else { Err(DraftRefusal::NothingFound) }
    }

    /// Sets the mark of rejection (385-20-d).
    ///
    /// # Errors
    /// As [`Self::can_reject`]; [`DraftRefusal::ReasonMissing`] without a reason (385-20-f).
    pub fn reject(mut self, rejection: Rejection) -> Result<Self, DraftRefusal> {
        self.can_reject()?;
        if rejection.reason.trim().is_empty() {
            return Err(DraftRefusal::NotAcceptedReasonMissing);
        }
        let now = rejection.at;
        self.consideration.rejection = Some(rejection);
        Ok(self.at(VersionState::RejectedByChancellery, now))
    }

    /// Can it be passed to structural units (385-20-g)?
    ///
    /// # Errors
    /// [`DraftRefusal::WrongState`]; [`DraftRefusal::CheckMissing`] while a part of the check has no result (385-20-c);
    /// [`DraftRefusal::CheckRemarks`] when one has remarks.
    pub fn can_pass(&self) -> Result<(), DraftRefusal> {
        match self.state {
            VersionState::UnderChancelleryConsideration => Ok(()),
            VersionState::AtChancellery => {
                let found = &self.consideration;
                if let Some(part) = CheckPart::ALL.into_iter().find(|part| found.check(*part).is_none()) {
                    return Err(DraftRefusal::CheckMissing { part: part.code() });
                }
                if found.has_remarks() { Err(DraftRefusal::CheckRemarks) } else { Ok(()) }
            }
            _ => Err(self.wrong_state()),
        }
    }

    /// Passes it to structural units of the Chancellery; those that have it already are left out. Further units can be
    /// added while it is under consideration (385-20-g).
    ///
    /// # Errors
    /// As [`Self::can_pass`]; [`DraftRefusal::NoUnit`].
    pub fn pass_to_units(mut self, units: Vec<PassedUnit>, now: Timestamp) -> Result<Self, DraftRefusal> {
        self.can_pass()?;
        let had = self.consideration.units.len();
        for unit in units {
            if !self.consideration.is_with(unit.unit) {
                self.consideration.units.push(unit);
            }
        }
        if self.consideration.units.len() == had {
            return Err(DraftRefusal::NoUnit);
        }
        Ok(self.at(VersionState::UnderChancelleryConsideration, now))
    }

    /// Keeps the opinion of a unit (385-20-g).
    ///
    /// # Errors
    /// [`DraftRefusal::WrongState`] unless the version is under consideration by the Chancellery.
    pub fn add_opinion(mut self, opinion: Opinion) -> Result<Self, DraftRefusal> {
        if self.state != VersionState::UnderChancelleryConsideration {
            return Err(self.wrong_state());
        }
        self.changed_at = opinion.at;
        self.consideration.opinions.push(opinion);
        Ok(self)
    }

    /// Puts it on the agenda of a sitting. A version that is voted on in absentia keeps its state: the sitting's minutes
    /// will hold the result of that vote (385-21, 385-25).
    ///
    /// # Errors
    /// [`DraftRefusal::AlreadyOnAgenda`], [`DraftRefusal::WrongState`].
    pub fn put_on_agenda(mut self, agenda: OnAgenda) -> Result<Self, DraftRefusal> {
        use VersionState::{
            AtGovernmentMeeting, UnderChancelleryConsideration, VotingInAbsentia, VotingInAbsentiaClosed,
        };
        if self.consideration.agenda.is_some() {
            return Err(DraftRefusal::AlreadyOnAgenda);
        }
        let state = match self.state {
            UnderChancelleryConsideration => AtGovernmentMeeting,
            VotingInAbsentia | VotingInAbsentiaClosed => self.state,
            _ => return Err(self.wrong_state()),
        };
        let now = agenda.at;
        self.consideration.agenda = Some(agenda);
        Ok(self.at(state, now))
    }

    /// Can a vote in absentia be started (385-22)?
    ///
    /// # Errors
    /// [`DraftRefusal::WrongState`] unless it is under consideration by the Chancellery or at a sitting.
    pub const fn can_start_vote(&self) -> Result<(), DraftRefusal> {
        match self.state {
            VersionState::UnderChancelleryConsideration | VersionState::AtGovernmentMeeting => Ok(()),
            _ => Err(self.wrong_state()),
        }
    }

    /// Starts the vote in absentia (385-22, 385-22-b).
    ///
    /// # Errors
    /// As [`Self::can_start_vote`]; [`DraftRefusal::NoVoters`] for an empty list.
    pub fn start_vote(mut self, vote: Vote) -> Result<Self, DraftRefusal> {
        self.can_start_vote()?;
        if vote.voters.is_empty() {
            return Err(DraftRefusal::NoVoters);
        }
        let now = vote.started_at;
        self.consideration.vote = Some(vote);
        Ok(self.at(VersionState::VotingInAbsentia, now))
    }

    /// Can the head of `body` vote now (385-23)?
    ///
    /// # Errors
    /// [`DraftRefusal::WrongState`] when there is no vote, and as [`Vote::can_cast`].
    pub fn can_cast(&self, body: BodyId, now: Timestamp) -> Result<(), DraftRefusal> {
        self.consideration.vote.as_ref().ok_or_else(|| self.wrong_state())?.can_cast(body, now)
    }

    /// Takes the vote of the head of `body`; with the last one the vote is closed (385-23, 385-24).
    ///
    /// # Errors
    /// As [`Self::can_cast`].
    pub fn cast(self, body: BodyId, ballot: Ballot) -> Result<Self, DraftRefusal> {
        let now = ballot.at;
        self.with_vote(now, |vote| vote.cast(body, ballot))
    }

    /// The control officer closes the vote (385-24).
    ///
    /// # Errors
    /// [`DraftRefusal::WrongState`] when there is no vote, [`DraftRefusal::VoteClosed`].
    pub fn close_vote(self, by: Who, now: Timestamp) -> Result<Self, DraftRefusal> {
        self.with_vote(now, |vote| vote.close(by, now))
    }

    fn with_vote(
        mut self,
        now: Timestamp,
        step: impl FnOnce(Vote) -> Result<Vote, DraftRefusal>,
    ) -> Result<Self, DraftRefusal> {
        let vote = step(self.consideration.vote.take().ok_or_else(|| self.wrong_state())?)?;
        let state = if vote.is_open() { VersionState::VotingInAbsentia } else { VersionState::VotingInAbsentiaClosed };
        self.consideration.vote = Some(vote);
        Ok(self.at(state, now))
    }

    /// The minutes of its sitting are posted (385-21, 385-25).
    ///
    /// # Errors
    /// [`DraftRefusal::VoteOpen`] while a vote is going on, [`DraftRefusal::WrongState`].
    pub fn post_minutes(mut self, minutes: InMinutes) -> Result<Self, DraftRefusal> {
        match self.state {
            VersionState::AtGovernmentMeeting | VersionState::VotingInAbsentiaClosed => {
                let now = minutes.at;
                self.consideration.minutes = Some(minutes);
                Ok(self.at(VersionState::MinutesPosted, now))
            }
            VersionState::VotingInAbsentia => Err(DraftRefusal::VoteOpen),
            _ => Err(self.wrong_state()),
        }
    }

    /// Can the final status be set (385-25, 385-25-b)?
    ///
    /// # Errors
    /// [`DraftRefusal::VoteOpen`], [`DraftRefusal::MinutesMissing`], [`DraftRefusal::WrongState`].
    pub const fn can_set_final(&self) -> Result<(), DraftRefusal> {
        match self.state {
            VersionState::MinutesPosted => Ok(()),
            VersionState::VotingInAbsentia => Err(DraftRefusal::VoteOpen),
            VersionState::AtChancellery
            | VersionState::UnderChancelleryConsideration
            | VersionState::AtGovernmentMeeting
            | VersionState::VotingInAbsentiaClosed => Err(DraftRefusal::MinutesMissing),
            _ => Err(self.wrong_state()),
        }
    }

    /// Sets the final status; nothing changes after it (385-25-b).
    ///
    /// # Errors
    /// As [`Self::can_set_final`]; [`DraftRefusal::GroundMissing`] when it contradicts the vote or the minutes and no
    /// ground is given.
    pub fn set_final(mut self, outcome: Outcome) -> Result<Self, DraftRefusal> {
        self.can_set_final()?;
        if outcome.ground.trim().is_empty() && self.consideration.contradicts(outcome.status) {
            return Err(DraftRefusal::GroundMissing);
        }
        let (now, status) = (outcome.at, outcome.status);
        self.consideration.outcome = Some(outcome);
        Ok(self.at(
            match status {
                FinalStatus::Accepted => VersionState::Accepted,
                FinalStatus::NotAccepted => VersionState::NotAccepted,
            },
            now,
        ))
    }
}
