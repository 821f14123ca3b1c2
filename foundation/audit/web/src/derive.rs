//! What was accessed, read from method, route and query, for answers that bring no note of their own.

use orda_base::{Access, Operation, Outcome};

/// Answers that account for nothing: they are the same for everybody and hold nothing of the portal's data.
const PLAIN: [&str; 10] =
    ["assets", "log", "language", "favicon.ico", "robots.txt", "healthz", "readyz", "metrics", "help", "accessibility"];

/// First parts of paths with the kind of resource behind them.
const RESOURCES: [(&str, &str); 25] = [
    ("drafts", "draft"),
    ("files", "file"),
    ("file-sets", "file_set"),
    ("signatures", "signature"),
    ("certificates", "certificate"),
    ("certificate-requests", "certificate_request"),
    ("protection-tools", "protection_tool"),
    ("verify", "signature_verification"),
    ("pki", "certifying_centre"),
    ("certifying-centre", "certifying_centre"),
    ("deliveries", "delivery"),
    ("people", "person"),
    ("profile", "person"),
    ("bodies", "body"),
    ("roles", "role"),
    ("sessions", "session"),
    ("login", "session"),
    ("logout", "session"),
    ("systems", "system"),
    ("accounting", "accounting"),
    ("notifications", "notification"),
    ("services", "service"),
    ("service-results", "service_result"),
    ("results", "service_result_check"),
    ("registry", "registry_record"),
];

/// What is in the name of a parameter or a part of a path whose value is a secret.
const SECRETS: [&str; 6] = ["password", "passwd", "secret", "token", "challenge", "passphrase"];

/// Whole words of such names; within longer words they mean nothing (`keywords`, `opinions`).
const SECRET_WORDS: [&str; 8] = ["pwd", "otp", "pin", "key", "reset", "invite", "confirm", "onetime"];

/// Parameters of lists that choose how much is shown, not what.
const SHAPES: [&str; 9] = ["page", "size", "sort", "order", "after", "columns", "lang", "back", "next"];

/// What stands for a secret.
const HIDDEN: &str = "***";

/// Is nothing of this path accounted for?
pub(crate) fn is_plain(path: &str) -> bool {
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    PLAIN.contains(&first)
}

/// Parts of paths after which stands a number that opens what it stands on: of a paper in somebody's hand.
const NUMBERED: [&str; 1] = ["results"];

/// Path without secrets: values of route parameters with a secret's name, and whatever follows a part with such a name or opens
/// a page by its number.
pub(crate) fn path_without_secrets(path: &str, route: Option<&str>) -> String {
    let mut names = route.unwrap_or_default().split('/');
    let mut hide = false;
    let parts: Vec<&str> = path
        .split('/')
        .map(|part| {
            let name = names.next().unwrap_or_default();
            let hidden = !part.is_empty() && ((name.starts_with('{') && is_secret(name)) || hide || part.contains('='));
            hide = !name.starts_with('{') && (is_secret(part) || NUMBERED.contains(&part));
            // A word of the route itself is no secret, whatever it is called.
            if hidden && part != name { HIDDEN } else { part }
        })
        .collect();
    parts.join("/")
}

/// Words and filters of a search, secrets and the shape of the list left out: `words=бюджет state=signed` (365-8-4).
pub(crate) fn searched_for(query: &str) -> String {
    let pairs: Vec<(String, String)> = serde_html_form::from_str(query).unwrap_or_default();
    let wanted = pairs.iter().filter(|(name, value)| !value.is_empty() && !SHAPES.contains(&name.as_str()));
    let shown = wanted.map(|(name, value)| format!("{name}={}", if is_secret(name) { HIDDEN } else { value }));
    shown.collect::<Vec<_>>().join(" ")
}

fn is_secret(name: &str) -> bool {
    let name = name.to_lowercase();
    SECRETS.iter().any(|s| name.contains(s))
        || name.split(|c: char| !c.is_alphanumeric()).any(|word| SECRET_WORDS.contains(&word))
        || name == "{code}"
        || name == "code"
}

