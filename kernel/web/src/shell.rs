//! The shell of the portal: what surrounds every page, made once when the program starts.

use crate::{Limits, Message, Messages, Network, Ui, assets, middleware, pages};
use async_trait::async_trait;
use axum::Router;
use orda_base::{Actor, Env, Language, PersonId};
use std::sync::Arc;

/// What differs from one installation to another.
#[derive(Clone)]
pub struct Settings {
    /// Address under which people reach the portal (`https://orda.example.kz`), without a slash at its end.
    pub public_url: String,
    /// Proxies whose `X-Forwarded-For` is believed. From anybody else the header is ignored.
    pub trusted_proxies: Vec<Network>,
    /// Networks from which the portal may be reached (385-61-b); none: from everywhere.
    pub permitted: Vec<Network>,
    /// What happens to connections without TLS (385-61-b).
    pub encryption: Encryption,
    /// Path of the page for logging in.
    pub sign_in: &'static str,
    /// Path to which the button for logging out posts.
    pub sign_out: &'static str,
    /// Path of the page of the person's own account.
    pub profile: &'static str,
    /// Path to which the search of the header leads (`?q=` is added).
    pub search: &'static str,
    /// Path of the notices.
    pub notices: &'static str,
    /// Path of the public page that verifies signatures.
    pub verification: &'static str,
    /// Path of the public page that checks results of services.
    pub result_check: &'static str,
    /// Version of the program, shown in the footer.
    pub version: String,
    /// Address for help and for reports of what is not accessible.
    pub contact: String,
    /// By how many seconds a computer's clock may differ from the portal's before whoever signs is warned (385-56-3).
    pub clock_limit_seconds: u32,
    /// A session without requests ends after so many seconds; then open pages leave what they show.
    pub idle_seconds: i64,
    /// Clock and random numbers.
    pub env: Env,
}

impl Settings {
    /// The usual paths, with no trusted proxy.
    pub fn new(public_url: impl Into<String>, env: Env) -> Self {
        Self {
            public_url: public_url.into().trim_end_matches('/').to_owned(),
            trusted_proxies: Vec::new(),
            permitted: Vec::new(),
            encryption: Encryption::Any,
            sign_in: "/login",
            sign_out: "/logout",
            profile: "/profile",
            search: "/search",
            notices: "/notifications",
            verification: "/verify",
            result_check: "/results",
            version: env!("CARGO_PKG_VERSION").to_owned(),
            contact: "support@orda.example".to_owned(),
            clock_limit_seconds: 60,
            idle_seconds: 30 * 60,
            env,
        }
    }

    /// Is the portal reached by `https`? Decides about HSTS and secure cookies.
    pub fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// What happens to connections without TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// They are answered like others.
    Any,
    /// Who asks for a page is led to the encrypted address; everything else is refused.
    Lead,
    /// They are refused.
    Refuse,
}

/// An entry of the line of services.
#[derive(Debug, Clone, Copy)]
pub struct NavItem {
    /// Key of its name.
    pub key: &'static str,
    /// Where it leads; marked as current on this path and below it.
    pub href: &'static str,
    /// Who sees it.
    pub visible: fn(&Actor) -> bool,
}

/// Counts what a person has not yet read. Asked for every page: the answer must come from memory.
#[async_trait]
pub trait Bell: Send + Sync {
    /// Notices that `person` has not read.
    async fn unread(&self, person: PersonId) -> u64;
}

/// What the menu of the person says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Nameplate {
    /// Name as shown: `Ахметов Д. С.`
    pub name: String,
    /// Position.
    pub position: String,
    /// Name of the body.
    pub body: String,
    /// Whose duties the person exercises at present.
    pub acting_for: Option<String>,
}

/// Tells who a person is. Asked for every page: the answer must come from memory.
#[async_trait]
pub trait Nameplates: Send + Sync {
    /// What to show of `actor`, in `language`.
    async fn nameplate(&self, actor: &Actor, language: Language) -> Option<Nameplate>;
}

