// What the three forms share: words from the page, steps that tick off, errors, reading and saving files.

import type { Bytes } from "./bytes.js";
import { asProblem, Problem, type ProblemCode } from "./problem.js";

/** Key files are a few kilobytes; anything larger was chosen by mistake. */
const KEY_FILE_LIMIT = 1024 * 1024;

/** Which field a problem belongs to, by its data attribute; problems that are not here concern the form as a whole. */
const FIELDS: Partial<Record<ProblemCode, string>> = {
  "no-file": "key-file",
  "file-too-large": "key-file",
  "not-key-file": "key-file",
  "old-key-file": "key-file",
  "no-key": "key-file",
  "gost-key": "key-file",
  "key-kind": "key-file",
  "no-certificate": "key-file",
  expired: "key-file",
  "not-yet-valid": "key-file",
  "other-person": "key-file",
  "key-other": "key-file",
  "key-not-here": "key-file",
  "no-password": "password",
  "wrong-password": "password",
  "password-short": "password",
  "passwords-differ": "password-again",
  "no-ready-file": "ready-file",
};

/** A form whose words, steps and errors were rendered by the server. */
export class Panel {
  readonly form: HTMLFormElement;
  readonly #messages: Record<string, string>;

  constructor(form: HTMLFormElement) {
    this.form = form;
    this.#messages = JSON.parse(form.dataset.messages ?? "{}") as Record<string, string>;
  }

  /** The element with this data attribute; the server rendered it. */
  part<T extends HTMLElement = HTMLElement>(name: string): T | null {
    return this.form.querySelector<T>(`[data-${name}]`);
  }

  /** Words of the page by their code, with values put into them. */
  word(code: string, values: Readonly<Record<string, string>> = {}): string {
    return this.#fill(this.#messages[code] ?? code, values);
  }

  /** Shows the parts that need this script, hides those that replace it. */
  reveal(): void {
    for (const part of this.form.querySelectorAll<HTMLElement>("[data-with-script]")) part.hidden = false;
    for (const part of this.form.querySelectorAll<HTMLElement>("[data-without-script]")) part.hidden = true;
  }

  /** Tells what went wrong, beside the field it belongs to or in the box, and puts the focus there; a screen reader reads
   * it out. */
  fail(thrown: unknown): void {
    const problem = asProblem(thrown);
    if (problem.code === "failed") console.error(thrown);
    for (const step of this.#steps()) if (step.dataset.state === "now") this.#set(step, "failed");
    const words = this.word(problem.code, problem.values);
    const field = this.part<HTMLInputElement>(FIELDS[problem.code] ?? "none");
    // A field that is put away (another way of signing was chosen) can tell nothing.
    const place = field?.closest<HTMLElement>(".govuk-file-upload-wrapper") ?? field;
    if (field && place && !place.closest("[hidden]")) {
      this.#tellBeside(place, place.querySelector("button") ?? field, words);
      return;
    }
    const box = this.part("error");
    if (!box) return;
    const text = box.querySelector("[data-error-text]") ?? box;
    text.textContent = words;
    box.hidden = false;
    box.focus();
  }

  /** `control` is what takes the focus: the input, or the button that stands for an input of files. */
  #tellBeside(place: HTMLElement, control: HTMLElement, words: string): void {
    const prefix = document.createElement("span");
    prefix.className = "govuk-visually-hidden";
    prefix.textContent = `${this.#messages.prefix ?? ""} `;
    const message = document.createElement("p");
    message.className = "govuk-error-message";
    message.id = `${control.id}-error`;
    message.dataset.fieldError = control.id;
    message.append(prefix, words);
    place.before(message);
    place.closest(".govuk-form-group")?.classList.add("govuk-form-group--error");
    if (control instanceof HTMLInputElement) {
      control.classList.add(control.type === "file" ? "govuk-file-upload--error" : "govuk-input--error");
      control.setAttribute("aria-invalid", "true");
    }
    const described = [control.getAttribute("aria-describedby"), message.id].filter(Boolean);
    control.setAttribute("aria-describedby", described.join(" "));
    // Buttons are switched off while something runs: the focus comes when they are on again.
    setTimeout(() => control.focus());
  }

  #clearFields(): void {
    for (const message of this.form.querySelectorAll<HTMLElement>("[data-field-error]")) {
      message.closest(".govuk-form-group")?.classList.remove("govuk-form-group--error");
      message.remove();
      const control = document.getElementById(message.dataset.fieldError ?? "");
      if (!control) continue;
      control.classList.remove("govuk-file-upload--error", "govuk-input--error");
      control.removeAttribute("aria-invalid");
      const rest = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== message.id);
      if (rest.length > 0) control.setAttribute("aria-describedby", rest.join(" "));
      else control.removeAttribute("aria-describedby");
    }
  }

  /** Takes the last error away. */
  clear(): void {
    this.#clearFields();
    const box = this.part("error");
    if (box) box.hidden = true;
    for (const step of this.#steps()) this.#set(step, "waiting");
    const list = this.part("steps");
    if (list) list.hidden = true;
  }

  /** Ticks off what came before and marks this step as being done; without a name all are done. */
  step(name?: string): void {
    const list = this.part("steps");
    if (list) list.hidden = false;
    let before = true;
    for (const step of this.#steps()) {
      if (step.dataset.step === name) before = false;
      if (before) this.#set(step, "done");
      else if (step.dataset.step === name) this.#set(step, "now");
    }
  }

  /** Leaves out a step that this way of signing does not have. */
  skip(name: string, skipped: boolean): void {
    for (const step of this.#steps()) if (step.dataset.step === name) step.hidden = skipped;
  }

  /** While something runs, the button cannot be pressed again. */
  busy(on: boolean): void {
    for (const button of this.form.querySelectorAll("button")) if (!button.closest("[data-cancel]")) button.disabled = on;
    this.form.setAttribute("aria-busy", String(on));
  }

  #steps(): HTMLElement[] {
    return Array.from(this.form.querySelectorAll<HTMLElement>("[data-step]"));
  }

  #set(step: HTMLElement, state: string): void {
    step.dataset.state = state;
    const word = step.querySelector("[data-state-word]");
    if (word) word.textContent = this.#messages[`state-${state}`] ?? "";
  }

  #fill(text: string, values: Readonly<Record<string, string>>): string {
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? "";
      return name === "date" && value !== "" ? dateInWords(new Date(value)) : value;
    });
  }
}

/** A date as the page's language writes it. Browsers know little Kazakh; it writes dates in figures as Russian does. */
function dateInWords(date: Date): string {
  const language = document.documentElement.lang === "en" ? "en-GB" : "ru";
  return date.toLocaleString(language, { dateStyle: "short", timeStyle: "short" });
}

/** The bytes of the file chosen in this input. */
export async function chosenFile(input: HTMLInputElement | null): Promise<{ name: string; bytes: Bytes }> {
  const file = input?.files?.[0];
  if (!file) throw new Problem("no-file");
  if (file.size > KEY_FILE_LIMIT) throw new Problem("file-too-large");
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** Gives the person a file. */
export function saveFile(name: string, type: string, content: Bytes | string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken the bytes by then; until then the address must stay.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Two passwords that must be the same and long enough to protect a key. */
export function newPassword(first: HTMLInputElement | null, second: HTMLInputElement | null): string {
  const password = first?.value ?? "";
  if (password.length < 8) throw new Problem("password-short");
  if (password !== (second?.value ?? "")) throw new Problem("passwords-differ");
  return password;
}
