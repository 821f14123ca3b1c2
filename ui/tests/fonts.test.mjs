// Does the font have every letter of the three languages, in the file that a browser will fetch for it?

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { brotliDecompressSync } from "node:zlib";

const root = new URL("..", import.meta.url);

/** Characters of a WOFF2 font: its table `cmap`, format 4 (the Basic Multilingual Plane). */
function characters(woff2) {
  let at = 48;
  const number = () => {
    let value = 0;
    for (let byte = 0x80; byte & 0x80; ) {
      byte = woff2[at++];
      value = value * 128 + (byte & 0x7f);
    }
    return value;
  };
  let [offset, cmap] = [0, -1];
  for (let table = woff2.readUInt16BE(12); table > 0; table--) {
    const flags = woff2[at++];
    const known = flags & 0x3f;
    if (known === 0x3f) at += 4;
    // Known tables are numbered: 0 is cmap, 10 glyf, 11 loca; the last two come transformed unless version 3 says no.
    const length = number();
    const transformed = known === 10 || known === 11 ? flags >> 6 !== 3 : flags >> 6 !== 0;
    const stored = transformed ? number() : length;
    if (known === 0) cmap = offset;
    offset += stored;
  }
  const data = brotliDecompressSync(woff2.subarray(at, at + woff2.readUInt32BE(20)));
  const found = new Set();
  for (let record = data.readUInt16BE(cmap + 2); record > 0; record--) {
    const start = cmap + data.readUInt32BE(cmap + 4 + (record - 1) * 8 + 4);
    if (data.readUInt16BE(start) !== 4) continue;
    const segments = data.readUInt16BE(start + 6) / 2;
    for (let i = 0; i < segments; i++) {
      const end = data.readUInt16BE(start + 14 + i * 2);
      const begin = data.readUInt16BE(start + 16 + segments * 2 + i * 2);
      for (let code = begin; code <= end && code < 0xffff; code++) found.add(code);
    }
  }
  return found;
}

/** The subsets of the style sheet with their ranges, in the order in which they are declared. */
function subsets() {
  const scss = readFileSync(new URL("src/styles/_fonts.scss", root), "utf8");
  return [...scss.matchAll(/"([a-z-]+)": \(([^)]+)\)/g)].map(([, name, list]) => ({
    name,
    ranges: list.split(",").map((range) => {
      const [from, to = from] = range.trim().replace("U+", "").split("-").map((code) => parseInt(code, 16));
      return [from, to];
    }),
  }));
}

test("every letter is in the file that is fetched for it", () => {
  const letters =
    "ӘәҒғҚқҢңӨөҰұҮүҺһІі" + "АаБбВвГгДдЕеЁёЖжЗзИиЙйКкЛлМмНнОоПпРрСсТтУуФфХхЦцЧчШшЩщЪъЫыЬьЭэЮюЯя" +
    "ABCXYZabcxyz0123456789" + "№«»–—·…“”₸";
  const fonts = new Map();
  for (const letter of letters) {
    const code = letter.codePointAt(0);
    const subset = subsets().find(({ ranges }) => ranges.some(([from, to]) => code >= from && code <= to));
    assert.ok(subset, `no subset holds ${letter}`);
    const file = `node_modules/@fontsource-variable/golos-text/files/golos-text-${subset.name}-wght-normal.woff2`;
    if (!fonts.has(file)) fonts.set(file, characters(readFileSync(new URL(file, root))));
    assert.ok(fonts.get(file).has(code), `${letter} is missing in the subset ${subset.name}`);
  }
});
