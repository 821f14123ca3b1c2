//! What every component brings: its tables and its words.

use orda_store::MigrationSet;
use orda_web::Locales;

/// Tables of every component, foundation first.
pub const MIGRATIONS: [MigrationSet; 14] = [
    orda_audit_store::MIGRATIONS,
    orda_calendar_store::MIGRATIONS,
    orda_identity_store::MIGRATIONS,
    orda_notifications_store::MIGRATIONS,
    orda_documents_store::MIGRATIONS,
    orda_signatures_store::MIGRATIONS,
    orda_retention_store::MIGRATIONS,
    orda_drafts_store::MIGRATIONS,
    orda_edms_store::MIGRATIONS,
    orda_reminders_store::MIGRATIONS,
    orda_services_store::MIGRATIONS,
    orda_registry_store::MIGRATIONS,
    orda_backups_store::MIGRATIONS,
    orda_maintenance_store::MIGRATIONS,
];

/// Words of every component.
pub const LOCALES: [Locales; 16] = [
    orda_web::LOCALES,
    orda_audit_web::LOCALES,
    orda_calendar_web::LOCALES,
    orda_identity_web::LOCALES,
    orda_notifications_web::LOCALES,
    orda_documents_web::LOCALES,
    orda_signatures_web::LOCALES,
    orda_retention_web::LOCALES,
    orda_drafts_web::LOCALES,
    orda_edms_web::LOCALES,
    orda_reminders_web::LOCALES,
    orda_services_web::LOCALES,
    orda_registry_web::LOCALES,
    orda_backups_web::LOCALES,
    orda_maintenance_web::LOCALES,
    crate::doctor::WORDS,
];
