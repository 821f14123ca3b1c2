//! What the components leave open in the description of the interface: names of operations, who may call, and the
//! problems that every operation of a kind may answer, described once.

use axum::http::StatusCode;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{Content, OpenApi, Ref, RefOr, Response};

/// What anybody may call: logging in, what a certifying centre publishes, checking a signature, and the result of a service.
const PUBLIC: [&str; 8] = [
    "POST /api/v1/session",
    "POST /api/v1/session/challenge",
    "POST /api/v1/session/eds",
    "POST /api/v1/session/second",
    "GET /api/v1/certifying-centre",
    "POST /api/v1/signatures/verify",
    "GET /api/v1/verify/{code}",
    "GET /api/v1/results/{number}",
];

/// What a request may be told instead of what it asked for: status, name among the described answers, words.
const PROBLEMS: [(u16, &str, &str); 8] = [
    (401, "NotKnown", "Nobody is logged in, or the token is not one of the portal."),
    (403, "NotPermitted", "Not for this caller, not from this network, or sent by a page of another site."),
    (404, "NotFound", "There is no such thing for this caller."),
    (409, "Refused", "A rule says no, or somebody else changed it meanwhile; `rule` names the rule."),
    (413, "TooLarge", "More than the limit came in."),
    (422, "Invalid", "Something can't be read or fields are wrong; `errors` names them."),
    (429, "TooMany", "Too often; the header says in how many seconds to come again."),
    (503, "Unavailable", "Something that is needed does not answer at the moment."),
];

/// Completes the description, so that it is a valid one and clients can be made from it.
pub fn complete(description: &mut OpenApi) {
    let components = description.components.get_or_insert_default();
    components
        .add_security_scheme("bearer", SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build()));
    components.add_security_scheme(
        "session",
        SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(orda_web::SESSION_COOKIE))),
    );
    for (status, name, words) in PROBLEMS {
        components.responses.insert(name.to_owned(), RefOr::T(shared(status, words)));
    }
    let none: [&str; 0] = [];
    description.security = Some(["session", "bearer"].map(|name| SecurityRequirement::new(name, none)).to_vec());
    for (path, item) in &mut description.paths.paths {
        let methods = [
            ("GET", &mut item.get),
            ("POST", &mut item.post),
            ("PUT", &mut item.put),
            ("PATCH", &mut item.patch),
            ("DELETE", &mut item.delete),
        ];
        for (method, operation) in methods {
            if let Some(operation) = operation {
                complete_operation(operation, method, path);
            }
        }
    }
}

fn complete_operation(operation: &mut Operation, method: &str, path: &str) {
    // Functions of several components have the same name: the component stands before it.
    let component = operation.tags.as_ref().and_then(|tags| tags.first()).map_or("orda", String::as_str);
    let name = operation.operation_id.as_deref().unwrap_or(path);
    if !name.starts_with(&format!("{component}_")) {
        operation.operation_id = Some(format!("{component}_{name}"));
    }
    if PUBLIC.contains(&format!("{method} {path}").as_str()) {
        operation.security = Some(Vec::new());
    }
    for (code, response) in &mut operation.responses.responses {
        let RefOr::T(described) = response else { continue };
        let status = code.parse().ok().and_then(|code| StatusCode::from_u16(code).ok());
        if status.is_some_and(|s| s.is_client_error() || s.is_server_error()) {
            if !described.description.is_empty() {
                described.content.insert(PROBLEM.to_owned(), RefOr::T(content()));
            } else if let Some(known) = problem(code) {
                *response = known;
            }
        } else if described.description.is_empty() {
            status.and_then(|s| s.canonical_reason()).unwrap_or("Answer").clone_into(&mut described.description);
        }
    }
    for status in possible(operation, method, path) {
        if let Some(known) = problem(status) {
            operation.responses.responses.entry(status.to_owned()).or_insert(known);
        }
    }
}

/// Statuses that follow from what an operation takes in, whatever it does.
fn possible(operation: &Operation, method: &str, path: &str) -> Vec<&'static str> {
    let in_query = |p: &RefOr<Parameter>| matches!(p, RefOr::T(p) if p.parameter_in == ParameterIn::Query);
    let reads = operation.parameters.iter().flatten().any(in_query);
    let takes = operation.request_body.is_some();
    let known_only = operation.security.is_none();
    [
        (known_only, "401"),
        (true, "403"),
        (path.contains('{'), "404"),
        (method != "GET", "409"),
        (takes, "413"),
        (takes || reads, "422"),
        (true, "429"),
        (true, "503"),
    ]
    .into_iter()
    .filter_map(|(may, status)| may.then_some(status))
    .collect()
}

/// Media type of problems (RFC 9457).
const PROBLEM: &str = "application/problem+json";

fn content() -> Content {
    Content::new(Some(Ref::from_schema_name("Problem")))
}

/// The shared answer with this status.
fn problem(status: &str) -> Option<RefOr<Response>> {
    let (_, name, _) = PROBLEMS.iter().find(|(known, ..)| known.to_string() == status)?;
    Some(RefOr::Ref(Ref::from_response_name(*name)))
}

fn shared(status: u16, words: &str) -> Response {
    let mut response = Response::new(words);
    response.content.insert(PROBLEM.to_owned(), RefOr::T(content()));
    let header = match status {
        401 => Some(("WWW-Authenticate", Type::String, "How to say who calls: `Bearer` (RFC 6750).")),
        429 | 503 => Some(("Retry-After", Type::Integer, "Seconds.")),
        _ => None,
    };
    if let Some((name, kind, words)) = header {
        let schema = ObjectBuilder::new().schema_type(kind).build();
        let header = HeaderBuilder::new().schema(Some(schema)).description(Some(words)).build();
        response.headers.insert(name.to_owned(), RefOr::T(header));
    }
    response
}
