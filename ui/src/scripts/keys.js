// Earlier releases kept keys that waited for their certificate in the browser, encrypted. None is kept any more: what is left is
// removed.

export function forgetKeys() {
  try {
    globalThis.indexedDB?.deleteDatabase("orda-keys");
  } catch {
    // A browser that keeps nothing refuses even this.
  }
}
