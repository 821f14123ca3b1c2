//! People and their names.

use orda_base::{Language, LocalizedText, PersonId};
use serde::{Deserialize, Serialize};

/// What other parts of the portal may know of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonCard {
    /// The person's id.
    pub id: PersonId,
    /// Individual identification number: 12 digits with a valid check digit.
    pub iin: String,
    /// Name.
    pub name: PersonName,
    /// Address of e-mail, when known.
    pub email: Option<String>,
    /// Language of letters and pages.
    pub language: Language,
    /// Title of the main position held now; empty when none.
    pub position: LocalizedText,
    /// May the person log in?
    pub active: bool,
}

/// A name, as on an identity card.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PersonName {
    /// Surname.
    pub surname: String,
    /// First name.
    pub given: String,
    /// Patronymic; empty when there is none.
    #[serde(default)]
    pub patronymic: String,
}

impl PersonName {
    /// A name of its parts.
    pub fn new(surname: impl Into<String>, given: impl Into<String>, patronymic: impl Into<String>) -> Self {
        Self { surname: surname.into(), given: given.into(), patronymic: patronymic.into() }
    }

    /// All parts: `Ахметов Дәулет Серікұлы`.
    pub fn full(&self) -> String {
        [&self.surname, &self.given, &self.patronymic]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Surname with initials: `Ахметов Д. С.`
    pub fn short(&self) -> String {
        let initials = [&self.given, &self.patronymic].into_iter().filter_map(|part| part.chars().next());
        initials.fold(self.surname.clone(), |text, initial| format!("{text} {initial}."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names are shown whole or with initials; a missing patronymic leaves no trace.
    #[test]
    fn shows_names() {
        let name = PersonName::new("Ахметов", "Дәулет", "Серікұлы");
        assert_eq!(name.full(), "Ахметов Дәулет Серікұлы");
        assert_eq!(name.short(), "Ахметов Д. С.");
        let name = PersonName::new("Ким", "Ольга", "");
        assert_eq!(name.full(), "Ким Ольга");
        assert_eq!(name.short(), "Ким О.");
    }
}
