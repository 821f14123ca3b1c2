//! [`Ui`]: what a handler needs to answer a person with a page.

use crate::flash::{self, Flash};
use crate::i18n::DateForms;
use crate::layout::{self, Surroundings};
use crate::pieces::Pieces;
use crate::shell::{Nameplate, NavItem, Shell};
use crate::{Failure, FormErrors, Markup, WebError, middleware};
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use fluent_bundle::FluentValue;
use http::request::Parts;
use http::{HeaderValue, Method, StatusCode, Uri, header};
use maud::PreEscaped;
use orda_base::{Actor, Date, Error, Language, LocalizedText, Message, Timestamp};
use std::borrow::Cow;
use std::sync::Arc;

/// Media type of pages.
const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// The page of the administration.
const ADMINISTRATION: &str = "/admin";

/// Does the entry lie below the page of the administration?
fn lies_below_administration(item: &NavItem) -> bool {
    item.href.strip_prefix(ADMINISTRATION).is_some_and(|rest| rest.starts_with('/'))
}

/// The reader of a page: who, in which language, on which path. An extractor for handlers with any state.
#[derive(Clone)]
pub struct Ui {
    shell: Arc<Shell>,
    actor: Arc<Actor>,
    path: String,
    query: String,
    nameplate: Option<Nameplate>,
    unread: u64,
    flash: Option<Flash>,
}

/// Title of a page with what stands around its content.
///
/// ```
/// use orda_web::{Title, html};
/// let title = Title::new("Drafts").above(html! { "breadcrumbs" }).script("signing.js").wide();
/// ```
pub struct Title<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) above: Option<Markup>,
    pub(crate) scripts: Vec<&'a str>,
    pub(crate) wide: bool,
}

impl<'a> Title<'a> {
    /// A page with this title.
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Self { text: text.into(), above: None, scripts: Vec::new(), wide: false }
    }

    /// Breadcrumbs or a link back, above the main part.
    #[must_use]
    pub fn above(mut self, markup: Markup) -> Self {
        self.above = Some(markup);
        self
    }

    /// A script of the `ui` package that this page needs besides `app.js`.
    #[must_use]
    pub fn script(mut self, name: &'a str) -> Self {
        self.scripts.push(name);
        self
    }

    /// Uses the whole width of the window: texts side by side, wide tables.
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }
}

impl<'a, T: Into<Cow<'a, str>>> From<T> for Title<'a> {
    fn from(text: T) -> Self {
        Self::new(text)
    }
}

impl Ui {
    /// A reader without a request: for tests of pages.
    pub fn new(shell: Arc<Shell>, actor: Arc<Actor>, path: impl Into<String>) -> Self {
        Self { shell, actor, path: path.into(), query: String::new(), nameplate: None, unread: 0, flash: None }
    }

    /// A reader on a page with everything around it, for tests of parts.
    #[cfg(test)]
    pub(crate) fn sample(
        shell: Arc<Shell>,
        actor: Arc<Actor>,
        address: &str,
        nameplate: Nameplate,
        unread: u64,
    ) -> Self {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let (path, query) = (path.to_owned(), query.to_owned());
        Self { shell, actor, path, query, nameplate: Some(nameplate), unread, flash: None }
    }

    /// The reader as the request's extensions tell. [`None`] outside [`Shell::wrap`].
    pub(crate) async fn of(parts: &Parts) -> Option<Self> {
        let shell = parts.extensions.get::<Arc<Shell>>()?.clone();
        let actor = middleware::actor_of(&parts.extensions, &parts.headers);
        let mut ui = Self::assemble(shell, actor, &parts.uri).await;
        if parts.method == Method::GET && !middleware::is_api(parts.uri.path()) {
            ui.flash = flash::read(&parts.headers, ui.shell.settings.is_secure());
        }
        Some(ui)
    }

