// Passkeys: forms with `data-passkey` ask the browser for a key or a signature before they are sent. The rest of the page
// works without a script.

type Answer = Record<string, ArrayBuffer>;

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
  const shown = form.querySelector<HTMLElement>("[data-with-script]");
  if (!window.PublicKeyCredential || !shown) continue;
  shown.hidden = false;
  form.querySelector<HTMLElement>("[data-without-script]")?.remove();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send(form);
  });
}

async function send(form: HTMLFormElement): Promise<void> {
  const problem = form.querySelector<HTMLElement>("[data-problem]");
  if (problem) problem.hidden = true;
  try {
    const answer = form.dataset.passkey === "create" ? await create(form) : await get(form);
    for (const [name, bytes] of Object.entries(answer)) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = encode(bytes);
    }
    form.submit();
  } catch {
    // Refused by its holder, or nothing that fits: the page says so, and another way can be taken.
    if (problem) {
      problem.hidden = false;
      problem.focus();
    }
  }
}

async function create(form: HTMLFormElement): Promise<Answer> {
  const data = form.dataset;
  const made = (await navigator.credentials.create({
    publicKey: {
      challenge: decode(data.challenge ?? ""),
      rp: { id: data.site ?? "", name: data.portal ?? "" },
      user: { id: decode(data.user ?? ""), name: data.login ?? "", displayName: data.name ?? "" },
      pubKeyCredParams: [-7, -8].map((alg) => ({ type: "public-key", alg })),
      excludeCredentials: list(data.known),
      authenticatorSelection: { userVerification: "preferred", residentKey: "discouraged" },
      attestation: "none",
    },
  })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  const key = response.getPublicKey();
  if (!key) throw new Error("a key of an unknown kind");
  return { client_data: response.clientDataJSON, authenticator_data: response.getAuthenticatorData(), public_key: key };
}

async function get(form: HTMLFormElement): Promise<Answer> {
  const { challenge, site, known } = form.dataset;
  const used = (await navigator.credentials.get({
    publicKey: {
      challenge: decode(challenge ?? ""),
      rpId: site ?? "",
      allowCredentials: list(known),
      userVerification: "preferred",
    },
  })) as PublicKeyCredential;
  const response = used.response as AuthenticatorAssertionResponse;
  return {
    credential: used.rawId,
    client_data: response.clientDataJSON,
    authenticator_data: response.authenticatorData,
    signature: response.signature,
  };
}

function list(ids: string | undefined): PublicKeyCredentialDescriptor[] {
  return (ids ?? "").split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: decode(id) }));
}

function encode(bytes: ArrayBuffer): string {
  const text = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function decode(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
