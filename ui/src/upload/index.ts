// Areas for files (`data-app-files`): every chosen file is sent at once and alone, so that a wrong one holds up no other
// and nothing typed elsewhere on the page is lost. Without this script the area is a plain form.

import { Row, type Words } from "./row";
import { send } from "./send";

export function attachFileAreas(scope: ParentNode): void {
  for (const area of scope.querySelectorAll<HTMLElement>("[data-app-files]")) new Area(area).attach();
}

class Area {
  readonly #set: string;
  readonly #words: Words;
  #used: number;
  /** Files go one after another: the next begins when this is done. */
  #line: Promise<void> = Promise.resolve();

  constructor(readonly root: HTMLElement) {
    this.#set = root.dataset.set ?? "";
    this.#used = Number(root.dataset.used);
    const word = (name: string): string => root.dataset[name] ?? "";
    this.#words = {
      waiting: word("waiting"),
      sending: word("sending"),
      checking: word("checking"),
      failed: word("failed"),
      retry: word("retry"),
      dismiss: word("dismiss"),
      error: word("error"),
    };
  }

  attach(): void {
    const input = this.root.querySelector<HTMLInputElement>('input[type="file"]');
    if (!input) return;
    this.root.classList.add("app-files--live");
    input.addEventListener("change", () => {
      const chosen = [...(input.files ?? [])];
      if (chosen.length === 0) return;
      for (const file of chosen) this.#add(file);
      // The same file may be chosen again after it has been mended.
      input.value = "";
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    this.root.addEventListener("submit", (event) => {
      const form = event.target;
      if (form instanceof HTMLFormElement && form.matches("[data-app-files-remove]")) {
        event.preventDefault();
        void this.#remove(form);
      }
    });
  }

  #add(file: File): void {
    const row = new Row(file.name, this.#words);
    this.#part("queue")?.append(row.element);
    this.#enqueue(file, row);
  }

  #enqueue(file: File, row: Row): void {
    row.waiting();
    this.#line = this.#line.then(() => this.#send(file, row));
  }

  async #send(file: File, row: Row): Promise<void> {
    const again = (): void => this.#enqueue(file, row);
    if (this.#used + file.size > Number(this.root.dataset.limit)) {
      // Said before it is sent: nobody should wait a minute for this answer.
      this.#wrong(row, this.root.dataset.over ?? "", again);
      return;
    }
    this.#say(`${file.name}: ${this.#words.sending}`);
    row.progress(0);
    const sent = await send(this.#set, file, (share) => row.progress(share));
    if (sent.kind === "received") {
      row.element.remove();
      await this.#refresh();
      this.#say(`${file.name}: ${this.root.dataset.received ?? ""}`);
    } else {
      this.#wrong(row, sent.kind === "refused" ? sent.reason : this.#words.failed, again);
    }
  }

  #wrong(row: Row, reason: string, again: () => void): void {
    row.wrong(reason, again);
    this.#say(`${this.#words.error} ${row.name}: ${reason}`);
  }

  async #remove(form: HTMLFormElement): Promise<void> {
    // /files/{set}/{file}/remove
    const file = new URL(form.action).pathname.split("/")[3];
    try {
      const answer = await fetch(`/api/v1/file-sets/${this.#set}/files/${file}`, { method: "DELETE" });
      if (!answer.ok) throw new Error(answer.statusText);
      await this.#refresh();
      this.#say(this.root.dataset.removed ?? "");
      // The button that had the focus is gone.
      this.root.querySelector<HTMLElement>('button[type="button"], input[type="file"]')?.focus();
    } catch {
      form.submit();
    }
  }

  /** Shows the list as the portal now has it. */
  async #refresh(): Promise<void> {
    const list = this.#part("list");
    const back = encodeURIComponent(location.pathname + location.search);
    try {
      const answer = await fetch(`/files/${this.#set}/list?back=${back}`, { headers: { accept: "text/html" } });
      if (!answer.ok || !list) return;
      list.innerHTML = await answer.text();
      this.#used = Number(list.querySelector<HTMLElement>("[data-used]")?.dataset.used);
    } catch {
      // The list is old until the page is loaded again; the files are safe.
    }
  }

  #say(text: string): void {
    const status = this.#part("status");
    if (status) status.textContent = text;
  }

  #part(name: string): HTMLElement | null {
    return this.root.querySelector(`[data-app-files-${name}]`);
  }
}
