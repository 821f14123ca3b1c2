// The line of one file on its way: name, progress, what went wrong, what to do about it.

/** Words of the area, given by the page in the reader's language. */
export interface Words {
  waiting: string;
  sending: string;
  checking: string;
  failed: string;
  retry: string;
  dismiss: string;
  error: string;
}

export class Row {
  readonly element = document.createElement("li");
  readonly #text = document.createElement("span");
  readonly #bar = document.createElement("progress");
  readonly #actions = document.createElement("span");

  constructor(readonly name: string, readonly words: Words) {
    this.element.className = "app-files__row";
    const title = document.createElement("span");
    title.className = "app-files__name";
    title.textContent = name;
    this.#text.className = "app-files__text";
    this.#bar.className = "app-files__bar";
    this.#bar.max = 100;
    this.#bar.setAttribute("aria-label", name);
    this.#actions.className = "app-files__actions";
    this.element.append(title, this.#bar, this.#text, this.#actions);
    this.waiting();
  }

  waiting(): void {
    this.#state(this.words.waiting, 0);
  }

  /** `share` of the file has been sent; after the last byte its format is checked. */
  progress(share: number): void {
    const percent = Math.floor(share * 100);
    this.#state(share < 1 ? `${this.words.sending}, ${percent} %` : this.words.checking, percent);
  }

  /** The file was not taken. `again` sends it once more, when that may help. */
  wrong(reason: string, again?: () => void): void {
    this.element.classList.add("app-files__row--wrong");
    this.#bar.hidden = true;
    const prefix = document.createElement("span");
    prefix.className = "govuk-visually-hidden";
    prefix.textContent = `${this.words.error} `;
    this.#text.replaceChildren(prefix, reason);
    this.#actions.replaceChildren();
    if (again) this.#actions.append(this.#button(this.words.retry, again));
    this.#actions.append(this.#button(this.words.dismiss, () => this.element.remove()));
  }

  #state(text: string, percent: number): void {
    this.element.classList.remove("app-files__row--wrong");
    this.#bar.hidden = false;
    this.#bar.value = percent;
    this.#text.textContent = text;
    this.#actions.replaceChildren();
  }

  #button(text: string, press: () => void): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button govuk-button--secondary app-files__button";
    button.textContent = text;
    button.setAttribute("aria-label", `${text}: ${this.name}`);
    button.addEventListener("click", press);
    return button;
  }
}
