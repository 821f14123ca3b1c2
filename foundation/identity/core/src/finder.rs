//! Finding bodies and people by the beginnings of words. Only what everybody who is logged in may know of them is looked
//! at: names, short names, positions; no number, login or address.

use crate::{Body, PersonCard, PersonEntry};
use kazakh::search_form;
use std::sync::Arc;

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Bodies, by Kazakh name.
    pub bodies: Vec<Arc<Body>>,
    /// People, by name.
    pub people: Vec<FoundPerson>,
}

/// A person with the body of the main position.
#[derive(Debug, Clone)]
pub struct FoundPerson {
    /// What others may know.
    pub card: Arc<PersonCard>,
    /// The body; none where the person holds no position.
    pub body: Option<Arc<Body>>,
}

/// The words of active bodies and people, each word after a blank, with their places in the picture.
#[derive(Debug, Default)]
pub(crate) struct Finder {
    bodies: Vec<(String, usize)>,
    people: Vec<(String, usize)>,
}

impl Finder {
    pub(crate) fn of(bodies: &[Arc<Body>], people: &[PersonEntry]) -> Self {
        let of_body = |body: &Body| {
            let (name, short) = (&body.name, &body.short_name);
            words(&[&name.kk, &name.ru, &name.en, &short.kk, &short.ru, &short.en])
        };
        let of_person = |entry: &PersonEntry| {
            let position = &entry.card.position;
            words(&[&entry.person.name.full(), &position.kk, &position.ru, &position.en])
        };
        let bodies = bodies.iter().enumerate().filter(|(_, b)| b.active);
        let people = people.iter().enumerate().filter(|(_, e)| e.person.active);
        Self {
            bodies: bodies.map(|(at, b)| (of_body(b), at)).collect(),
            people: people.map(|(at, e)| (of_person(e), at)).collect(),
        }
    }

    pub(crate) fn bodies(&self, words: &[String], limit: usize) -> impl Iterator<Item = usize> {
        find(&self.bodies, words).take(limit)
    }

    pub(crate) fn people(&self, words: &[String], limit: usize) -> impl Iterator<Item = usize> {
        find(&self.people, words).take(limit)
    }
}

fn find(all: &[(String, usize)], words: &[String]) -> impl Iterator<Item = usize> {
    let beginnings: Vec<String> = words.iter().map(|w| format!(" {w}")).collect();
    let fits = move |text: &str| !beginnings.is_empty() && beginnings.iter().all(|b| text.contains(b.as_str()));
    all.iter().filter(move |(text, _)| fits(text)).map(|(_, at)| *at)
}

fn words(parts: &[&str]) -> String {
    let mut all = String::new();
    for part in parts {
        for word in search_form(part).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
            all.push(' ');
            all.push_str(word);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words are found by their beginnings, all of them, in any order, whatever letters they are typed with.
    #[test]
    fn finds_by_beginnings() {
        let all =
            vec![(words(&["Қаржы министрлігі", "Министерство финансов"]), 7), (words(&["Әділет министрлігі"]), 9)];
        let search = |text: &str| {
            let typed: Vec<String> = text.split(' ').map(search_form).collect();
            find(&all, &typed).collect::<Vec<_>>()
        };
        assert_eq!(search("МИНИСТР"), [7, 9]);
        assert_eq!(search("министрлиг каржы"), [7]);
        assert_eq!(search("фин қар"), [7]);
        assert_eq!(search("истр"), Vec::<usize>::new());
        assert!(find(&all, &[]).next().is_none());
    }
}
