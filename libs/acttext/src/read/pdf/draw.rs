//! Runs the drawing operations of a page as far as they place letters.

use super::super::ReadError;
use super::Fragment;
use super::fonts::{Font, follow, number};
use crate::Limits;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::HashMap;
use std::rc::Rc;

/// `[a b c d e f]`, as PDF writes it.
#[derive(Debug, Clone, Copy)]
struct Matrix([f32; 6]);

impl Matrix {
    const ONE: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First this, then `after`.
    fn then(self, after: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [p, q, r, s, t, u] = after.0;
        Self([a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u])
    }

    const fn shift(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }
}

/// What `q` keeps and `Q` brings back.
#[derive(Clone)]
struct State {
    space: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    letter_gap: f32,
    word_gap: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
}

/// Reads the pages of one document.
pub(super) struct Drawing<'d> {
    document: &'d Document,
    limits: &'d Limits,
    fonts: HashMap<ObjectId, Rc<Font>>,
    operations: usize,
    characters: usize,
    fragments: Vec<Fragment>,
}

impl<'d> Drawing<'d> {
    pub(super) fn new(document: &'d Document, limits: &'d Limits) -> Self {
        Self { document, limits, fonts: HashMap::new(), operations: 0, characters: 0, fragments: Vec::new() }
    }

    /// What is written on a page, in the order in which it is drawn.
    pub(super) fn page(&mut self, page: ObjectId) -> Result<Vec<Fragment>, ReadError> {
        self.fragments = Vec::new();
        let content = self
            .document
            .get_page_content_with_limit(page, self.limits.unpacked)
            .map_err(|_| ReadError::Damaged("page of a PDF"))?;
        let empty = Dictionary::new();
        let resources = self.resources_of(page).unwrap_or(&empty);
        let state = State {
            space: Matrix::ONE,
            font: None,
            size: 0.0,
            letter_gap: 0.0,
            word_gap: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        self.run(&content, resources, state, 0)?;
        Ok(std::mem::take(&mut self.fragments))
    }

    /// Resources of a page or of what it belongs to.
    fn resources_of(&self, page: ObjectId) -> Option<&'d Dictionary> {
        let mut node = self.document.get_dictionary(page).ok()?;
        for _ in 0..self.limits.depth {
            if let Some(found) = follow(self.document, node, b"Resources").and_then(|o| o.as_dict().ok()) {
                return Some(found);
            }
            node = follow(self.document, node, b"Parent").and_then(|o| o.as_dict().ok())?;
        }
        None
    }