    pub(crate) async fn assemble(shell: Arc<Shell>, actor: Arc<Actor>, uri: &Uri) -> Self {
        let (mut nameplate, mut unread) = (None, 0);
        if let Some(person) = actor.person().filter(|_| !middleware::is_api(uri.path())) {
            if let Some(bell) = &shell.bell {
                unread = bell.unread(person).await;
            }
            if let Some(nameplates) = &shell.nameplates {
                nameplate = nameplates.nameplate(&actor, actor.language).await;
            }
        }
        Self { nameplate, unread, ..Self::plain(shell, actor, uri) }
    }

    /// Without what is looked up for every page: the bell, and who the person is.
    pub(crate) fn plain(shell: Arc<Shell>, actor: Arc<Actor>, uri: &Uri) -> Self {
        let query = uri.query().unwrap_or_default().to_owned();
        Self { query, ..Self::new(shell, actor, uri.path()) }
    }

    /// Who reads.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Who reads, to be kept.
    pub fn actor_arc(&self) -> Arc<Actor> {
        Arc::clone(&self.actor)
    }

    /// The language of the answer.
    pub fn lang(&self) -> Language {
        self.actor.language
    }

    /// Path of the request.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Query of the request, without the question mark.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// The entries of the line of services that the reader sees. Whoever has the page of the administration finds there
    /// what lies below it: the line stays short.
    pub(crate) fn services(&self) -> Vec<&NavItem> {
        let visible: Vec<_> = self.shell.navigation.iter().filter(|item| (item.visible)(&self.actor)).collect();
        let administers = visible.iter().any(|item| item.href == ADMINISTRATION);
        visible.into_iter().filter(|item| !administers || !lies_below_administration(item)).collect()
    }

    /// The entries below the page of the administration that the reader sees. Each has a sentence under its key with
    /// `-lead` behind it.
    pub fn administration(&self) -> Vec<&NavItem> {
        let mine = |item: &&NavItem| lies_below_administration(item) && (item.visible)(&self.actor);
        self.shell.navigation.iter().filter(mine).collect()
    }

    /// What surrounds the page.
    pub fn shell(&self) -> &Arc<Shell> {
        &self.shell
    }

