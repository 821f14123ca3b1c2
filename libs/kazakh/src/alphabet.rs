//! The order of the Kazakh alphabet and folding of letters.

use std::cmp::Ordering;
use std::fmt::Write;

/// The Kazakh Cyrillic alphabet in its order; it holds the Russian one.
const ALPHABET: &str = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";

/// A key whose plain order is the order of the Kazakh alphabet, whatever the collation of the database: it is made of
/// digits only, two a letter. Case, quotation marks and points don't count; words come before longer words; digits come
/// before Latin letters, those before Cyrillic ones.
///
/// ```
/// use kazakh::sort_key;
/// let mut names = ["Өскемен", "Орал", "Павлодар", "Әйтеке", "Алматы"];
/// names.sort_by_key(|name| sort_key(name));
/// assert_eq!(names, ["Алматы", "Әйтеке", "Орал", "Өскемен", "Павлодар"]);
/// ```
pub fn sort_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len() + 2);
    let mut gap = false;
    for letter in text.chars().flat_map(char::to_lowercase) {
        let rank = match letter {
            '0'..='9' => 10 + (letter as u32 - '0' as u32),
            'a'..='z' => 20 + (letter as u32 - 'a' as u32),
            _ => match ALPHABET.chars().position(|l| l == letter) {
                Some(place) => 50 + u32::try_from(place).unwrap_or(0),
                None if letter.is_alphanumeric() => 99,
                None => {
                    gap |= letter.is_whitespace() || letter == '-';
                    continue;
                }
            },
        };
        if std::mem::take(&mut gap) && !key.is_empty() {
            key.push_str("01");
        }
        // Writing into a string does not fail.
        let _ = write!(key, "{rank}");
        if rank == 99 {
            let _ = write!(key, "{:07}", u32::from(letter));
        }
    }
    key
}

/// Compares two texts in the order of the Kazakh alphabet.
pub fn compare(a: &str, b: &str) -> Ordering {
    sort_key(a).cmp(&sort_key(b)).then_with(|| a.cmp(b))
}

/// Small letters, single spaces, nothing around.
pub fn lower(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The form in which texts are searched: [`lower`], with the letters that a Russian keyboard lacks replaced by their
/// neighbours, so that who types «Маметов» finds «Мәметов». Both the words searched for and the text take this form.
pub fn search_form(text: &str) -> String {
    lower(text)
        .chars()
        .map(|letter| match letter {
            'ә' => 'а',
            'ғ' => 'г',
            'қ' => 'к',
            'ң' => 'н',
            'ө' => 'о',
            'ұ' | 'ү' => 'у',
            'һ' => 'х',
            'і' => 'и',
            'ё' => 'е',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every letter of the alphabet comes after the one before it, in both cases.
    #[test]
    fn letters_follow_the_alphabet() {
        let letters: Vec<String> = ALPHABET.chars().map(String::from).collect();
        assert_eq!(letters.len(), 42);
        for pair in letters.windows(2) {
            assert!(sort_key(&pair[0]) < sort_key(&pair[1]), "{} before {}", pair[0], pair[1]);
            assert!(sort_key(&pair[0].to_uppercase()) < sort_key(&pair[1]), "{} before {}", pair[0], pair[1]);
        }
    }

    /// Words come before longer ones; quotation marks and case don't count; figures and Latin come first.
    #[test]
    fn words_are_compared_as_people_do() {
        let mut texts =
            vec!["Қазақстан темір жолы", "«Қазақстан» газеті", "Қазақ", "Кеңсе", "Samruk", "2-комитет", "қала"];
        texts.sort_by(|a, b| compare(a, b));
        assert_eq!(
            texts,
            ["2-комитет", "Samruk", "Кеңсе", "Қазақ", "«Қазақстан» газеті", "Қазақстан темір жолы", "қала"]
        );
    }

    /// Kazakh letters are found from a Russian keyboard.
    #[test]
    fn searches_without_a_kazakh_keyboard() {
        assert_eq!(search_form("  Мәмбетов   ҚҰДАЙБЕРГЕН "), "мамбетов кудайберген");
        assert_eq!(search_form("Ғылым және һәм Ёлка Іс"), "гылым жане хам елка ис");
    }

    proptest! {
        /// The key is digits only, so that any collation of a database keeps its order.
        #[test]
        fn keys_are_digits(text in "\\PC{0,30}") {
            prop_assert!(sort_key(&text).bytes().all(|b| b.is_ascii_digit()));
        }
    }
}
