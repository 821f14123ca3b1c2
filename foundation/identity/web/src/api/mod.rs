//! The interface for programs. It calls the same use cases as the pages.

use crate::IdentityWeb;
use utoipa_axum::router::OpenApiRouter;

/// What is open to everybody: logging in.
pub(crate) fn open() -> OpenApiRouter<IdentityWeb> {
    OpenApiRouter::new()
}

/// What demands a session or a token.
pub(crate) fn known() -> OpenApiRouter<IdentityWeb> {
    OpenApiRouter::new()
}
