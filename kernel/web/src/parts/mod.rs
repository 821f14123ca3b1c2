//! Parts of pages: markup of GOV.UK and MOJ Frontend with names, ids and roles as assistive programs need them.
//!
//! Functions return [`maud::Markup`] and take texts already in the reader's language. Every part works without scripts.

#![allow(clippy::needless_pass_by_value, reason = "markup is made where it is used and handed over")]

mod buttons;
mod choices;
mod confirm;
mod errors;
mod field;
mod filter;
mod icons;
mod inputs;
mod lists;
mod navigation;
mod number;
mod pagination;
mod query;
mod status;
mod table;

pub use buttons::{
    button, button_group, button_link, button_link_secondary, button_secondary, button_warning, post_button,
};
pub use choices::{Choice, checkboxes, radios, select};
pub use confirm::{Confirmation, confirm_page};
pub use errors::error_summary;
pub use field::Field;
pub use filter::{Chip, Filter, chips, filter_layout};
pub use icons::icon;
pub use inputs::{DateValue, Dates, date_input, file_area, file_upload, hidden, password, text_input, textarea};
pub use lists::{Entry, Row, Task, summary_card, summary_list, task_list, timeline};
pub use navigation::{Crumb, Tab, back_link, breadcrumbs, tabs};
pub use number::{NumberPage, number_page};
pub use pagination::{page_size, pager, pagination, rows_found};
pub use query::{address, address_without};
pub use status::{
    Colour, details, empty_state, inset, nothing_found, notification_banner, progress, rule, success_banner, tag,
    warning, warning_with,
};
pub use table::{Column, Table, table};

#[cfg(test)]
pub(crate) mod tests;
