// Builds styles, scripts, fonts and pictures into dist/. Every file gets a digest of its content in its name
// (app.1f2e3d4c.css) and, where that saves bytes, a brotli and a gzip form beside it. The web kernel embeds the folder.

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build as bundle, transform } from "esbuild";
import { compile } from "sass";

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, "dist");
const modules = join(root, "node_modules");
const fontFiles = join(modules, "@fontsource-variable/golos-text/files");

const fonts = ["cyrillic", "cyrillic-ext", "latin", "latin-ext"];
const browsers = ["chrome110", "firefox115", "safari16"];

await clean();
const sizes = [];

// Fonts first: the style sheet names them with their digests.
const fontNames = new Map();
for (const subset of fonts) {
  const bytes = await readFile(join(fontFiles, `golos-text-${subset}-wght-normal.woff2`));
  fontNames.set(subset, await write(`golos-${subset}.woff2`, bytes, { compressed: false }));
}

await write("favicon.svg", await readFile(join(root, "src/images/favicon.svg")));
await write("app.css", await styles());
await write("app.js", await script("src/scripts/app.js"));
await write("passkey.js", await script("src/passkey/index.ts"));
if (existsSync(join(root, "src/signing/index.ts"))) {
  await write("signing.js", await script("src/signing/index.ts"));
}

for (const [name, plain, small] of sizes) {
  console.log(`${name.padEnd(36)} ${String(plain).padStart(8)} bytes ${String(small).padStart(8)} sent`);
}

async function styles() {
  const { css } = compile(join(root, "src/styles/app.scss"), {
    loadPaths: [modules, root],
    quietDeps: true,
    // MOJ Frontend still uses names that GOV.UK Frontend keeps for the present.
    silenceDeprecations: ["import"],
    logger: { warn: (message, options) => { if (!options.deprecation) console.warn(message); } },
  });
  const named = css.replace(/font:([a-z-]+)/g, (_, subset) => `./${fontNames.get(subset)}`);
  const { code } = await transform(named, { loader: "css", minify: true, target: browsers, legalComments: "none" });
  return Buffer.from(code);
}

async function script(entry) {
  const result = await bundle({
    entryPoints: [join(root, entry)],
    bundle: true,
    format: "esm",
    minify: true,
    target: browsers,
    legalComments: "none",
    write: false,
    logLevel: "warning",
  });
  return Buffer.from(result.outputFiles[0].contents);
}

/** Writes `name` with its digest, and its compressed forms; returns the name with the digest. */
async function write(name, bytes, { compressed = true } = {}) {
  const digest = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
  const dot = name.lastIndexOf(".");
  const hashed = `${name.slice(0, dot)}.${digest}${name.slice(dot)}`;
  await writeFile(join(dist, hashed), bytes);
  let small = bytes.length;
  if (compressed) {
    const brotli = brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    });
    await writeFile(join(dist, `${hashed}.br`), brotli);
    await writeFile(join(dist, `${hashed}.gz`), gzipSync(bytes, { level: 9 }));
    small = brotli.length;
  }
  sizes.push([hashed, bytes.length, small]);
  return hashed;
}

/** Empties dist/ but for .gitignore, which keeps the folder in the repository. */
async function clean() {
  await mkdir(dist, { recursive: true });
  for (const name of await readdir(dist)) {
    if (name !== ".gitignore") await rm(join(dist, name), { recursive: true });
  }
}
