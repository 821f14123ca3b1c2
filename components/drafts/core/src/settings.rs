//! What an installation may set; the defaults are the literal reading of the law.

/// Settings of the component.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Address under which people reach the portal, without a trailing slash: goes into the link of letters (385-15).
    pub address: String,
    /// Term offered for an approval, in working days (385-16-j leaves the length open).
    pub default_term: u16,
    /// Longest term that may be set, in working days.
    pub longest_term: u16,
    /// A term is "near" when at most this many working days are left.
    pub near: u16,
    /// May a head decide without having named a representative? Off: 385-16-c names one first.
    pub personal_decision: bool,
    /// Does a protocol of disagreements signed by both sides stand in for an approval at the gate? Off: 385-19
    /// demands the signature of every head.
    pub protocol_replaces_approval: bool,
    /// Requisites of a letter that must not be empty (385-15-b; Government Resolution No. 430 of 17 April 2004).
    pub mandatory_requisites: Vec<crate::Requisite>,
    /// Points of the Chancellery's check; both parts of the check need a result whatever stands here (385-20-b, 385-20-c).
    pub check_points: Vec<crate::CheckPoint>,
    /// Working days: terms are counted by it.
    pub calendar: workdays::Shared,
    /// Limits on what people type.
    pub limits: Limits,
}

/// Limits on input, in characters unless said otherwise.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// A title in one language.
    pub title: usize,
    /// The text of an act in one language.
    pub text: usize,
    /// Paragraphs of a text in one language.
    pub paragraphs: usize,
    /// A remark, an answer, a reason, a view in a protocol.
    pub statement: usize,
    /// A number of a letter.
    pub number: usize,
    /// Approving bodies of a draft.
    pub bodies: usize,
    /// Representatives of one body.
    pub representatives: usize,
    /// Points of a protocol of disagreements.
    pub points: usize,
    /// Remarks on one version.
    pub remarks: usize,
    /// Heads listed for a vote in absentia.
    pub voters: usize,
    /// Opinions of units on one version.
    pub opinions: usize,
    /// Checks recorded of one version.
    pub checks: usize,
    /// Drafts on the agenda of a sitting.
    pub agenda: usize,
    /// Forms in progress of one person.
    pub postings: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            address: "http://localhost:8080".to_owned(),
            default_term: 10,
            longest_term: 120,
            near: 2,
            personal_decision: false,
            protocol_replaces_approval: false,
            mandatory_requisites: crate::Requisite::ALL.to_vec(),
            check_points: crate::CHECK_POINTS
                .into_iter()
                .map(|(part, code)| crate::CheckPoint { part, code: code.to_owned(), text: None })
                .collect(),
            calendar: workdays::Shared::default(),
            limits: Limits::default(),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            title: 1_000,
            text: 2_000_000,
            paragraphs: 10_000,
            statement: 10_000,
            number: 60,
            bodies: 60,
            representatives: 30,
            points: 200,
            remarks: 2_000,
            voters: 60,
            opinions: 200,
            checks: 100,
            agenda: 100,
            postings: 50,
        }
    }
}