/// Tells what is switched on. Asked while pages are made: the answer must come from memory.
pub trait Switches: Send + Sync {
    /// Is the thing with this name switched on?
    fn is_on(&self, name: &str) -> bool;
}

/// What everybody is told above every page. Asked while pages are made: the answer must come from memory.
pub trait Bar: Send + Sync {
    /// What this reader is told; none when there is nothing to tell.
    fn told(&self, ui: &Ui) -> Option<String>;
}

/// What surrounds every page.
pub struct Shell {
    pub(crate) messages: Messages,
    pub(crate) settings: Settings,
    pub(crate) navigation: Vec<NavItem>,
    pub(crate) bell: Option<Arc<dyn Bell>>,
    pub(crate) nameplates: Option<Arc<dyn Nameplates>>,
    pub(crate) limits: Limits,
    switches: Option<Arc<dyn Switches>>,
    bar: Option<Arc<dyn Bar>>,
}

impl Shell {
    /// A shell without services, bell and nameplates.
    pub fn new(messages: Messages, settings: Settings) -> Self {
        let limits = Limits::new(Vec::new());
        Self {
            messages,
            settings,
            navigation: Vec::new(),
            bell: None,
            nameplates: None,
            limits,
            switches: None,
            bar: None,
        }
    }

    /// With these services in the navigation, in this order.
    #[must_use]
    pub fn with_navigation(mut self, items: impl IntoIterator<Item = NavItem>) -> Self {
        self.navigation.extend(items);
        self
    }

    /// With a count of unread notices.
    #[must_use]
    pub fn with_bell(mut self, bell: Arc<dyn Bell>) -> Self {
        self.bell = Some(bell);
        self
    }

    /// With names, positions and bodies of people.
    #[must_use]
    pub fn with_nameplates(mut self, nameplates: Arc<dyn Nameplates>) -> Self {
        self.nameplates = Some(nameplates);
        self
    }

    /// With limits of requests.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// With things that can be switched off.
    #[must_use]
    pub fn with_switches(mut self, switches: Arc<dyn Switches>) -> Self {
        self.switches = Some(switches);
        self
    }

    /// With what everybody is told above every page.
    #[must_use]
    pub fn with_bar(mut self, bar: Arc<dyn Bar>) -> Self {
        self.bar = Some(bar);
        self
    }

    /// What this reader is told above every page.
    pub(crate) fn told(&self, ui: &Ui) -> Option<String> {
        self.bar.as_ref()?.told(ui)
    }

    /// Is the thing with this name switched on? Everything is where nothing can be switched off.
    pub fn is_on(&self, name: &str) -> bool {
        self.switches.as_ref().is_none_or(|switches| switches.is_on(name))
    }

    /// The messages of all components.
    pub fn messages(&self) -> &Messages {
        &self.messages
    }

    /// What differs from one installation to another.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Words of a message.
    pub fn message(&self, language: Language, message: &Message) -> String {
        self.messages.message(language, message)
    }

    /// Address of a style, script, font or picture of the `ui` package; it changes with the content.
    ///
    /// `shell.asset("app.css")` is `/assets/app.1f2e3d4c.css`.
    pub fn asset(&self, name: &str) -> &'static str {
        assets::address(name)
    }

    /// The innermost layer, around all routes of all components: pages of the kernel itself, errors as pages and
    /// problems, protection against forged requests, a limit of time. Handlers may use [`crate::Ui`] inside.
    pub fn wrap(self: &Arc<Self>, routes: Router) -> Router {
        middleware::wrap(self, routes.merge(pages::routes()).fallback(pages::not_found))
    }

    /// The layer that takes a token of the caller for every request. Lies around the accounting, inside the layer that
    /// tells who calls.
    pub fn measure(self: &Arc<Self>, routes: Router) -> Router {
        middleware::measure(self, routes)
    }

    /// The outermost layer: request id, address of the caller, permitted networks, encryption, language, security headers, faults.
    ///
    /// Serve the result with `into_make_service_with_connect_info::<SocketAddr>()`, else no address is known.
    pub fn guard(self: &Arc<Self>, routes: Router) -> Router {
        middleware::guard(self, routes)
    }
}