    fn run(&mut self, content: &[u8], resources: &Dictionary, mut state: State, depth: usize) -> Result<(), ReadError> {
        if depth > self.limits.depth.min(16) {
            return Err(ReadError::TooInvolved);
        }
        let Ok(content) = Content::decode(content) else { return Ok(()) };
        let mut kept: Vec<State> = Vec::new();
        let (mut text, mut line) = (Matrix::ONE, Matrix::ONE);
        for operation in &content.operations {
            self.operations += 1;
            if self.operations > self.limits.operations {
                return Err(ReadError::TooInvolved);
            }
            let operands = &operation.operands;
            let n = |at: usize| operands.get(at).and_then(number).unwrap_or(0.0);
            let matrix = || Matrix([n(0), n(1), n(2), n(3), n(4), n(5)]);
            match operation.operator.as_str() {
                "q" if kept.len() < 256 => kept.push(state.clone()),
                "Q" => state = kept.pop().unwrap_or(state),
                "cm" => state.space = matrix().then(state.space),
                "BT" => (text, line) = (Matrix::ONE, Matrix::ONE),
                "Tf" => {
                    state.font = operands.first().and_then(|o| o.as_name().ok()).and_then(|n| self.font(resources, n));
                    state.size = n(1);
                }
                "Tc" => state.letter_gap = n(0),
                "Tw" => state.word_gap = n(0),
                "Tz" => state.stretch = n(0) / 100.0,
                "TL" => state.leading = n(0),
                "Ts" => state.rise = n(0),
                "Tm" => (text, line) = (matrix(), matrix()),
                "Td" | "TD" => {
                    if operation.operator == "TD" {
                        state.leading = -n(1);
                    }
                    line = Matrix::shift(n(0), n(1)).then(line);
                    text = line;
                }
                "T*" | "'" | "\"" => {
                    line = Matrix::shift(0.0, -state.leading).then(line);
                    text = line;
                    if operation.operator == "\"" {
                        (state.word_gap, state.letter_gap) = (n(0), n(1));
                    }
                    if operation.operator != "T*"
                        && let Some(Object::String(shown, _)) = operands.last()
                    {
                        self.show(shown, &state, &mut text)?;
                    }
                }
                "Tj" => {
                    if let Some(Object::String(shown, _)) = operands.first() {
                        self.show(shown, &state, &mut text)?;
                    }
                }
                "TJ" => {
                    for part in operands.first().and_then(|o| o.as_array().ok()).into_iter().flatten() {
                        match part {
                            Object::String(shown, _) => self.show(shown, &state, &mut text)?,
                            other => {
                                let back = number(other).unwrap_or(0.0) / 1000.0 * state.size * state.stretch;
                                text = Matrix::shift(-back, 0.0).then(text);
                            }
                        }
                    }
                }
                "Do" => {
                    if let Some(form) = operands.first().and_then(|o| o.as_name().ok()).and_then(|name| {
                        let forms = follow(self.document, resources, b"XObject")?.as_dict().ok()?;
                        follow(self.document, forms, name)?.as_stream().ok()
                    }) {
                        self.form(form, resources, &state, depth)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A form is drawn like a page of its own; pictures are passed over.
    fn form(&mut self, form: &Stream, outer: &Dictionary, state: &State, depth: usize) -> Result<(), ReadError> {
        if !form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Form") {
            return Ok(());
        }
        let content = form.decompressed_content_with_limit(self.limits.unpacked).map_err(|_| ReadError::TooLarge)?;
        let mut state = state.clone();
        if let Some([a, b, c, d, e, f]) =
            follow(self.document, &form.dict, b"Matrix").and_then(|o| o.as_array().ok()).map(Vec::as_slice)
        {
            let n = |o: &Object| number(o).unwrap_or(0.0);
            state.space = Matrix([n(a), n(b), n(c), n(d), n(e), n(f)]).then(state.space);
        }
        // Work is counted by what is unpacked too: forms within forms that draw nothing are still work.
        self.operations = self.operations.saturating_add(content.len() / 16 + 1);
        let document = self.document;
        let own = follow(document, &form.dict, b"Resources").and_then(|o| o.as_dict().ok());
        self.run(&content, own.unwrap_or(outer), state, depth + 1)
    }

    fn font(&mut self, resources: &Dictionary, name: &[u8]) -> Option<Rc<Font>> {
        let fonts = follow(self.document, resources, b"Font")?.as_dict().ok()?;
        let entry = fonts.get(name).ok()?;
        let id = entry.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(Rc::clone(known));
        }
        let (_, object) = self.document.dereference(entry).ok()?;
        self.operations = self.operations.saturating_add(1_000);
        let font = Rc::new(Font::read(self.document, object.as_dict().ok()?, self.limits).ok()?);
        if let Some(id) = id {
            self.fonts.insert(id, Rc::clone(&font));
        }
        Some(font)
    }

    /// Shows a string: one fragment, cut where a gap is as wide as a blank.
    fn show(&mut self, shown: &[u8], state: &State, text: &mut Matrix) -> Result<(), ReadError> {
        let Some(font) = &state.font else { return Ok(()) };
        let mut found = String::new();
        let place = |text: Matrix| {
            let scaled = Matrix([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise]);
            scaled.then(text).then(state.space)
        };
        let start = place(*text);
        for (letters, width, space) in font.codes(shown) {
            found.push_str(letters);
            let gap = state.letter_gap + if space { state.word_gap } else { 0.0 };
            *text = Matrix::shift((width * state.size + gap) * state.stretch, 0.0).then(*text);
        }
        self.characters += found.len();
        if self.characters > self.limits.characters * 2 {
            return Err(ReadError::TooLarge);
        }
        let end = place(*text);
        let [a, b, _, d, x, y] = start.0;
        // Letters that do not stand upright are stamps and marks across the page.
        let upright = b.abs() <= 0.1 * a.abs();
        if upright && !found.is_empty() && x.is_finite() && y.is_finite() && end.0[4].is_finite() {
            let size = d.abs().clamp(1.0, 500.0);
            self.fragments.push(Fragment { x, end: end.0[4].max(x), y, size, text: found });
        }
        Ok(())
    }
}
