//! What the components leave open in the description of the interface: names of operations, words of answers, and who
//! may call.

use axum::http::StatusCode;
use utoipa::openapi::path::Operation;
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

/// Completes the description, so that it is a valid one and clients can be made from it.
pub fn complete(description: &mut OpenApi) {
    let components = description.components.get_or_insert_default();
    components
        .add_security_scheme("bearer", SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build()));
    components.add_security_scheme(
        "session",
        SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(orda_web::SESSION_COOKIE))),
    );
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
        let RefOr::T(response) = response else { continue };
        let status = code.parse().ok().and_then(|code| StatusCode::from_u16(code).ok());
        if response.description.is_empty() {
            status.and_then(|s| s.canonical_reason()).unwrap_or("Answer").clone_into(&mut response.description);
        }
        if status.is_some_and(|s| s.is_client_error() || s.is_server_error()) {
            problem(response);
        }
    }
}

/// Errors are problems (RFC 9457).
fn problem(response: &mut Response) {
    if response.content.is_empty() {
        let schema = Ref::from_schema_name("Problem");
        let content = Content::new(Some(schema));
        response.content.insert("application/problem+json".to_owned(), RefOr::T(content));
    }
}