    /// Address of a style, script or picture.
    pub fn asset(&self, name: &str) -> &'static str {
        self.shell.asset(name)
    }

    /// The text with this key; an attribute is reached as `key.attribute`.
    pub fn t<'a>(&'a self, key: &'a str) -> &'a str {
        self.shell.messages.t(self.lang(), key)
    }

    /// The text with this key and these arguments: `ui.tr("drafts-bodies", &[("count", 7.into())])`.
    pub fn tr(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        self.shell.messages.text(self.lang(), key, args)
    }

    /// Words of a message of a use case.
    pub fn message(&self, message: &Message) -> String {
        self.shell.messages.message(self.lang(), message)
    }

    /// The text in the reader's language.
    pub fn text<'a>(&self, text: &'a LocalizedText) -> &'a str {
        text.get(self.lang())
    }

    fn dates(&self) -> &DateForms {
        self.shell.messages.dates(self.lang())
    }

    /// The date in Astana: `2026 ж. 22 қараша`.
    pub fn date(&self, at: Timestamp) -> String {
        self.dates().date(at.date())
    }

    /// Date and time in Astana: `2026 ж. 22 қараша, 14:05`.
    pub fn datetime(&self, at: Timestamp) -> String {
        self.dates().datetime(at)
    }

    /// A calendar date: `2026 ж. 22 қараша`.
    pub fn day(&self, date: Date) -> String {
        self.dates().date(date)
    }

    /// Day and month of a date near at hand: `22 қараша`.
    pub fn day_month(&self, date: Date) -> String {
        self.dates().day_month(date)
    }

    /// A size of a file in the reader's language: `1,4 МБ`.
    pub fn size(&self, bytes: u64) -> String {
        const UNITS: [(&str, u64); 3] = [("web-size-mb", 1 << 20), ("web-size-kb", 1 << 10), ("web-size-b", 1)];
        let (key, unit) = UNITS.into_iter().find(|(_, unit)| bytes >= *unit).unwrap_or(UNITS[2]);
        let tenths = if unit == 1 { bytes * 10 } else { (bytes * 10 + unit / 2) / unit };
        let (whole, tenth) = (tenths / 10, tenths % 10);
        let point = if self.lang() == Language::En { '.' } else { ',' };
        let number =
            if unit == 1 || tenth == 0 || whole >= 100 { whole.to_string() } else { format!("{whole}{point}{tenth}") };
        self.tr(key, &[("n", number.into())])
    }

    /// The page: 200.
    pub fn page<'a>(&self, title: impl Into<Title<'a>>, content: Markup) -> Response {
        self.page_with_status(StatusCode::OK, title, content)
    }

    /// The page with another status.
    #[allow(clippy::needless_pass_by_value, reason = "like all that takes the content of a page")]
    pub fn page_with_status<'a>(&self, status: StatusCode, title: impl Into<Title<'a>>, content: Markup) -> Response {
        let page = layout::page(self, &title.into(), &self.surroundings(!status.is_success()), &content);
        self.response((status, page))
    }

    /// A page whose content was written before and is kept as it is: it is sent without being copied. `content` is HTML.
    pub fn page_of<'a>(&self, title: impl Into<Title<'a>>, content: Bytes) -> Response {
        // No text of anybody looks like this: angle brackets are escaped everywhere.
        const PLACE: &str = "<!--content-->";
        let around = layout::page(self, &title.into(), &self.surroundings(false), &PreEscaped(PLACE.to_owned())).0;
        let at = around.find(PLACE).unwrap_or(around.len());
        let around = Bytes::from(around);
        let end = around.slice((at + PLACE.len()).min(around.len())..);
        let body = Pieces::new([around.slice(..at), content, end]);
        self.response(([(header::CONTENT_TYPE, HTML)], axum::body::Body::new(body)))
    }

    fn surroundings(&self, failed: bool) -> Surroundings<'_> {
        Surroundings { nameplate: self.nameplate.as_ref(), unread: self.unread, flash: self.flash.as_ref(), failed }
    }

    fn response(&self, page: impl IntoResponse) -> Response {
        let mut response = page.into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(self.lang().code()));
        if self.flash.is_some() {
            headers.append(header::SET_COOKIE, flash::removal(self.shell.settings.is_secure()));
        }
        response
    }

    /// A form that was refused, shown again with what was typed and what is wrong. The status and the note for the
    /// accounting come from the error.
    pub fn page_with_errors<'a>(&self, title: impl Into<Title<'a>>, errors: &FormErrors, content: Markup) -> Response {
        let status = StatusCode::from_u16(errors.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
        let mut title = title.into();
        title.text = format!("{} {}", self.t("web-error-prefix"), title.text).into();
        let mut response = self.page_with_status(status, title, errors.with_names(self, content));
        if let Some(error) = errors.cause() {
            response.extensions_mut().insert(Failure { error: Arc::clone(error), shown: true });
        }
        response
    }

    /// A part of a page, for scripts that replace a piece: no shell around it.
    pub fn fragment(&self, content: Markup) -> Response {
        content.into_response()
    }

    /// Sends the browser to another page of the portal (303).
    pub fn redirect(&self, path: &str) -> Response {
        let to = HeaderValue::try_from(path).unwrap_or(HeaderValue::from_static("/"));
        (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
    }

    /// Sends the browser to another page that then says, once, that it was done. The message may have counts as arguments and
    /// nothing else: browsers keep it.
    pub fn redirect_with(&self, path: &str, message: &Message) -> Response {
        let mut response = self.redirect(path);
        let cookie = flash::write(message, self.shell.settings.is_secure());
        response.headers_mut().append(header::SET_COOKIE, cookie);
        response
    }

    /// What to show beside the fields of a form.
    ///
    /// # Errors
    /// Errors that don't belong to a form (not found, not logged in, a fault) come back as they are.
    pub fn form_errors(&self, error: Error) -> Result<FormErrors, WebError> {
        FormErrors::of(self, error)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Ui {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Self::of(parts).await.ok_or_else(|| Error::internal("the routes are not wrapped by Shell::wrap").into())
    }
}
