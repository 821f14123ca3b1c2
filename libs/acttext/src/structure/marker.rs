//! What stands at the beginning of a paragraph: "9-1-бап.", "Статья 5.", "2-тарау.", "12.", "4-2)", "б)".

/// What a mark begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkKind {
    Annex,
    Section,
    Chapter,
    Subchapter,
    Article,
    Point,
    SubPoint,
    Letter,
    Note,
}

/// A mark, and the text after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark<'t> {
    pub(crate) kind: MarkKind,
    /// The number alone: `9-1`; empty where there is none.
    pub(crate) number: String,
    /// The mark as it is printed.
    pub(crate) printed: &'t str,
    /// The text after it.
    pub(crate) rest: &'t str,
    /// An opening quotation mark stood before it.
    pub(crate) quoted: bool,
}

/// Characters that one number may have.
const NUMBER: usize = 12;

/// The mark at the beginning of `text`, if there is one.
pub(crate) fn leading(text: &str) -> Option<Mark<'_>> {
    let plain = skip_ornaments(text);
    let (unquoted, quoted) = match plain.strip_prefix(['«', '"', '“', '„']) {
        Some(rest) => (rest.trim_start(), true),
        None => (plain, false),
    };
    let found = |kind, number: &str, printed: usize| {
        let printed_text = unquoted.get(..printed)?.trim();
        let rest = unquoted.get(printed..)?.trim_start();
        Some(Mark { kind, number: number.to_owned(), printed: printed_text, rest, quoted })
    };
    if let Some(length) = note(unquoted) {
        return found(MarkKind::Note, "", length);
    }
    if let Some((kind, number, length)) = named(unquoted) {
        return found(kind, &number, length);
    }
    let first = unquoted.chars().next()?;
    if first.is_ascii_digit() {
        let (kind, number, length) = numbered(unquoted)?;
        return found(kind, &number, length);
    }
    // "б) мәтін"
    let after = unquoted.get(first.len_utf8()..)?.trim_start_matches(' ');
    let is_item =
        first.is_lowercase() && after.starts_with(')') && after.chars().nth(1).is_none_or(char::is_whitespace);
    if is_item {
        let length = unquoted.len() - after.len() + 1;
        return found(MarkKind::Letter, &first.to_string(), length);
    }
    // Marks of a scan before the name of an article: a few capital letters that mean nothing.
    let (word, rest) = unquoted.split_once(' ')?;
    let noise = word.chars().count() <= 6 && word.chars().all(char::is_uppercase);
    let (kind, number, length) = named(rest.trim_start()).filter(|n| noise && n.0 == MarkKind::Article)?;
    found(kind, &number, unquoted.len() - rest.trim_start().len() + length)
}

/// Passes over dashes and dots of lists, marks of a scan, of Markdown and of bookmarks.
fn skip_ornaments(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let before = rest;
        if let Some((_, after)) = rest.strip_prefix("[bookmark:").and_then(|r| r.split_once(']')) {
            rest = after.trim_start();
        }
        if !rest.starts_with(['«', '"', '“', '„', '(', '§']) {
            rest = rest.trim_start_matches(|c: char| {
                !c.is_alphanumeric() && !matches!(c, '«' | '"' | '“' | '„' | '(' | '§' | '[')
            });
        }
        if rest.len() == before.len() {
            return rest;
        }
    }
}

/// "9-1", its length in bytes; more than one part is joined by hyphens.
fn number(text: &str) -> Option<(&str, usize)> {
    let mut length = 0;
    for (at, c) in text.char_indices() {
        let joins = matches!(c, '-' | '‑' | '–') && text[at + c.len_utf8()..].starts_with(|n: char| n.is_ascii_digit());
        if !(c.is_ascii_digit() || (joins && at > 0)) || at > NUMBER {
            break;
        }
        length = at + c.len_utf8();
    }
    (length > 0).then(|| (&text[..length], length))
}

fn plain_number(number: &str) -> String {
    number.replace(['‑', '–'], "-")
}

