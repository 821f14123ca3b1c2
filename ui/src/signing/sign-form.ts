// `<form data-signing>`: signs what the page shows and sends only the signature.
//
// The fields for the key file and its password have no names, so a browser would not send them even if this script
// failed halfway.

import { type Bytes, fromBase64, sha256, toBase64, toHex } from "./bytes.js";
import { checkCertificate } from "./certificate.js";
import { clockDifference, durationParts } from "./clock.js";
import { readSignature, sign } from "./cms.js";
import { engine } from "./engine.js";
import { signWithNcaLayer } from "./ncalayer.js";
import { chosenFile, Panel } from "./page.js";
import { type OpenedKey, openKeyFile } from "./pkcs12.js";
import { Problem } from "./problem.js";
import { type Enliven, forgetKey, keepKey, keptKey, keptName, onForgotten, post } from "./series.js";

const LAST_WAY = "orda-signing-way";

export function attachSigning(form: HTMLFormElement, show: Enliven): void {
  const panel = new Panel(form);
  panel.reveal();
  offerLastWayFirst(panel);
  showWay(panel);
  showKept(panel);
  showClock(panel);
  onForgotten(() => showKept(panel));
  panel.part("forget")?.addEventListener("click", forgetKey);
  form.addEventListener("change", (event) => {
    if ((event.target as HTMLElement).matches("[data-way]")) showWay(panel);
  });

  let running: AbortController | undefined;
  panel.part("cancel")?.addEventListener("click", () => running?.abort());
  form.addEventListener("submit", (event) => {
    // A signature made with another program: nothing to do here.
    if (panel.part<HTMLInputElement>("ready-file")?.files?.length) return;
    event.preventDefault();
    if (running) return;
    if (event.submitter?.matches("[data-ready-send]")) {
      panel.clear();
      panel.fail(new Problem("no-ready-file"));
      return;
    }
    running = new AbortController();
    void run(panel, running.signal, show).finally(() => {
      running = undefined;
    });
  });
  // Back from the next page: the form must be usable again.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    panel.busy(false);
    panel.clear();
  });
}

async function run(panel: Panel, signal: AbortSignal, show: Enliven): Promise<void> {
  const { form } = panel;
  panel.clear();
  panel.busy(true);
  const way = wayOf(form);
  const cancel = panel.part("cancel");
  if (cancel) cancel.hidden = way !== "ncalayer";
  panel.skip("key", way === "ncalayer");
  try {
    engine();
    const content = await shownContent(form);
    const expected = form.dataset.expectedIin ?? "";
    const cms = way === "ncalayer" ? await signByNcaLayer(panel, content, expected, signal) : await signByFile(panel, content, expected);
    panel.step("send");
    remember(way);
    const field = form.elements.namedItem("cms");
    if (!(field instanceof HTMLInputElement)) throw new Problem("failed", { detail: "cms" });
    field.value = toBase64(cms);
    const password = panel.part<HTMLInputElement>("password");
    if (password) password.value = "";
    if (way === "file" && keptKey(expected)) {
      await post(form, show);
      return;
    }
    // Not requestSubmit: this listener would take it again.
    form.submit();
  } catch (thrown) {
    panel.fail(thrown);
    panel.busy(false);
  } finally {
    if (cancel) cancel.hidden = true;
  }
}

async function signByFile(panel: Panel, content: Bytes, expected: string): Promise<Bytes> {
  panel.step("key");
  const now = new Date();
  const opened = keptKey(expected) ?? (await openChosen(panel));
  checkCertificate(opened.certificate, expected, now);
  // Used again, it stays open for as long again.
  if (panel.part<HTMLInputElement>("keep")?.checked) keepKey(opened);
  panel.step("sign");
  return sign(content, opened, now);
}

async function openChosen(panel: Panel): Promise<OpenedKey> {
  const { bytes } = await chosenFile(panel.part<HTMLInputElement>("key-file"));
  const password = panel.part<HTMLInputElement>("password")?.value ?? "";
  if (password === "") throw new Problem("no-password");
  return openKeyFile(bytes, password);
}

/** While a key is open, its name stands where it is chosen otherwise. */
function showKept(panel: Panel): void {
  const open = keptKey(panel.form.dataset.expectedIin ?? "") !== undefined;
  const box = panel.part("kept");
  const fields = panel.part("key-fields");
  if (!box || !fields) return;
  box.hidden = !open;
  fields.hidden = open;
  const name = panel.part("kept-name");
  if (name) name.textContent = keptName();
  const keep = panel.part<HTMLInputElement>("keep");
  if (keep) keep.checked = open;
}

async function signByNcaLayer(panel: Panel, content: Bytes, expected: string, signal: AbortSignal): Promise<Bytes> {
  panel.step("sign");
  const cms = await signWithNcaLayer(content, {
    address: panel.form.dataset.ncalayer ?? "wss://127.0.0.1:13579",
    language: document.documentElement.lang || "kk",
    iin: expected,
    signal,
  });
  checkCertificate(await readSignature(cms, content), expected, new Date());
  return cms;
}

/** What is signed is what the page shows: the bytes must have the digest that stands on it. */
async function shownContent(form: HTMLFormElement): Promise<Bytes> {
  const content = fromBase64(form.dataset.content ?? "");
  if (toHex(await sha256(content)) !== form.dataset.contentSha256) throw new Problem("content-changed");
  return content;
}

/** Warns when this computer's clock is off by more than the portal's limit. Signing is not barred: the time that counts is the
 * portal's. */
function showClock(panel: Panel): void {
  const { serverTime, clockLimit } = panel.form.dataset;
  const difference = clockDifference(Number(serverTime), Number(clockLimit), Date.now());
  const box = panel.part("clock");
  if (!box || difference === 0) return;
  const words = durationParts(difference).map(([count, unit]) => `${count} ${panel.word(`clock-${unit}`)}`);
  const text = box.querySelector("[data-clock-text]") ?? box;
  text.textContent = panel.word(difference > 0 ? "clock-ahead" : "clock-behind", { difference: words.join(" ") });
  box.hidden = false;
}

function wayOf(form: HTMLFormElement): string {
  return form.querySelector<HTMLInputElement>("[data-way]:checked")?.value ?? "file";
}

function showWay(panel: Panel): void {
  const chosen = wayOf(panel.form);
  for (const part of panel.form.querySelectorAll<HTMLElement>("[data-for-way]")) part.hidden = part.dataset.forWay !== chosen;
}

/** The way used last stands first and is chosen. */
function offerLastWayFirst(panel: Panel): void {
  const last = recall();
  const input = Array.from(panel.form.querySelectorAll<HTMLInputElement>("[data-way]")).find((way) => way.value === last);
  const option = input?.closest<HTMLElement>("[data-way-option]");
  if (!input || !option) return;
  input.checked = true;
  option.parentElement?.prepend(option);
}

function remember(way: string): void {
  try {
    localStorage.setItem(LAST_WAY, way);
  } catch {
    // Storage switched off: then nothing is remembered.
  }
}

function recall(): string | null {
  try {
    return localStorage.getItem(LAST_WAY);
  } catch {
    return null;
  }
}
