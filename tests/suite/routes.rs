//! Every page of the portal, read from the places where the web crates name their routes: axum keeps no list of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A page: its path as it is written in the router, and its methods.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    /// `/drafts/{draft}/v/{version}`.
    pub path: String,
    /// `GET`, `POST` …
    pub methods: Vec<String>,
}

/// All routes of all web crates and of the program.
///
/// # Panics
/// When a route is written in a way that is not understood: teach it here.
pub fn all() -> BTreeSet<Route> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for folder in ["kernel/web/src", "app/src"] {
        sources(&root.join(folder), &mut files);
    }
    for floor in ["foundation", "components"] {
        for part in fs::read_dir(root.join(floor)).unwrap().flatten() {
            sources(&part.path().join("web/src"), &mut files);
        }
    }
    files.iter().flat_map(|file| routes_of(&fs::read_to_string(file).unwrap(), file)).collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") && !name.contains("tests") {
            found.push(path);
        }
    }
}

fn routes_of(text: &str, file: &Path) -> Vec<Route> {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let mut all = Vec::new();
    // `let at = |verb: &str| format!("/drafts/{{draft}}/{verb}");` makes the paths that follow it.
    let mut pattern = String::new();
    let mut rest = text;
    loop {
        let (at, route) = (rest.find("let at = |"), rest.find(".route("));
        match (at, route) {
            (Some(at), route) if route.is_none_or(|route| at < route) => {
                rest = &rest[at..];
                between(rest, "format!(\"", "\")").clone_into(&mut pattern);
                rest = &rest["let at".len()..];
            }
            (_, Some(route)) => {
                rest = &rest[route + ".route(".len()..];
                let call = &rest[..closing(rest)];
                let path = if let Some(verb) = call.trim_start().strip_prefix("&at(\"") {
                    let verb = verb.split('"').next().unwrap();
                    let named = between(&pattern.replace("{{", "\u{1}").replace("}}", "\u{2}"), "{", "}").to_owned();
                    pattern.replace(&format!("{{{named}}}"), verb).replace("{{", "{").replace("}}", "}")
                } else {
                    let path = call.trim_start();
                    let written = path.strip_prefix('"').map(|path| path.split('"').next().unwrap().to_owned());
                    let named = || constant(path.split(',').next().unwrap(), file);
                    written
                        .or_else(named)
                        .unwrap_or_else(|| panic!("a route of {} is not understood: {call}", file.display()))
                };
                // What follows the path: `get(…).post(…)`.
                let handlers = call.split_once(',').map_or("", |(_, handlers)| handlers);
                let named = |method: &&str| has_word(handlers, &format!("{method}("));
                let methods: Vec<String> = ["get", "post", "put", "patch", "delete"]
                    .into_iter()
                    .filter(named)
                    .map(str::to_uppercase)
                    .collect();
                assert!(!methods.is_empty(), "{path} of {} has no methods", file.display());
                all.push(Route { path, methods });
            }
            _ => return all,
        }
    }
}

/// The value of `module::PATH`, a constant of a module beside this file.
fn constant(name: &str, file: &Path) -> Option<String> {
    let (module, name) = name.trim().rsplit_once("::")?;
    let module = module.rsplit("::").next()?;
    let mut files = Vec::new();
    sources(file.parent()?, &mut files);
    let of_module = files.iter().filter(|file| {
        file.file_stem().is_some_and(|stem| stem == module) || file.parent().is_some_and(|p| p.ends_with(module))
    });
    of_module.map(|file| fs::read_to_string(file).unwrap()).find_map(|text| {
        let value = between(&text, &format!("const {name}: &str = \""), "\"").to_owned();
        (!value.is_empty()).then_some(value)
    })
}

/// Where the parenthesis that is open at the beginning closes.
fn closing(text: &str) -> usize {
    let mut depth = 1;
    for (index, letter) in text.char_indices() {
        depth += match letter {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        if depth == 0 {
            return index;
        }
    }
    text.len()
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map_or("", |(inner, _)| inner)
}

/// Does `word` stand in the text, not as the end of a longer one?
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// Routes are read as they are written, in all the ways that are in use.
#[test]
fn routes_are_read() {
    let text = r#"
        .route("/a", get(show).post(save))
        let at = |verb: &str| format!("/d/{{draft}}/{verb}");
        .route(&at("sign"), get(sign::form).post(sign::post))
        .route(
            "/b/{id}",
            post(forget::post),
        )
    "#;
    let found = routes_of(text, Path::new("x.rs"));
    let found: Vec<_> = found.iter().map(|r| (r.path.as_str(), r.methods.join(" "))).collect();
    assert_eq!(
        found,
        [("/a", "GET POST".to_owned()), ("/d/{draft}/sign", "GET POST".to_owned()), ("/b/{id}", "POST".to_owned()),]
    );
    assert!(all().len() > 150, "{}", all().len());
}
