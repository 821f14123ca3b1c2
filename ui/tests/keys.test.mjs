// Keys that earlier releases kept in the browser are removed, and nothing breaks where a browser keeps nothing.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { forgetKeys } from "../src/scripts/keys.js";

afterEach(() => delete globalThis.indexedDB);

test("keys that were kept are removed", () => {
  const removed = [];
  globalThis.indexedDB = { deleteDatabase: (name) => removed.push(name) };
  forgetKeys();
  assert.deepEqual(removed, ["orda-keys"]);
});

test("a browser that keeps nothing is left alone", () => {
  forgetKeys();
  globalThis.indexedDB = {
    deleteDatabase() {
      throw new Error("SecurityError");
    },
  };
  forgetKeys();
});
