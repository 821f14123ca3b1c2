//! Names of files as they are kept and shown.

use crate::Refusal;
use unicode_normalization::UnicodeNormalization;

/// Longest name in bytes of UTF-8: what every common file system takes.
pub const NAME_LIMIT: usize = 255;

/// Brings a name into the form in which it is kept: NFC, without spaces around it.
///
/// # Errors
/// When it is empty or too long, or holds control characters, folder separators or marks that turn the direction of
/// writing (`report\u{202e}fdp.exe` looks like `reportexe.pdf`).
pub fn clean_name(name: &str) -> Result<String, Refusal> {
    // Normalising may lengthen a text; a name far over the limit is refused before any work is spent on it.
    if name.len() > 4 * NAME_LIMIT {
        return Err(Refusal::NameTooLong);
    }
    let name: String = name.trim().nfc().collect();
    if name.is_empty() || name.chars().all(|c| c == '.') {
        return Err(Refusal::NameMissing);
    }
    if name.len() > NAME_LIMIT {
        return Err(Refusal::NameTooLong);
    }
    if name.chars().any(forbidden) {
        return Err(Refusal::NameCharacter);
    }
    Ok(name)
}

/// The form in which names of one set are compared: two that differ only in capitals would overwrite each other when
/// unpacked side by side.
pub fn folded_name(name: &str) -> String {
    name.to_lowercase()
}

fn forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
        // Bidirectional marks, line and paragraph separators, invisible joiners, byte order mark, replacement character.
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{061c}' | '\u{feff}')
        || matches!(c, '\u{fff9}'..='\u{fffd}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Names are kept in NFC; Kazakh letters stay as they are.
    #[test]
    fn names_are_normalised() {
        assert_eq!(clean_name("  Қаулы жобасы №1.docx ").as_deref(), Ok("Қаулы жобасы №1.docx"));
        assert_eq!(clean_name("и\u{306}од.pdf").as_deref(), Ok("йод.pdf"));
    }

    /// What could deceive the eye or lead into another folder is refused.
    #[test]
    fn deceiving_names_are_refused() {
        for name in ["a/b.pdf", "..\\b.pdf", "C:b.pdf", "a\u{0}.pdf", "a\n.pdf", "a\u{202e}fdp.exe", "a\u{200b}.pdf"] {
            assert_eq!(clean_name(name), Err(Refusal::NameCharacter), "{name:?}");
        }
        for name in ["", "   ", ".", ".."] {
            assert_eq!(clean_name(name), Err(Refusal::NameMissing), "{name:?}");
        }
        assert_eq!(clean_name(&format!("{}.pdf", "ә".repeat(126))), Err(Refusal::NameTooLong));
        assert!(clean_name(&format!("{}.pdf", "ә".repeat(125))).is_ok());
    }

    proptest! {
        /// Cleaning never panics, and what it lets through it leaves as it is the next time.
        #[test]
        fn cleaning_is_stable(name in "\\PC{0,80}|[\\x00-\\x7f]{0,40}") {
            if let Ok(clean) = clean_name(&name) {
                prop_assert_eq!(clean_name(&clean), Ok(clean));
            }
        }
    }
}
