// `<form data-certificate-take>`: joins the key that waited here with the issued certificate into one key file.

import { Certificate, type PrivateKeyInfo } from "pkijs";
import { type Bytes, fromBase64 } from "./bytes.js";
import { engine } from "./engine.js";
import { find, forget } from "./keystore.js";
import { chosenFile, Panel, saveFile } from "./page.js";
import { belongTogether, decryptKey, importKey, keyName, makeKeyFile } from "./pkcs12.js";
import { Problem } from "./problem.js";

export function attachTake(form: HTMLFormElement): void {
  const panel = new Panel(form);
  panel.reveal();
  void askForFileWhenAbsent(panel);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void run(panel);
  });
  panel.part("forget")?.addEventListener("click", () => {
    void nameOf(issued(form))
      .then(forget)
      .then(() => {
        const button = panel.part("forget");
        if (button) button.hidden = true;
      });
  });
}

/** The key was made in another browser, or was cleared away: the copy saved then is asked for. */
async function askForFileWhenAbsent(panel: Panel): Promise<void> {
  const kept = await keptKey(issued(panel.form));
  const field = panel.part("key-copy");
  if (field) field.hidden = kept !== undefined;
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
    const key = await waitingKey(panel, certificate, password);
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

async function waitingKey(panel: Panel, certificate: Certificate, password: string): Promise<PrivateKeyInfo> {
  const kept = await keptKey(certificate);
  if (kept) return decryptKey(kept, password);
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

async function keptKey(certificate: Certificate): Promise<Bytes | undefined> {
  try {
    return await find(await nameOf(certificate));
  } catch {
    return undefined;
  }
}

function nameOf(certificate: Certificate): Promise<string> {
  return keyName(new Uint8Array(certificate.subjectPublicKeyInfo.toSchema().toBER(false)));
}

function issued(form: HTMLFormElement): Certificate {
  return Certificate.fromBER(fromBase64(form.dataset.certificate ?? ""));
}
