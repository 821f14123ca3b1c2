//! How lawyers call a place in an act: "5-баптың 2-тармағының 3) тармақшасы", "подпункт 3) пункта 2 статьи 5".

use crate::{Act, Unit, UnitKind};

/// A language of acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tongue {
    /// Kazakh.
    Kazakh,
    /// Russian.
    Russian,
}

/// Names of a unit. Kazakh: alone, belonging to something, and in the genitive of both; Russian: nominative and genitive.
struct Names {
    kazakh: &'static str,
    kazakh_of: &'static str,
    kazakh_outer: &'static str,
    kazakh_whose: &'static str,
    russian: &'static str,
    russian_whose: &'static str,
}

const fn names(kind: UnitKind) -> Option<Names> {
    let [kazakh, kazakh_of, kazakh_outer, kazakh_whose, russian, russian_whose] = match kind {
        UnitKind::Section => ["бөлім", "бөлімі", "бөлімнің", "бөлімінің", "раздел", "раздела"],
        UnitKind::Chapter => ["тарау", "тарауы", "тараудың", "тарауының", "глава", "главы"],
        UnitKind::Subchapter => ["параграф", "параграфы", "параграфтың", "параграфының", "параграф", "параграфа"],
        UnitKind::Article => ["бап", "бабы", "баптың", "бабының", "статья", "статьи"],
        UnitKind::Point => ["тармақ", "тармағы", "тармақтың", "тармағының", "пункт", "пункта"],
        UnitKind::SubPoint => ["тармақша", "тармақшасы", "тармақшаның", "тармақшасының", "подпункт", "подпункта"],
        _ => return None,
    };
    Some(Names { kazakh, kazakh_of, kazakh_outer, kazakh_whose, russian, russian_whose })
}

/// The name of a unit in an act; the title, requisites and the like have none and are called by their text's beginning.
pub fn element(act: &Act, index: usize, tongue: Tongue) -> String {
    let path = act.path(index);
    // Articles and points are numbered through the chapters: these are not named with them.
    let last = path
        .iter()
        .rposition(|u| matches!(u.kind, UnitKind::Article))
        .or_else(|| path.iter().rposition(|u| matches!(u.kind, UnitKind::Point)));
    let mut own: Vec<&Unit> = path.iter().skip(last.unwrap_or(0)).copied().collect();
    let annex = path.iter().find(|u| u.kind == UnitKind::Annex);
    let numbered: Vec<(&Unit, Names)> = own.drain(..).filter_map(|u| Some((u, names(u.kind)?))).collect();
    let mut parts: Vec<String> = Vec::new();
    for (at, (unit, names)) in numbered.iter().enumerate() {
        let last = at + 1 == numbered.len();
        parts.push(match tongue {
            Tongue::Kazakh => kazakh(unit, names, at == 0, last),
            Tongue::Russian => russian(unit, names, last),
        });
    }
    if tongue == Tongue::Russian {
        parts.reverse();
    }
    let mut name = parts.join(" ");
    if let Some(unit) = act.units.get(index)
        && !unit.kind.is_numbered()
    {
        name = unnumbered(unit, &name, tongue);
    } else if let Some(unit) = act.units.get(index)
        && unit.kind == UnitKind::Letter
    {
        name = join(&name, &unit.printed);
    }
    match annex.filter(|a| act.units.get(index).is_none_or(|u| u.anchor != a.anchor)) {
        Some(annex) if !annex.text.is_empty() || !annex.printed.is_empty() => {
            let heading = if annex.printed.is_empty() { shortened(&annex.text) } else { annex.printed.clone() };
            join(&heading, &name)
        }
        _ => name,
    }
}

fn join(before: &str, after: &str) -> String {
    match (before.is_empty(), after.is_empty()) {
        (true, _) => after.to_owned(),
        (_, true) => before.to_owned(),
        _ => format!("{before}, {after}"),
    }
}

fn kazakh(unit: &Unit, names: &Names, first: bool, last: bool) -> String {
    let number =
        if unit.kind == UnitKind::SubPoint { format!("{}) ", unit.number) } else { format!("{}-", unit.number) };
    let name = match (first, last) {
        (true, true) => names.kazakh,
        (false, true) => names.kazakh_of,
        (true, false) => names.kazakh_outer,
        (false, false) => names.kazakh_whose,
    };
    format!("{number}{name}")
}

fn russian(unit: &Unit, names: &Names, last: bool) -> String {
    let close = if unit.kind == UnitKind::SubPoint { ")" } else { "" };
    format!("{} {}{close}", if last { names.russian } else { names.russian_whose }, unit.number)
}

/// A unit without a number, within what has one.
fn unnumbered(unit: &Unit, within: &str, tongue: Tongue) -> String {
    let word = match (unit.kind, tongue) {
        (UnitKind::Title, Tongue::Kazakh) => "тақырып",
        (UnitKind::Title, Tongue::Russian) => "заголовок",
        (UnitKind::Preamble, Tongue::Kazakh) => "кіріспе",
        (UnitKind::Preamble, Tongue::Russian) => "преамбула",
        (UnitKind::Text, Tongue::Kazakh) => "бөлік",
        (UnitKind::Text, Tongue::Russian) => "часть",
        (UnitKind::Row, Tongue::Kazakh) => "кестенің жолы",
        (UnitKind::Row, Tongue::Russian) => "строка таблицы",
        (UnitKind::Note, Tongue::Kazakh) => "ескерту",
        (UnitKind::Note, Tongue::Russian) => "примечание",
        (UnitKind::Footnote, Tongue::Kazakh) => "сілтеме",
        (UnitKind::Footnote, Tongue::Russian) => "сноска",
        _ => return join(within, &shortened(if unit.text.is_empty() { &unit.printed } else { &unit.text })),
    };
    let nth = unit.anchor.rsplit_once('.').map_or(unit.anchor.as_str(), |(_, last)| last);
    let digits: String = nth.chars().filter(char::is_ascii_digit).collect();
    match (unit.kind, tongue) {
        (UnitKind::Title | UnitKind::Preamble, _) => join(within, word),
        (_, Tongue::Kazakh) => join(within, &format!("{digits}-{word}")),
        (_, Tongue::Russian) => join(within, &format!("{word} {digits}")),
    }
}

/// The beginning of a text.
fn shortened(text: &str) -> String {
    let mut out: String = text.chars().take(60).collect();
    if out.len() < text.len() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Block, structure};

    /// Places are called as lawyers call them.
    #[test]
    fn names_of_places() {
        let lines = ["1-тарау. Т", "9-1-бап. Б", "2. Т:", "3) т;", "мәтін"];
        let act = structure(&lines.map(Block::text));
        let kk = |i| element(&act, i, Tongue::Kazakh);
        assert_eq!(kk(1), "9-1-бап");
        assert_eq!(kk(2), "9-1-баптың 2-тармағы");
        assert_eq!(kk(3), "9-1-баптың 2-тармағының 3) тармақшасы");
        assert_eq!(kk(0), "1-тарау");
        assert_eq!(element(&act, 3, Tongue::Russian), "подпункт 3) пункта 2 статьи 9-1");
        let plain = structure(&["4. Т:", "2) т."].map(Block::text));
        assert_eq!(element(&plain, 1, Tongue::Kazakh), "4-тармақтың 2) тармақшасы");
    }
}
