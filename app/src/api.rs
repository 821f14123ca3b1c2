//! Routes of all components, and the description of the interface at `/api/openapi.json`.

use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use orda_audit_web::AuditWeb;
use orda_base::{Error, Result};
use orda_calendar_web::CalendarWeb;
use orda_documents_web::DocumentsWeb;
use orda_drafts_web::DraftsWeb;
use orda_edms_web::EdmsWeb;
use orda_identity_web::IdentityWeb;
use orda_maintenance_web::MaintenanceWeb;
use orda_notifications_web::NotificationsWeb;
use orda_registry_web::RegistryWeb;
use orda_reminders_web::RemindersWeb;
use orda_retention_web::RetentionWeb;
use orda_services_web::ServicesWeb;
use orda_signatures_web::SignaturesWeb;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

/// What the web crates need.
pub struct Parts {
    /// Accounting of accesses.
    pub accounting: AuditWeb,
    /// The working calendar.
    pub calendar: CalendarWeb,
    /// People, bodies, logins.
    pub identity: IdentityWeb,
    /// Notices and deliveries.
    pub notifications: NotificationsWeb,
    /// Files.
    pub documents: DocumentsWeb,
    /// The integrity check.
    pub checks: orda_documents::Checks,
    /// Certificates and verification.
    pub signatures: SignaturesWeb,
    /// Maintenance with notice.
    pub maintenance: MaintenanceWeb,
    /// Backup copies.
    pub backups: orda_backups::Backups,
    /// Keeping and destruction.
    pub retention: RetentionWeb,
    /// Drafts and my work.
    pub drafts: DraftsWeb,
    /// Exchange of letters.
    pub edms: EdmsWeb,
    /// Reminders about executing instructions.
    pub reminders: RemindersWeb,
    /// Results of services.
    pub services: ServicesWeb,
    /// The register of information systems and information resources.
    pub registry: RegistryWeb,
}

/// Description of the interface; paths come from the components.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Orda",
        description = "Interface of the intranet portal of state bodies. People use a session, information systems a \
                   bearer token. Errors are problems (RFC 9457) with a stable `code` and localized texts.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    components(schemas(orda_web::Problem, orda_web::ProblemField))
)]
struct Description;

/// Pages and interface; the description is served with them, and given as the JSON that is served. Only its text is kept:
/// as a structure it takes thirty times as much memory, in every copy that a router makes of its handlers.
///
/// # Errors
/// When the description has no JSON form.
pub fn routes(parts: Parts) -> Result<(Router, Bytes)> {
    let (api, mut description) = OpenApiRouter::with_openapi(Description::openapi())
        .merge(orda_audit_web::api(parts.accounting.clone()))
        .merge(orda_calendar_web::api(parts.calendar.clone()))
        .merge(orda_identity_web::api(parts.identity.clone()))
        .merge(orda_notifications_web::api(parts.notifications.clone()))
        .merge(orda_documents_web::api(parts.documents.clone()))
        .merge(orda_documents_web::integrity::api(parts.checks.clone()))
        .merge(orda_backups_web::api(parts.backups.clone()))
        .merge(orda_signatures_web::api(parts.signatures.clone()))
        .merge(orda_drafts_web::api(parts.drafts.clone()))
        .merge(orda_edms_web::api(parts.edms.clone()))
        .merge(orda_reminders_web::api(parts.reminders.clone()))
        .merge(orda_services_web::api(parts.services.clone()))
        .merge(orda_registry_web::api(parts.registry.clone()))
        .split_for_parts();
    crate::description::complete(&mut description);
    let description = Bytes::from(serde_json::to_vec_pretty(&description).map_err(Error::internal)?);
    let served = description.clone();
    let answer = move || std::future::ready(([(CONTENT_TYPE, "application/json")], served.clone()));
    let pages = Router::new()
        .route("/api/openapi.json", get(answer))
        .merge(orda_audit_web::routes(parts.accounting))
        .merge(orda_calendar_web::routes(parts.calendar))
        .merge(orda_identity_web::routes(parts.identity))
        .merge(orda_notifications_web::routes(parts.notifications))
        .merge(orda_documents_web::routes(parts.documents))
        .merge(orda_documents_web::integrity::routes(parts.checks))
        .merge(orda_backups_web::routes(parts.backups))
        .merge(orda_maintenance_web::routes(parts.maintenance))
        .merge(orda_signatures_web::routes(parts.signatures))
        .merge(orda_retention_web::routes(parts.retention))
        .merge(orda_drafts_web::routes(parts.drafts))
        .merge(orda_edms_web::routes(parts.edms))
        .merge(orda_reminders_web::routes(parts.reminders))
        .merge(orda_services_web::routes(parts.services))
        .merge(orda_registry_web::routes(parts.registry));
    Ok((pages.merge(api), description))
}
