//! The language of an answer.

use crate::cookies;
use http::{HeaderMap, header};
use orda_base::Language;

/// Name of the cookie that keeps the language chosen in the header of a page; over TLS with `__Host-` before it.
pub const LANGUAGE_COOKIE: &str = "orda_language";

/// The language that the reader chose with the switch of the page, if any. It comes before the language of the account.
///
/// The cookie that is bound to the host comes first, but one that is not is taken too, over TLS as well: this is asked
/// where nobody knows yet how the portal is reached, and whoever plants one chooses among three languages and no more.
pub fn chosen_language(headers: &HeaderMap) -> Option<Language> {
    let chosen = |secure| cookies::read(headers, LANGUAGE_COOKIE, secure).and_then(Language::from_code);
    chosen(true).or_else(|| chosen(false))
}

/// The language of a reader of whom nothing else is known: the chosen one, then what the browser prefers, then Kazakh.
pub fn language_of(headers: &HeaderMap) -> Language {
    chosen_language(headers).or_else(|| preferred(headers)).unwrap_or_default()
}

/// The first of the portal's languages by the weights of `Accept-Language`.
fn preferred(headers: &HeaderMap) -> Option<Language> {
    let accepted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut best: Option<(f32, Language)> = None;
    for item in accepted.split(',').take(20) {
        let (tag, weight) = item.split_once(';').map_or((item, None), |(tag, weight)| (tag, Some(weight)));
        let code = tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
        let weight = weight.and_then(|w| w.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
        if let Some(language) = Language::from_code(&code)
            && weight > 0.0
            && best.is_none_or(|(most, _)| weight > most)
        {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn language(cookie: &'static str, accept: &'static str) -> Language {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static(cookie));
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(accept));
        language_of(&headers)
    }

    /// The switch comes first, then the browser by weight, then Kazakh.
    #[test]
    fn is_chosen_preferred_or_kazakh() {
        assert_eq!(language("orda_language=ru", "en"), Language::Ru);
        assert_eq!(language("orda_language=ru; __Host-orda_language=en", "kk"), Language::En);
        assert_eq!(language("", "de, en;q=0.5, ru-KZ;q=0.9"), Language::Ru);
        assert_eq!(language("orda_language=xx", "de"), Language::Kk);
        assert_eq!(language("", "en;q=0, fr"), Language::Kk);
    }
}
