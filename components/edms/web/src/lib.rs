//! edms: pages, API and messages.
