//! The widget that signs bytes in the browser and posts the signature. Its life is in `ui/src/signing`.
//!
//! The fields of the key file and its password carry no name: whatever happens to the script, a browser never sends them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use orda_signatures::tools::Way;
use orda_web::{Markup, Ui, html, parts};
use sha2::{Digest, Sha256};

/// Script that every page with a form of this component needs: `Title::new(…).script(SCRIPT)`.
pub const SCRIPT: &str = "signing.js";

/// What is signed, and where the signature goes.
#[derive(Debug, Clone)]
pub struct WidgetView<'a> {
    /// The bytes that are signed.
    pub content: &'a [u8],
    /// Path to which the form posts: fields `cms` or `cms_file`, read by [`crate::SignedForm`].
    pub action: &'a str,
    /// Further fields.
    pub hidden: Vec<(&'static str, String)>,
    /// Key of the words on the button: a verb.
    pub submit_label_key: &'a str,
    /// Whose certificate is expected (12 digits): another person's is told before anything is sent.
    pub expected_iin: Option<&'a str>,
}

/// Problems that the script tells; the same list stands in `ui/src/signing/problem.ts`.
pub(crate) const PROBLEMS: &[&str] = &[
    "no-file",
    "no-ready-file",
    "file-too-large",
    "not-key-file",
    "old-key-file",
    "wrong-password",
    "no-password",
    "no-key",
    "gost-key",
    "key-kind",
    "no-certificate",
    "expired",
    "not-yet-valid",
    "other-person",
    "content-changed",
    "insecure-page",
    "ncalayer-absent",
    "ncalayer-silent",
    "ncalayer-cancelled",
    "ncalayer-closed",
    "ncalayer-old",
    "ncalayer-failed",
    "ncalayer-answer",
    "cancelled",
    "passwords-differ",
    "password-short",
    "key-not-here",
    "key-other",
    "failed",
];

/// Words of the states of a step.
const STATES: &[&str] = &["now", "done", "failed"];

/// Words about the clock of the computer.
const CLOCK: &[&str] = &["ahead", "behind", "days", "hours", "minutes", "seconds"];

/// The script's words in the reader's language, as JSON for the attribute `data-messages`. What is only known in the
/// browser stays as `{date}`, `{name}` or `{detail}` and is filled in there.
pub(crate) fn messages(ui: &Ui) -> String {
    let args = [("date", "{date}".into()), ("name", "{name}".into()), ("detail", "{detail}".into())];
    let problems =
        PROBLEMS.iter().map(|code| ((*code).to_owned(), ui.tr(&format!("signatures-problem-{code}"), &args)));
    let states =
        STATES.iter().map(|state| (format!("state-{state}"), ui.t(&format!("signatures-state-{state}")).to_owned()));
    let off = [("difference", "{difference}".into())];
    let clock = CLOCK.iter().map(|code| (format!("clock-{code}"), ui.tr(&format!("signatures-clock-{code}"), &off)));
    // For listeners, before a message beside a field.
    let prefix = std::iter::once(("prefix".to_owned(), ui.t("web-error-prefix").to_owned()));
    let words: serde_json::Map<_, _> =
        problems.chain(states).chain(clock).chain(prefix).map(|(code, text)| (code, text.into())).collect();
    serde_json::Value::Object(words).to_string()
}

/// Where the script tells what went wrong; hidden until then.
pub(crate) fn problem_box(title: &str) -> Markup {
    html! {
        div .govuk-error-summary data-error hidden tabindex="-1" {
            div role="alert" {
                h2 .govuk-error-summary__title { (title) }
                div .govuk-error-summary__body { p data-error-text {} }
            }
        }
    }
}

/// Steps that tick off one by one, read out as they do; hidden until something runs.
pub(crate) fn steps(ui: &Ui, names: &[&str]) -> Markup {
    html! {
        div role="status" aria-live="polite" {
            ol .govuk-list .govuk-list--number .app-steps data-steps hidden {
                @for name in names {
                    li data-step=(name) data-state="waiting" {
                        (ui.t(&format!("signatures-doing-{name}"))) " "
                        strong data-state-word {}
                    }
                }
            }
        }
    }
}

/// Chooses a key, signs `content` with it, posts the signature.
pub fn signing_widget(ui: &Ui, view: &WidgetView<'_>) -> Markup {
    let content = STANDARD.encode(view.content);
    let settings = ui.shell().settings();
    html! {
        form .app-signing method="post" action=(view.action) enctype="multipart/form-data" novalidate
            data-signing
            data-content=(content)
            data-content-sha256=(hex::encode(Sha256::digest(view.content)))
            data-expected-iin=[view.expected_iin]
            data-server-time=(settings.env.now().micros() / 1000)
            data-clock-limit=(settings.clock_limit_seconds)
            data-ncalayer="wss://127.0.0.1:13579"
            data-messages=(messages(ui))
        {
            @for (name, value) in &view.hidden { input type="hidden" name=(name) value=(value); }
            input type="hidden" name="cms" value="";
            (problem_box(ui.t("signatures-problem-title-sign")))
            (clock_warning(ui))
            @let offered = offered(ui);
            div data-with-script hidden {
                (ways(ui, &offered))
                @if offered.contains(&Way::File) { div data-for-way="file" {
                    div .govuk-inset-text data-kept hidden {
                        p .govuk-body { (ui.t("signatures-kept")) " " strong data-kept-name {} }
                        p .govuk-body { (ui.t("signatures-kept-hint")) }
                        button .govuk-button .govuk-button--secondary type="button" data-forget {
                            (ui.t("signatures-forget"))
                        }
                    }
                    div data-key-fields { (key_file_fields(ui)) (keep_open(ui)) }
                } }
                @if offered.contains(&Way::Ncalayer) { div data-for-way="ncalayer" hidden {
                    p .govuk-body { (ui.t("signatures-ncalayer-hint")) }
                } }
                @if !offered.is_empty() { div .govuk-button-group {
                    button .govuk-button type="submit" { (ui.t(view.submit_label_key)) }
                    // A box around the button: its class would show it in spite of `hidden`.
                    div data-cancel hidden {
                        button .govuk-button .govuk-button--secondary type="button" { (ui.t("signatures-cancel")) }
                    }
                } }
                (steps(ui, &["key", "sign", "send"]))
            }
            div .govuk-inset-text data-without-script { (ui.t("signatures-without-script")) }
            (other_program(ui, &content))
        }
    }
}

