//! The safety settings of an installation: what is closed, what stands open (385-61).

use orda_base::{Actor, Permission, Role};

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Safe {
    /// It stands open: to be mended.
    Open,
    /// It works, and could be safer.
    Advice,
    /// A file or a folder is closed to others.
    Closed,
    /// A setting is as it should be.
    Good,
}

impl Safe {
    /// Stable code: on the command line and in message keys (`identity-safety-open`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Advice => "advice",
            Self::Closed => "closed",
            Self::Good => "good",
        }
    }

    /// Is there nothing to do?
    pub const fn is_safe(self) -> bool {
        matches!(self, Self::Closed | Self::Good)
    }
}

/// One safety setting that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafetyCheck {
    /// What was looked at: the key of its name, `identity-safety-data`. What to do about it stands in its attribute `do`.
    pub what: &'static str,
    /// Which one: a path, a setting. Never a secret.
    pub subject: String,
    /// How it came out.
    pub safe: Safe,
}

/// Looks at the settings of the installation. `app` carries it out: it knows the files.
pub trait SafetySurvey: Send + Sync {
    /// All checks as of now, what stands open first.
    fn look(&self) -> Vec<SafetyCheck>;
}

/// May see how safe the installation is set: who keeps the portal, and security officers.
pub fn may_see_safety(actor: &Actor) -> Permission {
    let keeps = actor.has_in_portal(Role::Administrator) || actor.has_in_portal(Role::SecurityOfficer);
    Permission::when(keeps)
}
