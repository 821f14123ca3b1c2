//! The three languages of the portal and texts that exist in more than one of them.

use serde::{Deserialize, Serialize};

/// A language of pages and messages. Kazakh comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Қазақ тілі.
    #[default]
    Kk,
    /// Русский язык.
    Ru,
    /// English.
    En,
}

impl Language {
    /// All three, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Kk, Self::Ru, Self::En];

    /// The code of ISO 639-1.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Kk => "kk",
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// The language with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.code() == code)
    }

    /// Position in [`Self::ALL`], for tables with one entry a language.
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// A text kept in Kazakh and Russian, and in English where it is known (names of bodies, positions, titles of drafts).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LocalizedText {
    /// In Kazakh.
    pub kk: String,
    /// In Russian.
    pub ru: String,
    /// In English; empty when there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub en: String,
}

impl LocalizedText {
    /// The text in Kazakh, Russian and English.
    pub fn new(kk: impl Into<String>, ru: impl Into<String>, en: impl Into<String>) -> Self {
        Self { kk: kk.into(), ru: ru.into(), en: en.into() }
    }

    /// The text in `language`; where it is missing, in Kazakh, then in Russian.
    pub fn get(&self, language: Language) -> &str {
        let wanted = match language {
            Language::Kk => &self.kk,
            Language::Ru => &self.ru,
            Language::En => &self.en,
        };
        [wanted, &self.kk, &self.ru, &self.en].into_iter().find(|t| !t.is_empty()).map_or("", String::as_str)
    }
}