/// "12.", "12-1.", "1.2.", "12)", "12 )".
fn numbered(text: &str) -> Option<(MarkKind, String, usize)> {
    let (own, length) = number(text)?;
    let parts_fit = own.split(['-', '‑', '–']).all(|p| p.len() <= 3 && !p.starts_with('0'));
    let rest = &text[length..];
    let trimmed = rest.trim_start_matches(' ');
    if let Some(after) = trimmed.strip_prefix(')') {
        let item = parts_fit && rest.len() - trimmed.len() <= 1;
        return item.then(|| (MarkKind::SubPoint, plain_number(own), text.len() - after.len()));
    }
    // "1.2. …", as annexes number; dates have longer or zero-led parts.
    let (mut whole, mut rest) = (plain_number(own), rest);
    let mut parts = 1;
    while let Some((next, next_length)) = rest.strip_prefix('.').and_then(number) {
        if next.len() > 3 || next.starts_with('0') {
            return None;
        }
        whole = format!("{whole}.{}", plain_number(next));
        rest = &rest[1 + next_length..];
        parts += 1;
        if parts > 6 {
            return None;
        }
    }
    let dotted = rest.strip_prefix('.');
    let after = dotted.unwrap_or(rest);
    let begins = match after.chars().next() {
        None => dotted.is_some(),
        Some(c) if c.is_whitespace() => dotted.is_some() || parts > 1,
        // The blank was lost: only a capital letter or a quotation mark makes it a number.
        Some(c) => dotted.is_some() && parts == 1 && (c.is_uppercase() || matches!(c, '«' | '"' | '“')),
    };
    (begins && parts_fit).then(|| (MarkKind::Point, whole, text.len() - after.len()))
}

/// Names of the parts of an act, by their Kazakh and Russian words.
const NAMES: [(&str, &str, MarkKind); 7] = [
    ("бап", "статья", MarkKind::Article),
    ("тарау", "глава", MarkKind::Chapter),
    ("бөлім", "раздел", MarkKind::Section),
    ("параграф", "параграф", MarkKind::Subchapter),
    ("кіші бөлім", "подраздел", MarkKind::Subchapter),
    ("қосымша", "приложение", MarkKind::Annex),
    ("бөлiм", "часть", MarkKind::Section),
];

/// "5-бап.", "Статья 5.", "II бөлім", "§ 2.", "Қосымша", "Приложение 3".
fn named(text: &str) -> Option<(MarkKind, String, usize)> {
    if let Some(rest) = text.strip_prefix('§') {
        let (own, length) = number(rest.trim_start())?;
        let used = text.len() - rest.trim_start().len() + length;
        return Some((MarkKind::Subchapter, plain_number(own), used + stop(&text[used..])));
    }
    // Only the beginning is looked at: letters of a scan are made Cyrillic, one for one.
    let lower: Vec<(usize, char)> = text.char_indices().take(40).map(|(at, c)| (at, cyrillic(c))).collect();
    let starts = |from: usize, word: &str| {
        let mut letters = lower.iter().skip(from).map(|(_, c)| *c);
        let same = word.chars().all(|w| letters.next().is_some_and(|c| same_letter(c, w)));
        let ends = letters.next().is_none_or(|c| !(c.is_alphanumeric() || c == '-' || c == '‑'));
        (same && ends).then(|| from + word.chars().count())
    };
    let place = |index: usize| {
        lower.get(index).map_or(text.len().min(lower.last().map_or(0, |l| l.0 + l.1.len_utf8())), |l| l.0)
    };
    // The number first: "5-бап".
    let own = number(text).map(|(n, l)| (plain_number(n), l)).or_else(|| roman(text));
    if let Some((own, length)) = own {
        let from = lower.iter().position(|(at, _)| *at >= length)?;
        let gap = lower.iter().skip(from).take_while(|(_, c)| matches!(c, '-' | '‑' | '–' | ' ')).count();
        if gap > 0 && gap <= 2 {
            for (kazakh, _, kind) in NAMES {
                if let Some(end) = starts(from + gap, kazakh) {
                    let used = place(end);
                    return Some((kind, own, used + stop(&text[used..])));
                }
            }
        }
        return None;
    }
    for (kazakh, russian, kind) in NAMES {
        if let Some(end) = starts(0, russian) {
            let used = place(end);
            let rest = text[used..].trim_start();
            let rest = rest.strip_prefix(['№', 'N']).map_or(rest, str::trim_start);
            let own = number(rest).map(|(n, l)| (plain_number(n), l)).or_else(|| roman(rest));
            if let Some((own, length)) = own {
                let used = text.len() - rest.len() + length;
                return Some((kind, own, used + stop(&text[used..])));
            }
        }
        if kind == MarkKind::Annex {
            // An annex without a number, when the word stands alone or names what it belongs to.
            let end = starts(0, kazakh).or_else(|| starts(0, russian))?;
            let used = place(end);
            let alone = text.chars().count() <= 200 && !text.ends_with([';', ':']);
            return alone.then(|| (kind, String::new(), used + stop(&text[used..])));
        }
    }
    None
}

/// The full stop after a mark.
fn stop(rest: &str) -> usize {
    usize::from(rest.starts_with('.'))
}

