//! What comes in: forms, queries, paths and JSON, with limits and with errors in the reader's language.

use crate::{WebError, middleware, objects, whole};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderMap, header};
use orda_base::{Actor, Error, FieldError, Refusal, nul, personal};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// Longest body of a form or of a JSON request, in bytes. Files come in streams of their own.
pub const BODY_LIMIT: usize = 1 << 20;

/// Fields of a posted form. Fields that come several times fill a `Vec`.
#[derive(Debug, Clone)]
pub struct Form<T>(pub T);

/// The query of the address. Fields that come several times fill a `Vec`. A query with an individual identification number is
/// refused: addresses stay in histories and logs, so numbers come in bodies ([`parts::number_page`](crate::parts::number_page)).
#[derive(Debug, Clone)]
pub struct Query<T>(pub T);

/// Parts of the path. What can't be read (not an id) is "not found".
#[derive(Debug, Clone)]
pub struct Path<T>(pub T);

/// A JSON body: as an argument read with a limit, as an answer written.
#[derive(Debug, Clone)]
pub struct Json<T>(pub T);

/// Who calls, for handlers that answer without a page.
#[derive(Debug, Clone)]
pub struct Caller(pub Arc<Actor>);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = WebError;

    async fn from_request(request: Request, _: &S) -> Result<Self, Self::Rejection> {
        if !has_type(request.headers(), "application/x-www-form-urlencoded") {
            return Err(unreadable("error-form-unreadable"));
        }
        let body = read(request).await?;
        if nul::in_form(&body) {
            return Err(unreadable("error-form-unreadable"));
        }
        serde_html_form::from_bytes(&body).map(Self).map_err(|error| {
            tracing::debug!(%error, "a form could not be read");
            unreadable("error-form-unreadable")
        })
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Query<T> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let query = parts.uri.query().unwrap_or_default();
        if nul::in_form(query.as_bytes()) {
            return Err(unreadable("error-query-unreadable"));
        }
        if personal::in_query(query) {
            return Err(unreadable("error-query-number"));
        }
        serde_html_form::from_str(query).map(Self).map_err(|error| {
            tracing::debug!(%error, "a query could not be read");
            unreadable("error-query-unreadable")
        })
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        if nul::in_form(parts.uri.path().as_bytes()) {
            return Err(Error::NotFound.into());
        }
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(_) => Err(Error::NotFound.into()),
        }
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = WebError;

    async fn from_request(request: Request, _: &S) -> Result<Self, Self::Rejection> {
        if !has_type(request.headers(), "application/json") {
            return Err(unreadable("error-json-unreadable"));
        }
        let body = read(request).await?;
        if nul::in_json(&body) {
            return Err(unreadable("error-json-unreadable"));
        }
        objects::from_slice(&body).map(Self).map_err(|error| {
            let wrong =
                FieldError::new("", "error-json-place").with("line", error.line()).with("column", error.column());
            Error::Invalid(vec![wrong]).into()
        })
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(middleware::actor_of(&parts.extensions, &parts.headers)))
    }
}

async fn read(request: Request) -> Result<bytes::Bytes, WebError> {
    whole(request.into_body(), BODY_LIMIT).await.map_err(|_| too_large())
}

fn has_type(headers: &HeaderMap, wanted: &str) -> bool {
    let given = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    given.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(wanted)
}

fn unreadable(key: &'static str) -> WebError {
    Error::field("", key).into()
}

fn too_large() -> WebError {
    Error::TooLarge(Box::new(Refusal::new("error-too-large"))).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Input {
        title: String,
        #[serde(default)]
        bodies: Vec<u32>,
    }

    fn request(kind: &str, body: impl Into<Body>) -> Request {
        Request::post("/").header(header::CONTENT_TYPE, kind).body(body.into()).expect("a request")
    }

    const FORM: &str = "application/x-www-form-urlencoded";

    /// Repeated fields become a list, and none an empty one.
    #[tokio::test]
    async fn reads_repeated_fields() {
        let Form(input) =
            Form::<Input>::from_request(request(FORM, "title=%D0%B0&bodies=1&bodies=2"), &()).await.expect("a form");
        assert_eq!(input, Input { title: "а".to_owned(), bodies: vec![1, 2] });
        let Form(input) = Form::<Input>::from_request(request(FORM, "title=a"), &()).await.expect("a form");
        assert!(input.bodies.is_empty());
    }

    /// A text with U+0000, which no database of the two would keep as it is, is refused however it comes.
    #[tokio::test]
    async fn refuses_texts_with_nul() {
        let form = Form::<Input>::from_request(request(FORM, "title=a%00b"), &()).await.expect_err("a form");
        let json = request("application/json", r#"{"title": "a\u0000b"}"#);
        let json = Json::<Input>::from_request(json, &()).await.expect_err("JSON");
        let mut parts = Request::get("/a%00b?title=a%00b").body(()).expect("a request").into_parts().0;
        let query = Query::<Input>::from_request_parts(&mut parts, &()).await.expect_err("a query");
        let path = Path::<String>::from_request_parts(&mut parts, &()).await.expect_err("a path");
        assert_eq!([form, json, query, path].map(|error| error.0.status()), [422, 422, 422, 404]);
        let typed = request("application/json", r#"{"title": "a\\u0000b"}"#);
        let Json(input) = Json::<Input>::from_request(typed, &()).await.expect("what only looks like it");
        assert_eq!(input.title, r"a\u0000b");
    }

    /// A number of a person is refused in an address, wherever it stands there, and taken in a form.
    #[tokio::test]
    async fn refuses_numbers_of_people_in_addresses() {
        let mut parts = Request::get("/?title=%D0%B0+850101300123").body(()).expect("a request").into_parts().0;
        let refused = Query::<Input>::from_request_parts(&mut parts, &()).await.expect_err("a number");
        assert_eq!(refused.0.status(), 422);
        let Error::Invalid(wrong) = &refused.0 else { panic!("{refused:?}") };
        assert_eq!(wrong[0].message.key, "error-query-number");
        assert!(Form::<Input>::from_request(request(FORM, "title=850101300123"), &()).await.is_ok());
    }

    /// Bad input is 422 with a code, more than the limit 413, another type 422.
    #[tokio::test]
    async fn refuses_what_it_cannot_read() {
        let wrong = Form::<Input>::from_request(request(FORM, "bodies=x"), &()).await.expect_err("no title");
        assert_eq!(wrong.0.status(), 422);
        let long = request(FORM, vec![b'a'; BODY_LIMIT + 1]);
        assert_eq!(Form::<Input>::from_request(long, &()).await.expect_err("too long").0.status(), 413);
        let other = request("text/plain", "title=a");
        assert_eq!(Form::<Input>::from_request(other, &()).await.expect_err("not a form").0.status(), 422);
        let json = request("application/json", "{\"title\": 1}");
        assert_eq!(Json::<Input>::from_request(json, &()).await.expect_err("a number").0.status(), 422);
    }
}