/// Where the script tells that the computer's clock is off (385-56-3); hidden until then.
fn clock_warning(ui: &Ui) -> Markup {
    html! {
        div data-clock hidden role="status" {
            (parts::warning_with(ui, html! { span data-clock-text {} " " (ui.t("signatures-clock-advice")) }))
        }
    }
}

/// Ways whose tools are switched on (385-55-1).
fn offered(ui: &Ui) -> Vec<Way> {
    Way::ALL.into_iter().filter(|way| ui.shell().is_on(way.code())).collect()
}

fn ways(ui: &Ui, offered: &[Way]) -> Markup {
    if offered.is_empty() {
        return html! { div .govuk-inset-text { (ui.t("signatures-way-off")) } };
    }
    html! {
        div .govuk-form-group {
            fieldset .govuk-fieldset {
                legend .govuk-fieldset__legend .govuk-fieldset__legend--m { (ui.t("signatures-way")) }
                div .govuk-radios .govuk-radios--small {
                    @for (way, checked) in offered.iter().zip([true, false]).map(|(way, checked)| (way.code(), checked)) {
                        div .govuk-radios__item data-way-option {
                            // Named only to be one group; the value means nothing to the server.
                            input .govuk-radios__input type="radio" name="way" id={ "signing-way-" (way) } value=(way)
                                checked[checked] aria-describedby={ "signing-way-" (way) "-hint" } data-way;
                            label .govuk-label .govuk-radios__label for={ "signing-way-" (way) } {
                                (ui.t(&format!("signatures-way-{way}")))
                            }
                            div .govuk-hint .govuk-radios__hint id={ "signing-way-" (way) "-hint" } {
                                (ui.t(&format!("signatures-way-{way}.when")))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn key_file_fields(ui: &Ui) -> Markup {
    html! {
        div .govuk-form-group {
            label .govuk-label for="signing-key-file" { (ui.t("signatures-key-file")) }
            div .govuk-hint #signing-key-file-hint { (ui.t("signatures-key-file-hint")) }
            (parts::file_area(ui, &html! {
                input .govuk-file-upload #signing-key-file type="file" accept=".p12,.pfx,application/x-pkcs12"
                    aria-describedby="signing-key-file-hint" data-key-file;
            }))
        }
        div .govuk-form-group {
            label .govuk-label for="signing-password" { (ui.t("signatures-password")) }
            input .govuk-input .govuk-input--width-20 #signing-password type="password" autocomplete="off"
                spellcheck="false" data-password;
        }
    }
}

/// Several things are signed one after another without typing the password again, each shown first.
fn keep_open(ui: &Ui) -> Markup {
    html! {
        div .govuk-form-group {
            div .govuk-checkboxes .govuk-checkboxes--small {
                div .govuk-checkboxes__item {
                    input .govuk-checkboxes__input #signing-keep type="checkbox" aria-describedby="signing-keep-hint" data-keep;
                    label .govuk-label .govuk-checkboxes__label for="signing-keep" { (ui.t("signatures-keep")) }
                    div .govuk-hint .govuk-checkboxes__hint #signing-keep-hint { (ui.t("signatures-keep-hint")) }
                }
            }
        }
    }
}

/// For those who sign elsewhere, and for browsers without scripts: take the bytes, bring the signature.
fn other_program(ui: &Ui, content: &str) -> Markup {
    html! {
        details .govuk-details {
            summary .govuk-details__summary {
                span .govuk-details__summary-text { (ui.t("signatures-other-program")) }
            }
            div .govuk-details__text {
                ol .govuk-list .govuk-list--number {
                    li {
                        // The bytes themselves, so that what is downloaded is what this page shows.
                        a .govuk-link href={ "data:application/octet-stream;base64," (content) } download="orda-manifest.json" {
                            (ui.t("signatures-other-download"))
                        }
                    }
                    li {
                        (ui.t("signatures-other-sign"))
                        pre .app-command tabindex="0" { code { (OPENSSL_SIGN) } }
                    }
                    li { (ui.t("signatures-other-send")) }
                }
                div .govuk-form-group {
                    label .govuk-label for="signing-ready-file" { (ui.t("signatures-ready-file")) }
                    (parts::file_area(ui, &html! {
                        input .govuk-file-upload #signing-ready-file type="file" name="cms_file"
                            accept=".p7s,.p7m,.cms,.pem,.der,.sig" data-ready-file;
                    }))
                }
                button .govuk-button .govuk-button--secondary type="submit" data-ready-send { (ui.t("signatures-ready-send")) }
            }
        }
    }
}

/// How OpenSSL signs the bytes.
const OPENSSL_SIGN: &str = "openssl cms -sign -cades -binary -md sha256 -in orda-manifest.json \\\n    -signer key.pem -outform DER -out orda-manifest.p7s";
