//! Text on pages that shows very much of it.

use maud::{Escaper, Render};
use std::fmt::Write;

/// A text as `(text)` in a template gives it, several times as fast where nothing in it needs escaping: what is long, and
/// what stands on a page hundreds of times. Everything else is simply written as it is.
#[derive(Debug, Clone, Copy)]
pub struct Words<T>(pub T);

impl<T: AsRef<str>> Render for Words<T> {
    fn render_to(&self, page: &mut String) {
        let text = self.0.as_ref();
        // Looks at all of them: without a way out the processor does many at a time.
        let special = text.bytes().fold(false, |found, b| found | matches!(b, b'&' | b'<' | b'>' | b'"'));
        if special {
            // Writing to a string does not fail.
            let _ = Escaper::new(page).write_str(text);
        } else {
            page.push_str(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use maud::html;
    use proptest::prelude::*;

    proptest! {
        /// Whatever the text is, in content and in attributes it is what a template makes of it.
        #[test]
        fn is_what_a_template_makes(text in "([&<>\"'a-zӘ-ӿ ]|\\PC){0,40}") {
            prop_assert_eq!(
                html! { a href=(Words(&text)) { (Words(&text)) } }.into_string(),
                html! { a href=(text) { (text) } }.into_string()
            );
        }
    }
}
