// Several signatures one after another with a key that is opened once. The key stays in the memory of this page: it is
// never stored, cannot be taken out of WebCrypto, and is forgotten when the page is left, when the person says so, or
// when it lies idle. So that the page is not left between two signatures, the next page is fetched and shown in the place
// of this one; everything that is signed is shown first and signed by a press of its own.

import { checkCertificate, nameOf } from "./certificate.js";
import type { OpenedKey } from "./pkcs12.js";

/** How long a key stays open without being used. */
const IDLE = 10 * 60_000;

let kept: OpenedKey | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
const watchers = new Set<() => void>();

/** Keeps an opened key for the next signatures on this page. */
export function keepKey(opened: OpenedKey): void {
  kept = opened;
  clearTimeout(timer);
  timer = setTimeout(forgetKey, IDLE);
}

/** Forgets the key. */
export function forgetKey(): void {
  kept = undefined;
  clearTimeout(timer);
  for (const watcher of watchers) watcher();
}

/** The key that is open, when its certificate is in force and this person's. */
export function keptKey(expectedIin: string): OpenedKey | undefined {
  if (!kept) return undefined;
  try {
    checkCertificate(kept.certificate, expectedIin, new Date());
  } catch {
    forgetKey();
  }
  return kept;
}

/** Whose key is open. */
export function keptName(): string {
  return kept ? nameOf(kept.certificate) : "";
}

/** Is called when the key is forgotten. */
export function onForgotten(watcher: () => void): void {
  watchers.add(watcher);
}

/** Posts the form as the browser would, and shows the answer without leaving the page. */
export async function post(form: HTMLFormElement, show: Enliven): Promise<void> {
  await take(await fetch(form.action, { method: "POST", body: new FormData(form), headers: { accept: "text/html" } }), show);
}

/** Gives life to what is shown. */
export type Enliven = (root: ParentNode) => void;

/** Links to the next thing to be signed are followed within the page while a key is open. */
export function followNext(root: ParentNode, show: Enliven): void {
  for (const link of root.querySelectorAll<HTMLAnchorElement>("[data-signing-next] a")) {
    link.addEventListener("click", (event) => {
      if (!kept || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      fetch(link.href, { headers: { accept: "text/html" } })
        .then((answer) => take(answer, show))
        // No answer: the browser tells it in its own way.
        .catch(() => location.assign(link.href));
    });
  }
}

async function take(answer: Response, show: Enliven): Promise<void> {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("main-content")?.parentElement;
  const here = document.getElementById("main-content")?.parentElement;
  // Whatever is no page of the same kind is gone to: a login that has ended, a page without a frame.
  if (!fresh || !here || new URL(answer.url).pathname.startsWith("/login")) {
    location.assign(answer.url);
    return;
  }
  here.className = fresh.className;
  here.replaceChildren(...fresh.childNodes);
  document.title = page.title;
  history.pushState(null, "", answer.url);
  show(here);
  document.dispatchEvent(new CustomEvent("orda:shown", { detail: here }));
  scrollTo(0, 0);
  const heading = here.querySelector<HTMLElement>(".govuk-error-summary") ?? here.querySelector<HTMLElement>("h1");
  if (heading) {
    heading.tabIndex = -1;
    heading.focus();
  }
}

// Going back leads to a page as the server has it now; a page that is kept aside by the browser keeps no key.
addEventListener("popstate", () => location.reload());
addEventListener("pagehide", forgetKey);
