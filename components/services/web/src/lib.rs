//! services: pages, API and messages.
