//! Small line pictures. They never stand without words for listeners.

use maud::{Markup, PreEscaped};

/// An icon of 20 pixels in the colour of the text: `icon("bell")`. Known: `search`, `bell`, `person`, `down`, `check`,
/// `cross`, `clock`, `file`, `print`, `download`. An unknown one is nothing.
pub fn icon(name: &str) -> Markup {
    let path = match name {
        "search" => "M8.5 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM12.5 12.5 17 17",
        "bell" => {
            "M10 3a4.5 4.5 0 0 0-4.5 4.5c0 4-1.5 5.5-1.5 5.5h12s-1.5-1.5-1.5-5.5A4.5 4.5 0 0 0 10 3ZM8.5 16a1.6 1.6 0 0 0 3 0"
        }
        "person" => "M10 3.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM4 17c.4-3.2 2.8-5 6-5s5.6 1.8 6 5",
        "down" => "m6 8 4 4 4-4",
        "check" => "m4 10.5 4 4 8-9",
        "cross" => "m5 5 10 10M15 5 5 15",
        "clock" => "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM10 6v4l3 2",
        "file" => "M5 3h6l4 4v10H5ZM11 3v4h4",
        "print" => "M6 8V3h8v5M6 14H4V8h12v6h-2M6 12h8v5H6Z",
        "download" => "M10 3v9M6 8.5l4 4 4-4M4 16h12",
        _ => return Markup::default(),
    };
    PreEscaped(format!(
        "<svg class=\"app-icon\" width=\"20\" height=\"20\" viewBox=\"0 0 20 20\" fill=\"none\" stroke=\"currentColor\" \
         stroke-width=\"1.8\" stroke-linecap=\"round\" stroke-linejoin=\"round\" aria-hidden=\"true\" \
         focusable=\"false\"><path d=\"{path}\"/></svg>"
    ))
}
