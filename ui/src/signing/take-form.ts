// `<form data-certificate-take>`: joins the key that was saved as a file with the issued certificate into one
// key file.

import { Certificate, type PrivateKeyInfo } from "pkijs";
import { type Bytes, fromBase64 } from "./bytes.js";
import { engine } from "./engine.js";
import { chosenFile, Panel, saveFile } from "./page.js";
import { belongTogether, decryptKey, importKey, makeKeyFile } from "./pkcs12.js";
import { Problem } from "./problem.js";

export function attachTake(form: HTMLFormElement): void {
  const panel = new Panel(form);
  panel.reveal();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void run(panel);
  });
}

async function run(panel: Panel): Promise<void> {
  panel.clear();
  panel.busy(true);
  try {
    engine();
    const certificate = issued(panel.form);
    const chain = (panel.form.dataset.chain ?? "").split(" ").filter((entry) => entry !== "");
    const password = panel.part<HTMLInputElement>("password")?.value ?? "";
    if (password === "") throw new Problem("no-password");
    panel.step("open");
    const key = await savedKey(panel, password);
    if (!(await belongTogether(await importKey(key), certificate))) throw new Problem("key-other");
    panel.step("join");
    const name = panel.form.dataset.fileName ?? "orda";
    const file = await makeKeyFile(key, certificate, chain.map((entry) => Certificate.fromBER(fromBase64(entry))), password, name);
    saveFile(`${name}.p12`, "application/x-pkcs12", file);
    panel.step();
    const done = panel.part("done");
    if (done) {
      done.hidden = false;
      done.focus();
    }
  } catch (thrown) {
    panel.fail(thrown);
  } finally {
    panel.busy(false);
  }
}

async function savedKey(panel: Panel, password: string): Promise<PrivateKeyInfo> {
  const input = panel.part<HTMLInputElement>("key-file");
  if (!input?.files?.length) throw new Problem("key-not-here");
  const { bytes } = await chosenFile(input);
  return decryptKey(derOfFile(bytes), password);
}

/** DER as it is, PEM without its frame. */
function derOfFile(bytes: Bytes): Bytes {
  if (bytes[0] === 0x30) return bytes;
  try {
    return fromBase64(new TextDecoder().decode(bytes));
  } catch {
    throw new Problem("not-key-file");
  }
}

function issued(form: HTMLFormElement): Certificate {
  return Certificate.fromBER(fromBase64(form.dataset.certificate ?? ""));
}
