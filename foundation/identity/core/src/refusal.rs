//! Why a rule said no.

use orda_base::{Error, Refusal};

/// Refusals of this component. Each has a text that says what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdentityRefusal {
    /// Wrong password, unknown login, blocked account: the same answer for all (385-6-1).
    Credentials,
    /// The challenge is unknown, used or older than five minutes.
    Challenge,
    /// The signature is good, but no active person of that body has this number.
    UnknownSigner,
    /// Logging in by EDS is not set up.
    EdsOff,
    /// Nobody changes their own roles or access.
    OwnRoles,
    /// Nobody is administrator and security officer at once.
    Separation,
    /// The role does not exist there (in the whole portal, in this kind of body).
    RoleScope,
    /// The person already holds the role there.
    RoleHeld,
    /// The body has a head.
    HeadExists {
        /// Name of the head.
        name: String,
    },
    /// Without an administrator of the portal nobody could ever be appointed again.
    LastAdministrator,
    /// An acting head stands in for a head, but the body has none.
    NoHead,
    /// Somebody else is acting head on one of the days.
    ActingOverlap {
        /// Name of that person.
        name: String,
    },
    /// The head does not stand in for him- or herself.
    ActingIsHead,
    /// The person is not active.
    InactivePerson,
    /// The body does not take part.
    InactiveBody,
    /// Bodies below it still take part.
    ActiveChildren,
    /// A new password must be chosen first.
    ChangePasswordFirst,
    /// The role demands a second factor: it is set up first.
    SecondFactorFirst,
    /// The password or the EDS must be shown again first.
    ProveFirst,
    /// The time for the second step is over; the login begins anew.
    SecondStepOver,
    /// Second factors are not set up in this portal.
    SecondFactorOff,
    /// What the browser answered for a passkey is wrong.
    Passkey,
    /// The person has as many second factors as there may be.
    TooManyFactors,
    /// There may be one Chancellery only.
    SecondChancellery,
}

impl From<IdentityRefusal> for Refusal {
    fn from(refusal: IdentityRefusal) -> Self {
        use IdentityRefusal as R;
        match refusal {
            R::Credentials => Self::new("identity-refusal-credentials").rule("385-6-1"),
            R::Challenge => Self::new("identity-refusal-challenge"),
            R::UnknownSigner => Self::new("identity-refusal-unknown-signer").rule("385-6-1"),
            R::EdsOff => Self::new("identity-refusal-eds-off"),
            R::OwnRoles => Self::new("identity-refusal-own-roles").rule("385-6-1-b"),
            R::Separation => Self::new("identity-refusal-separation"),
            R::RoleScope => Self::new("identity-refusal-role-scope"),
            R::RoleHeld => Self::new("identity-refusal-role-held"),
            R::HeadExists { name } => Self::new("identity-refusal-head-exists").with("name", name).rule("385-14"),
            R::LastAdministrator => Self::new("identity-refusal-last-administrator"),
            R::NoHead => Self::new("identity-refusal-no-head").rule("385-14"),
            R::ActingOverlap { name } => Self::new("identity-refusal-acting-overlap").with("name", name).rule("385-14"),
            R::ActingIsHead => Self::new("identity-refusal-acting-is-head").rule("385-14"),
            R::InactivePerson => Self::new("identity-refusal-inactive-person"),
            R::InactiveBody => Self::new("identity-refusal-inactive-body"),
            R::ActiveChildren => Self::new("identity-refusal-active-children"),
            R::ChangePasswordFirst => Self::new("identity-refusal-change-password"),
            R::SecondFactorFirst => Self::new("identity-refusal-second-first").rule("385-6-1"),
            R::ProveFirst => Self::new("identity-refusal-prove-first"),
            R::SecondStepOver => Self::new("identity-refusal-second-over"),
            R::SecondFactorOff => Self::new("identity-refusal-second-off"),
            R::Passkey => Self::new("identity-refusal-passkey"),
            R::TooManyFactors => Self::new("identity-refusal-too-many-factors"),
            R::SecondChancellery => Self::new("identity-refusal-second-chancellery"),
        }
    }
}

impl From<IdentityRefusal> for Error {
    fn from(refusal: IdentityRefusal) -> Self {
        Refusal::from(refusal).into()
    }
}
