//! Text broken into lines.

use crate::face::{Faces, Look};
use crate::hyphen::places;

/// Columns wider than this, in points, are running text.
const WIDE: f32 = 200.0;

/// Breaks `text` into lines no wider than `width` points. A word that does not fit is divided when the line would
/// otherwise stay half empty, and broken anywhere when even a part of it is wider than the line. A line that ends
/// between words keeps its space, one that ends within a word ends with a soft hyphen: so the text stays whole for those
/// who copy or hear it.
pub(crate) fn wrap(faces: &Faces, text: &str, look: Look, width: f32) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        Lines { faces, look, width, done: &mut lines, line: String::new(), used: 0.0 }.fill(&clean(paragraph));
    }
    lines
}

/// Without what cannot be seen.
fn clean(text: &str) -> String {
    let shown = |letter: char| match letter {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
        letter if letter.is_control() => Some(' '),
        letter => Some(letter),
    };
    text.chars().filter_map(shown).collect()
}

struct Lines<'a> {
    faces: &'a Faces,
    look: Look,
    width: f32,
    done: &'a mut Vec<String>,
    line: String,
    used: f32,
}

impl Lines<'_> {
    fn measure(&self, text: &str) -> f32 {
        self.faces.width(text, self.look)
    }

    fn fill(mut self, paragraph: &str) {
        // A space that must not be broken is part of its word.
        for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            self.word(word);
        }
        if !self.line.is_empty() {
            let last = std::mem::take(&mut self.line);
            self.done.push(last);
        }
    }

    fn word(&mut self, word: &str) {
        let space = if self.line.is_empty() { 0.0 } else { self.measure(" ") };
        let wide = self.measure(word);
        if self.used + space + wide <= self.width {
            return self.put(word, space, wide);
        }
        let free = self.width - self.used - space;
        if self.look.anywhere {
            self.end_between_words();
            return if wide <= self.width { self.put(word, 0.0, wide) } else { self.broken(word, 0.0) };
        }
        // Divided when the word fits on no line; in a wide column also when a good part of the line would stay empty.
        if (wide > self.width || (self.width > WIDE && free > self.width * 0.3))
            && let Some((head, tail)) = self.divided(word, free)
        {
            if !self.line.is_empty() {
                self.line.push(' ');
            }
            self.line.push_str(&head);
            self.line.push('\u{ad}');
            self.end();
            return self.word(&tail);
        }
        if !self.line.is_empty() {
            self.end_between_words();
            return self.word(word);
        }
        self.broken(word, 0.0);
    }

    fn put(&mut self, word: &str, space: f32, wide: f32) {
        if !self.line.is_empty() {
            self.line.push(' ');
        }
        self.line.push_str(word);
        self.used += space + wide;
    }

    fn end_between_words(&mut self) {
        if !self.line.is_empty() {
            self.line.push(' ');
            self.end();
        }
    }

    fn end(&mut self) {
        self.used = 0.0;
        let line = std::mem::take(&mut self.line);
        self.done.push(line);
    }

    /// The longest beginning of `word` that fits into `free` points with a hyphen, and the rest.
    fn divided(&self, word: &str, free: f32) -> Option<(String, String)> {
        // After a hyphen that is there already, no other is needed; signs at the ends are no letters.
        let letters: Vec<char> = word.chars().collect();
        let first = letters.iter().position(|c| c.is_alphabetic())?;
        let last = letters.iter().rposition(|c| c.is_alphabetic())? + 1;
        for at in places(&letters[first..last]).into_iter().rev() {
            let head: String = letters[..first + at].iter().collect();
            if self.measure(&head) + self.measure("-") <= free {
                return Some((head, letters[first + at..].iter().collect()));
            }
        }
        None
    }

    /// The word in pieces as they fit.
    fn broken(&mut self, word: &str, space: f32) {
        if !self.line.is_empty() {
            self.line.push(' ');
            self.used += space;
        }
        // Pieces of about one length look better than a last one of a letter or two.
        let whole = self.measure(word);
        let width = if self.look.anywhere && self.line.is_empty() {
            (whole / (whole / self.width).ceil() + self.look.size * 0.7).min(self.width)
        } else {
            self.width
        };
        for letter in word.chars() {
            let wide = self.faces.of(self.look).advance(letter) * self.look.size;
            if self.used + wide > width && !self.line.is_empty() {
                self.end();
            }
            self.line.push(letter);
            self.used += wide;
        }
    }
}