/// "XIV" as its number.
fn roman(text: &str) -> Option<(String, usize)> {
    let length = text.bytes().take(8).take_while(|b| matches!(b, b'I' | b'V' | b'X' | b'L')).count();
    let value = |b: u8| match b {
        b'I' => 1,
        b'V' => 5,
        b'X' => 10,
        _ => 50,
    };
    let digits: Vec<i32> = text.bytes().take(length).map(value).collect();
    let total: i32 = digits
        .iter()
        .enumerate()
        .map(|(at, d)| if digits.get(at + 1).is_some_and(|next| next > d) { -d } else { *d })
        .sum();
    (length > 0 && total > 0).then(|| (total.to_string(), length))
}

/// Small Cyrillic letters for Latin ones that look the same.
fn cyrillic(c: char) -> char {
    match c.to_lowercase().next().unwrap_or(c) {
        'a' => 'а',
        'e' => 'е',
        'o' => 'о',
        'p' | 'r' => 'р',
        'c' => 'с',
        'x' => 'х',
        'y' | 'u' => 'у',
        'i' => 'і',
        't' => 'т',
        'm' => 'м',
        'n' => 'п',
        other => other,
    }
}

/// Letters that scans of Kazakh texts take for one another.
fn same_letter(found: char, wanted: char) -> bool {
    found == wanted
        || matches!((found, wanted), ('о', 'ө') | ('к', 'қ') | ('е', 'ё') | ('ё', 'е') | ('і' | 'i', 'і' | 'i'))
}

/// "Ескерту.", "Сноска.", "Примечание.": how long the word is, with its stop.
fn note(text: &str) -> Option<usize> {
    let end = text.char_indices().take(24).find(|(_, c)| matches!(c, '.' | ':' | ' ')).map(|(at, _)| at)?;
    let word = text[..end].to_lowercase();
    let plain = matches!(word.as_str(), "ескерту" | "сноска" | "примечание" | "ескертпе" | "ескертулер" | "сноски");
    // Scans spoil a letter of it now and then.
    let spoilt = word.starts_with("еск") && word.ends_with("ту") && word.chars().count() == 7;
    let rest = &text[end..];
    ((plain || spoilt) && rest.starts_with(['.', ':'])).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use MarkKind::{Annex, Article, Chapter, Letter, Note, Point, Section, SubPoint, Subchapter};

    fn found(text: &str) -> Option<(MarkKind, String, String)> {
        leading(text).map(|m| (m.kind, m.number, m.rest.to_owned()))
    }

    /// Marks of both languages, with amended numbers, and what a scan makes of them.
    #[test]
    fn marks() {
        let cases = [
            ("5-бап. Негізгі ұғымдар", Article, "5", "Негізгі ұғымдар"),
            ("9-1-бап. Монополия", Article, "9-1", "Монополия"),
            ("■■■ 27-бап. Аудит", Article, "27", "Аудит"),
            ("ИМДІК 4-бап. Реттеу", Article, "4", "Реттеу"),
            ("Статья 12-1. Права", Article, "12-1", "Права"),
            ("1-тарау. ЖАЛПЫ", Chapter, "1", "ЖАЛПЫ"),
            ("5-тaraу. ЭЛ", Chapter, "5", "ЭЛ"),
            ("Глава 3. Общие", Chapter, "3", "Общие"),
            ("2-БӨЛІМ. ЕРЕКШЕ", Section, "2", "ЕРЕКШЕ"),
            ("Раздел II. Особый", Section, "2", "Особый"),
            ("1-параграф. Талаптар", Subchapter, "1", "Талаптар"),
            ("§ 2. Порядок", Subchapter, "2", "Порядок"),
            ("12. Мәтін", Point, "12", "Мәтін"),
            ("### 56. МОИП", Point, "56", "МОИП"),
            ("8-1. Алып тасталды", Point, "8-1", "Алып тасталды"),
            ("3.Осы", Point, "3", "Осы"),
            ("1.2. Ішкі", Point, "1.2", "Ішкі"),
            ("- 10-1) желі", SubPoint, "10-1", "желі"),
            ("1 ) Қолдаймын", SubPoint, "1", "Қолдаймын"),
            ("[bookmark: z61]      14) алып", SubPoint, "14", "алып"),
            ("б) екінші", Letter, "б", "екінші"),
            ("2-қосымша", Annex, "2", ""),
            ("Приложение 3 к приказу", Annex, "3", "к приказу"),
            ("Ескерту. 1-бап жаңа редакцияда", Note, "", "1-бап жаңа редакцияда"),
            ("Сноска. Статья 1", Note, "", "Статья 1"),
        ];
        for (text, kind, number, rest) in cases {
            assert_eq!(found(text), Some((kind, number.to_owned(), rest.to_owned())), "{text}");
        }
    }

    /// What only looks like a mark.
    #[test]
    fn no_marks() {
        for text in [
            "5-баптың 2-тармағы",
            "01.01.2013 бастап",
            "2012. жыл",
            "2012 жылғы",
            "статьи 5",
            "12,5 пайыз",
            "",
            "-",
            "1-",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
