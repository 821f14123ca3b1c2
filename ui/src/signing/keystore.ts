// Keys that wait for their certificate: encrypted with the person's password, in this browser only.

import type { Bytes } from "./bytes.js";

const DATABASE = "orda-keys";
const STORE = "waiting";

/** Keeps an encrypted key under the name of its public key. */
export async function keep(name: string, encrypted: Bytes): Promise<void> {
  await inStore("readwrite", (store) => store.put(encrypted, name));
}

/** The encrypted key with this name; none when it was made in another browser or was cleared away. */
export async function find(name: string): Promise<Bytes | undefined> {
  const found: unknown = await inStore("readonly", (store) => store.get(name));
  return found instanceof Uint8Array ? new Uint8Array(found) : undefined;
}

/** Removes a key. */
export async function forget(name: string): Promise<void> {
  await inStore("readwrite", (store) => store.delete(name));
}

function database(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inStore<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opened = await database();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = opened.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
      transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    opened.close();
  }
}
