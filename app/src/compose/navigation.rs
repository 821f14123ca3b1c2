//! What stands in the menu of every page.

use orda_web::NavItem;

/// The menu, in its order.
pub fn navigation() -> Vec<NavItem> {
    let mut items = orda_drafts_web::NAVIGATION.to_vec();
    items.push(orda_edms_web::NAVIGATION[0]);
    items.push(orda_reminders_web::NAVIGATION[0]);
    items.push(orda_services_web::NAVIGATION);
    items.push(orda_registry_web::NAVIGATION);
    items.extend(orda_identity_web::NAVIGATION);
    items.push(orda_edms_web::NAVIGATION[1]);
    items.push(orda_reminders_web::NAVIGATION[1]);
    items.push(orda_notifications_web::NAVIGATION);
    items.push(orda_audit_web::NAVIGATION);
    items.push(orda_documents_web::integrity::NAVIGATION);
    items.push(orda_backups_web::NAVIGATION);
    items.push(orda_maintenance_web::NAVIGATION);
    items.push(orda_retention_web::NAVIGATION);
    items.push(orda_signatures_web::NAVIGATION);
    items
}