/// The access that a request was, done as far as one can tell.
pub(crate) fn access(method: &str, path: &str, route: Option<&str>, query: &str) -> Access {
    let shown = path_without_secrets(path, route);
    let mut parts: Vec<&str> = shown.split('/').filter(|p| !p.is_empty()).collect();
    let is_api = parts.first() == Some(&"api");
    if is_api {
        // `/api/v1/drafts/…` and `/api/openapi.json`.
        parts.drain(..parts.len().min(1));
        if parts.first().is_some_and(|p| p.starts_with('v') && p[1..].parse::<u8>().is_ok()) {
            parts.remove(0);
        }
    }
    if parts.first() == Some(&"admin") {
        parts.remove(0);
    }
    let known = parts.first().and_then(|first| RESOURCES.iter().find(|(name, _)| name == first));
    let (resource, mut part) = match known {
        Some((_, resource)) => (*resource, parts[1..].join("/")),
        None => (if is_api { "api" } else { "page" }, format!("/{}", parts.join("/"))),
    };
    let words = searched_for(query);
    let operation = operation(method, path, !words.is_empty());
    if operation == Operation::Search {
        part = if part.is_empty() { words } else { format!("{part} {words}") };
    }
    Access { resource, part, operation, outcome: Outcome::Done, detail: String::new() }
}

fn operation(method: &str, path: &str, has_words: bool) -> Operation {
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    match (method, last) {
        ("GET" | "HEAD", "download" | "export.csv" | "export.xlsx" | "export.cef") => Operation::Download,
        ("GET" | "HEAD" | "OPTIONS", _) if has_words => Operation::Search,
        ("GET" | "HEAD" | "OPTIONS", _) => Operation::Read,
        ("POST", "login") => Operation::SignIn,
        ("POST", "logout") => Operation::SignOut,
        ("POST", "sign" | "approve" | "signature") => Operation::Sign,
        ("POST", "send") => Operation::Send,
        ("DELETE", _) | ("POST", "delete" | "remove" | "revoke") => Operation::Delete,
        ("POST", "new" | "create") => Operation::Create,
        _ => Operation::Change,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Resource, part and operation follow from route and method.
    #[test]
    fn reads_routes() {
        let cases = [
            ("GET", "/drafts/42", "draft", "42", Operation::Read),
            ("POST", "/drafts/42/sign", "draft", "42/sign", Operation::Sign),
            ("DELETE", "/api/v1/files/7", "file", "7", Operation::Delete),
            ("GET", "/files/7/download", "file", "7/download", Operation::Download),
            ("POST", "/login", "session", "", Operation::SignIn),
            ("GET", "/admin/people/9", "person", "9", Operation::Read),
            ("GET", "/", "page", "/", Operation::Read),
            ("GET", "/results/KZ-7QK2-M4XD", "service_result_check", "***", Operation::Read),
            ("GET", "/api/openapi.json", "api", "/openapi.json", Operation::Read),
            ("PUT", "/api/v1/drafts/42", "draft", "42", Operation::Change),
        ];
        for (method, path, resource, part, operation) in cases {
            let found = access(method, path, None, "");
            assert_eq!((found.resource, found.part.as_str(), found.operation), (resource, part, operation), "{path}");
        }
    }

    /// Search words are kept, the shape of the list and secrets are not.
    #[test]
    fn keeps_search_words_and_no_secrets() {
        let found =
            access("GET", "/drafts", None, "words=%D0%B1%D1%8E%D0%B4%D0%B6%D0%B5%D1%82&state=&page=3&token=abc");
        assert_eq!((found.operation, found.part.as_str()), (Operation::Search, "words=бюджет token=***"));
        assert_eq!(searched_for("keywords=a&otp_code=7&pin=1234"), "keywords=a otp_code=*** pin=***");
        let cases = [
            ("/password/reset/h4xq", Some("/password/reset/{token}"), "/password/reset/***"),
            ("/invite/h4xq", None, "/invite/***"),
            ("/confirm/123456", Some("/confirm/{code}"), "/confirm/***"),
            ("/verify/otp=123456", None, "/verify/***"),
            ("/opinions/42", Some("/opinions/{id}"), "/opinions/42"),
            ("/drafts/42/files/7", Some("/drafts/{id}/files/{file}"), "/drafts/42/files/7"),
            ("/profile/password", Some("/profile/password"), "/profile/password"),
            ("/results/KZ-7QK2-M4XD", Some("/results/{number}"), "/results/***"),
            ("/api/v1/results/KZ-7QK2-M4XD", Some("/api/v1/results/{number}"), "/api/v1/results/***"),
            ("/results", Some("/results"), "/results"),
            ("/service-results/42", Some("/service-results/{id}"), "/service-results/42"),
        ];
        for (path, route, shown) in cases {
            assert_eq!(path_without_secrets(path, route), shown);
        }
    }
}
