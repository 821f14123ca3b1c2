//! Where words may be divided: between syllables, each of which holds one vowel. The rule serves Kazakh and Russian alike.

/// Letters left on a line, and letters carried over, at least.
const LEFT: usize = 3;
const RIGHT: usize = 3;

/// Places, in letters from the beginning, before which `word` may be divided.
pub(crate) fn places(word: &[char]) -> Vec<usize> {
    let is_vowel = |at: usize| word.get(at).is_some_and(|&letter| vowel(letter));
    let mut places = Vec::new();
    let mut at = 1;
    while at < word.len() {
        // The next syllable begins with the last consonant before its vowel, or with the vowel after a vowel.
        let begins =
            if is_vowel(at) { is_vowel(at - 1) || sign(word[at - 1]) } else { is_vowel(at + 1) && consonant(word[at]) };
        let vowel_before = word[..at].iter().any(|&letter| vowel(letter));
        let letters = word.iter().all(|&letter| vowel(letter) || consonant(letter) || sign(letter));
        if begins && vowel_before && letters && at >= LEFT && word.len() - at >= RIGHT {
            places.push(at);
        }
        at += 1;
    }
    places
}

fn vowel(letter: char) -> bool {
    "аәеёиоөуұүыіэюя".contains(lower(letter))
}

fn consonant(letter: char) -> bool {
    "бвгғджзйкқлмнңпрстфхһцчшщ".contains(lower(letter))
}

/// Signs stay with the letter before them.
fn sign(letter: char) -> bool {
    matches!(lower(letter), 'ь' | 'ъ')
}

fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::places;

    fn divided(word: &str) -> String {
        let letters: Vec<char> = word.chars().collect();
        let places = places(&letters);
        let mut shown = String::new();
        for (at, letter) in letters.iter().enumerate() {
            if places.contains(&at) {
                shown.push('-');
            }
            shown.push(*letter);
        }
        shown
    }

    /// Kazakh and Russian words are divided between syllables; signs and the letter й stay where they belong.
    #[test]
    fn words_are_divided_between_syllables() {
        assert_eq!(divided("келіспеушіліктер"), "келіс-пе-у-ші-лік-тер");
        assert_eq!(divided("министрлігінің"), "министр-лі-гі-нің");
        assert_eq!(divided("постановления"), "пос-та-нов-ле-ния");
        assert_eq!(divided("объединение"), "объ-е-ди-не-ние");
    }

    /// Short words, numbers and words of other alphabets are never divided.
    #[test]
    fn other_words_stay_whole() {
        for word in ["заң", "385-16-г", "openssl", "а"] {
            assert_eq!(divided(word), word);
        }
    }
}
