// Pages that are open when a session ends show nothing of it any more, in every tab, with or without a connection.

/** Seconds after which the server has certainly ended a session that nobody used. */
const GRACE = 5;
/** Seconds between two words to the server that somebody is writing. */
const WRITING = 60;

/** Watches over the session of this page: its end here, in another tab, or because nobody used it. */
export function watchSession(body) {
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("orda-session") : undefined;
  const idle = Number(body.dataset.appSession);
  const signIn = body.dataset.appSignIn;
  if (!idle) {
    // Whoever sees the page for logging in has no session, in no tab.
    if (location.pathname === signIn) {
      tabs?.postMessage("ended");
    }
    return;
  }
  let timer;
  const leave = () => {
    body.replaceChildren();
    location.replace(signIn);
  };
  const used = () => {
    clearTimeout(timer);
    timer = setTimeout(leave, (idle + GRACE) * 1000);
  };
  tabs?.addEventListener("message", (event) => (event.data === "ended" ? leave() : used()));
  tabs?.postMessage("used");
  used();
  document.addEventListener("submit", (event) => {
    if (new URL(event.target.action, location.href).pathname === "/logout") {
      tabs?.postMessage("ended");
      // After the form is on its way: should no answer come, nothing is left here either.
      setTimeout(() => body.replaceChildren());
    }
  });
  // Whoever writes is at work though nothing is sent: the session goes on, and nothing typed is lost.
  let told = Date.now();
  document.addEventListener("input", () => {
    if (Date.now() - told > WRITING * 1000) {
      told = Date.now();
      fetch("/api/v1/session").catch(() => {
        // Without a connection the session ends as it does for everybody.
      });
    }
  });
  // What a script asks of the server uses the session too.
  new PerformanceObserver((list) => {
    if (list.getEntries().some((entry) => ["fetch", "xmlhttprequest"].includes(entry.initiatorType))) {
      tabs?.postMessage("used");
      used();
    }
  }).observe({ type: "resource" });
  // A page that the browser kept for going back is of a session that may have ended.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      body.replaceChildren();
      location.reload();
    }
  });
}
