// `<form data-certificate-request>`: makes a key, hands it to the person as an encrypted
// file, sends the request for a certificate. Nothing of it stays in the browser.

import { toBase64, toPem } from "./bytes.js";
import { newPassword, Panel, saveFile } from "./page.js";
import { encryptKey } from "./pkcs12.js";
import { Problem } from "./problem.js";
import { KEY_KINDS, type KeyKind, makeRequest } from "./request.js";

export function attachRequest(form: HTMLFormElement): void {
  const panel = new Panel(form);
  panel.reveal();
  let running = false;
  form.addEventListener("submit", (event) => {
    // A request made with another program: nothing to do here.
    if (panel.part<HTMLInputElement>("ready-file")?.files?.length) return;
    event.preventDefault();
    if (running) return;
    running = true;
    void run(panel).finally(() => {
      running = false;
    });
  });
}

async function run(panel: Panel): Promise<void> {
  const { form } = panel;
  panel.clear();
  try {
    const password = newPassword(panel.part("password"), panel.part("password-again"));
    panel.busy(true);
    panel.step("make");
    const { key, request, name } = await makeRequest(kindOf(form), {
      commonName: form.dataset.name ?? "",
      iin: form.dataset.iin ?? "",
      bin: form.querySelector<HTMLSelectElement>("[data-bodies]")?.selectedOptions[0]?.dataset.bin ?? form.dataset.bin ?? "",
    });
    panel.step("keep");
    const encrypted = await encryptKey(key, password);
    saveFile(`orda-key-${name.slice(0, 8)}.pem`, "application/x-pem-file", toPem("ENCRYPTED PRIVATE KEY", encrypted));
    // It is the only copy, and goes with the page: the browser gets a moment to take it before the page is left.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    panel.step("request");
    const field = form.elements.namedItem("csr");
    if (!(field instanceof HTMLInputElement)) throw new Problem("failed", { detail: "csr" });
    field.value = toBase64(request);
    form.submit();
  } catch (thrown) {
    panel.fail(thrown);
    panel.busy(false);
  }
}

function kindOf(form: HTMLFormElement): KeyKind {
  const chosen = form.querySelector<HTMLInputElement>("[data-key-kind]:checked")?.value;
  return KEY_KINDS.find((kind) => kind === chosen) ?? "p256";
}
