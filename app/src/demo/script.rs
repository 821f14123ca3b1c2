//! What the demo government consists of, read from the files in `app/demo`.

use anyhow::{Context, Result};
use orda_base::LocalizedText;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The government: bodies with their people.
#[derive(Debug, Clone, Deserialize)]
pub struct Government {
    /// The bodies, in the order of the file.
    pub body: Vec<Body>,
}

/// A state body.
#[derive(Debug, Clone, Deserialize)]
pub struct Body {
    /// Short name by which the drafts refer to it.
    pub code: String,
    /// Kind, by the code of `orda_identity::BodyKind`.
    pub kind: String,
    /// Full name.
    pub name: LocalizedText,
    /// Short name.
    pub short_name: LocalizedText,
    /// Its structural units, where some are entered.
    #[serde(default)]
    pub unit: Vec<Unit>,
    /// Its people.
    pub person: Vec<Person>,
}

/// A structural unit.
#[derive(Debug, Clone, Deserialize)]
pub struct Unit {
    /// Short name by which people refer to it.
    pub code: String,
    /// Its name.
    pub name: LocalizedText,
}

/// An invented person.
#[derive(Debug, Clone, Deserialize)]
pub struct Person {
    /// Login.
    pub login: String,
    /// Surname.
    pub surname: String,
    /// Given name.
    pub given_name: String,
    /// Patronymic.
    pub patronymic: String,
    /// Day of birth, `1970-01-31`; the IIN begins with it.
    pub born: String,
    /// `male` or `female`; a digit of the IIN.
    pub sex: String,
    /// Position.
    pub position: LocalizedText,
    /// Code of the unit, where the position is in one.
    #[serde(default)]
    pub unit: Option<String>,
    /// Codes of roles in the body; `portal:` before a role of the whole portal.
    pub roles: Vec<String>,
}

/// A sample draft.
#[derive(Debug, Deserialize)]
pub struct Draft {
    /// Kind of act, by its code.
    pub kind: String,
    /// Code of the drafting body.
    pub drafting: String,
    /// Codes of the approving bodies.
    pub approving: Vec<String>,
    /// Term in working days.
    pub term: u16,
    /// State in which it is left.
    pub state: String,
    /// How many days ago it was sent; lets terms be past.
    #[serde(default)]
    pub sent_days_ago: i64,
    /// State of each approving body, by its code.
    #[serde(default)]
    pub bodies: BTreeMap<String, String>,
    /// Title.
    pub title: LocalizedText,
    /// Text of the first version.
    pub text: Text,
    /// What later versions change.
    #[serde(default)]
    pub version: Vec<Version>,
}

/// A text in both languages, one paragraph a line.
#[derive(Debug, Clone, Deserialize)]
pub struct Text {
    /// In Kazakh.
    pub kk: String,
    /// In Russian.
    pub ru: String,
}

/// Changes of a later version.
#[derive(Debug, Deserialize)]
pub struct Version {
    /// Number of the paragraph, new Kazakh wording, new Russian wording.
    pub change: Vec<(u32, String, String)>,
}

impl Version {
    /// The text with the numbered paragraphs replaced.
    pub fn apply(&self, text: &Text) -> Text {
        let replace = |text: &str, pick: fn(&(u32, String, String)) -> &String| -> String {
            text.lines()
                .map(|line| {
                    let number = line.split('.').next().and_then(|n| n.parse::<u32>().ok());
                    let change = self.change.iter().find(|c| Some(c.0) == number);
                    change.map_or(line, |c| pick(c).as_str())
                })
                .collect::<Vec<_>>()
                .join("\n")
        };
        Text { kk: replace(&text.kk, |c| &c.1), ru: replace(&text.ru, |c| &c.2) }
    }
}

/// The government of `app/demo/government.toml`.
pub fn government() -> Result<Government> {
    toml::from_str(include_str!("../../demo/government.toml")).context("in app/demo/government.toml")
}

/// The drafts of `app/demo/drafts`.
pub fn drafts() -> Result<Vec<Draft>> {
    const FILES: [(&str, &str); 16] = [
        ("01-school-meals", include_str!("../../demo/drafts/01-school-meals.toml")),
        ("02-archives", include_str!("../../demo/drafts/02-archives.toml")),
        ("03-water", include_str!("../../demo/drafts/03-water.toml")),
        ("04-rail-safety", include_str!("../../demo/drafts/04-rail-safety.toml")),
        ("05-telemedicine", include_str!("../../demo/drafts/05-telemedicine.toml")),
        ("06-civil-service", include_str!("../../demo/drafts/06-civil-service.toml")),
        ("07-grain", include_str!("../../demo/drafts/07-grain.toml")),
        ("08-energy-saving", include_str!("../../demo/drafts/08-energy-saving.toml")),
        ("09-student-housing", include_str!("../../demo/drafts/09-student-housing.toml")),
        ("10-pension-payments", include_str!("../../demo/drafts/10-pension-payments.toml")),
        ("11-public-procurement", include_str!("../../demo/drafts/11-public-procurement.toml")),
        ("12-records-management", include_str!("../../demo/drafts/12-records-management.toml")),
        ("13-forest-fires", include_str!("../../demo/drafts/13-forest-fires.toml")),
        ("14-open-data", include_str!("../../demo/drafts/14-open-data.toml")),
        ("15-road-tolls", include_str!("../../demo/drafts/15-road-tolls.toml")),
        ("16-libraries", include_str!("../../demo/drafts/16-libraries.toml")),
    ];
    FILES
        .iter()
        .map(|(name, text)| toml::from_str(text).with_context(|| format!("in app/demo/drafts/{name}.toml")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    /// Every draft names bodies that exist, every state of a body belongs to an approving one, and both languages have
    /// the same number of paragraphs.
    #[test]
    fn the_script_is_consistent() {
        let government = government().expect("reads");
        let codes: HashSet<&str> = government.body.iter().map(|b| b.code.as_str()).collect();
        let logins: HashSet<&str> = government.body.iter().flat_map(|b| &b.person).map(|p| p.login.as_str()).collect();
        assert_eq!(logins.len(), government.body.iter().map(|b| b.person.len()).sum::<usize>());
        for draft in drafts().expect("reads") {
            let title = &draft.title.ru;
            assert!(codes.contains(draft.drafting.as_str()), "{title}");
            assert!(draft.approving.iter().all(|a| codes.contains(a.as_str())), "{title}");
            assert!(draft.bodies.keys().all(|b| draft.approving.contains(b)), "{title}");
            let mut text = draft.text.clone();
            for version in &draft.version {
                let next = version.apply(&text);
                assert_ne!(next.kk, text.kk, "{title}");
                assert_ne!(next.ru, text.ru, "{title}");
                text = next;
            }
            assert_eq!(text.kk.trim().lines().count(), text.ru.trim().lines().count(), "{title}");
        }
    }
}
