// The signing script against OpenSSL: each reads what the other makes.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const SOURCE = fileURLToPath(new URL("../src/signing/", import.meta.url));
const SUBJECT = "/C=KZ/CN=АХМЕТОВ ДӘУРЕН/serialNumber=IIN900101300017/OU=BIN123456789012";
const CONTENT = Buffer.from('{\n  "format": "orda-manifest-1",\n  "title": "Қаулы жобасы"\n}\n');
const PASSWORD = "Құпия сөз 1";

let folder;
let signing;

const path = (name) => join(folder, name);
const openssl = (...args) => execFileSync("openssl", args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
const read = (name) => new Uint8Array(readFileSync(path(name)));

/** A key file as OpenSSL 3 writes it, issued by a root of its own: its name. */
function keyFile(name, keyOptions, { days = 30, p12 = [] } = {}) {
  openssl("genpkey", ...keyOptions, "-out", `${name}.key`);
  openssl("req", "-new", "-utf8", "-key", `${name}.key`, "-subj", SUBJECT, "-out", `${name}.csr`);
  openssl("x509", "-req", "-in", `${name}.csr`, "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", String(days), "-extfile", "signer.cnf", "-out", `${name}.pem`);
  openssl("pkcs12", "-export", "-inkey", `${name}.key`, "-in", `${name}.pem`, "-certfile", "root.pem", "-passout", `pass:${PASSWORD}`, ...p12, "-out", `${name}.p12`);
  return `${name}.p12`;
}

const P256 = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"];
const RSA = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"];

const problem = (code) => (thrown) => {
  assert.equal(thrown.code, code, thrown.stack);
  return true;
};

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "orda-signing-"));
  const modules = ["bytes", "certificate", "clock", "cms", "ncalayer", "pkcs12", "problem", "request"];
  await build({
    stdin: { contents: modules.map((name) => `export * from "./${name}.ts";`).join("\n") + '\nexport { Certificate } from "pkijs";', resolveDir: SOURCE },
    bundle: true,
    format: "esm",
    platform: "node",
    outfile: path("signing.mjs"),
    logLevel: "error",
  });
  signing = await import(pathToFileURL(path("signing.mjs")));
  writeFileSync(path("content"), CONTENT);
  writeFileSync(path("signer.cnf"), "basicConstraints=CA:false\nkeyUsage=critical,digitalSignature,nonRepudiation\nextendedKeyUsage=emailProtection,1.2.398.3.3.4.1.2.1\n");
  openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "root.key", "-subj", "/C=KZ/CN=Test root", "-days", "30", "-out", "root.pem");
});

after(() => rmSync(folder, { recursive: true, force: true }));

describe("a signature", () => {
  for (const [name, options] of [["p256", P256], ["rsa", RSA]]) {
    test(`made with a ${name} key is accepted by OpenSSL, over these bytes and no others`, async () => {
      const opened = await signing.openKeyFile(read(keyFile(`sign-${name}`, options)), PASSWORD);
      assert.equal(signing.iinOf(opened.certificate), "900101300017");
      assert.equal(opened.key.extractable, false);
      writeFileSync(path("cms.der"), await signing.sign(new Uint8Array(CONTENT), opened, new Date()));
      const verify = (content) =>
        openssl("cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "cms.der", "-content", content, "-CAfile", "root.pem", "-purpose", "any", "-out", "verified");
      verify("content");
      assert.deepEqual(readFileSync(path("verified")), CONTENT);
      writeFileSync(path("changed"), Buffer.concat([CONTENT, Buffer.from(" ")]));
      assert.throws(() => verify("changed"));
    });
  }

  test("is detached DER with the four attributes and the certificate, without the root", async () => {
    const opened = await signing.openKeyFile(read(keyFile("attributes", P256)), PASSWORD);
    writeFileSync(path("cms.der"), await signing.sign(new Uint8Array(CONTENT), opened, new Date("2026-11-22T03:00:23.456Z")));
    const printed = openssl("cms", "-cmsout", "-print", "-inform", "DER", "-in", "cms.der").toString();
    assert.match(printed, /eContent: <ABSENT>/);
    for (const attribute of ["contentType", "messageDigest", "signingTime", "id-smime-aa-signingCertificateV2"]) assert.match(printed, new RegExp(attribute));
    assert.match(printed, /UTCTIME:Nov 22 03:00:23 2026 GMT/);
    assert.match(printed, /digestAlgorithm: \n\s+algorithm: sha256 \(2\.16\.840\.1\.101\.3\.4\.2\.1\)\n\s+parameter: <ABSENT>/);
    assert.equal(printed.match(/d\.certificate/g)?.length, 1);
    // The very bytes of the certificate are inside: its digest is that of the file.
    openssl("x509", "-in", "attributes.pem", "-outform", "DER", "-out", "attributes.der");
    assert.deepEqual(signing.derOf(opened.certificate), read("attributes.der"));
  });

  test("made by OpenSSL is read back, and one over other bytes is told", async () => {
    keyFile("foreign", RSA);
    openssl("cms", "-sign", "-binary", "-in", "content", "-signer", "foreign.pem", "-inkey", "foreign.key", "-md", "sha256", "-outform", "DER", "-out", "foreign.cms");
    const certificate = await signing.readSignature(read("foreign.cms"), new Uint8Array(CONTENT));
    assert.equal(signing.iinOf(certificate), "900101300017");
    await assert.rejects(signing.readSignature(read("foreign.cms"), new Uint8Array([1])), problem("ncalayer-answer"));
  });
});

describe("a key file that cannot be used is told apart", () => {
  test("wrong password", async () => {
    const file = read(keyFile("password", P256));
    await assert.rejects(signing.openKeyFile(file, "another"), problem("wrong-password"));
  });

  test("not a key file at all", async () => {
    await assert.rejects(signing.openKeyFile(new Uint8Array(CONTENT), PASSWORD), problem("not-key-file"));
    await assert.rejects(signing.openKeyFile(new Uint8Array([0x30, 0x03, 1, 1, 1]), PASSWORD), problem("not-key-file"));
    await assert.rejects(signing.openKeyFile(new Uint8Array(), PASSWORD), problem("not-key-file"));
  });

  test("encrypted in the old way (3DES)", async () => {
    const old = ["-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES", "-macalg", "sha1"];
    await assert.rejects(signing.openKeyFile(read(keyFile("old", RSA, { p12: old })), PASSWORD), problem("old-key-file"));
  });

  test("a kind of key that the portal does not take", async () => {
    const p384 = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"];
    await assert.rejects(signing.openKeyFile(read(keyFile("p384", p384)), PASSWORD), problem("key-kind"));
  });

  test("without the certificate of its key", async () => {
    keyFile("lonely", P256);
    openssl("pkcs12", "-export", "-nocerts", "-inkey", "lonely.key", "-passout", `pass:${PASSWORD}`, "-out", "lonely.p12");
    await assert.rejects(signing.openKeyFile(read("lonely.p12"), PASSWORD), problem("no-certificate"));
  });

  test("expired, not yet valid, of another person", async () => {
    const { certificate } = await signing.openKeyFile(read(keyFile("times", P256)), PASSWORD);
    const check = (iin, days) => () => signing.checkCertificate(certificate, iin, new Date(Date.now() + days * 86_400_000));
    check("900101300017", 1)();
    check("", 1)();
    assert.throws(check("900101300017", 31), problem("expired"));
    assert.throws(check("900101300017", -1), problem("not-yet-valid"));
    assert.throws(check("850505400018", 1), problem("other-person"));
  });
});

describe("a request for a certificate", () => {
  for (const kind of ["p256", "rsa-3072"]) {
    test(`with a ${kind} key: OpenSSL accepts it, and the key file made of the answer`, async () => {
      const made = await signing.makeRequest(kind, { commonName: "АХМЕТОВ ДӘУРЕН", iin: "900101300017", bin: "123456789012" });
      writeFileSync(path("request.der"), made.request);
      openssl("req", "-verify", "-noout", "-inform", "DER", "-in", "request.der");
      openssl("req", "-inform", "DER", "-in", "request.der", "-out", "request.pem");
      assert.match(openssl("req", "-noout", "-subject", "-nameopt", "utf8", "-in", "request.pem").toString(), /АХМЕТОВ ДӘУРЕН.*IIN900101300017.*BIN123456789012/);
      openssl("x509", "-req", "-in", "request.pem", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "30", "-extfile", "signer.cnf", "-outform", "DER", "-out", "issued.der");

      const certificate = signing.Certificate.fromBER(read("issued.der"));
      const spki = new Uint8Array(certificate.subjectPublicKeyInfo.toSchema().toBER(false));
      assert.equal(await signing.keyName(spki), made.name);
      // The key waits encrypted, and comes back only with its password.
      const waiting = await signing.encryptKey(made.key, PASSWORD);
      await assert.rejects(signing.decryptKey(waiting, "another"), problem("wrong-password"));
      const key = await signing.decryptKey(waiting, PASSWORD);
      assert.equal(await signing.belongTogether(await signing.importKey(key), certificate), true);

      openssl("x509", "-in", "root.pem", "-outform", "DER", "-out", "root.der");
      const root = signing.Certificate.fromBER(read("root.der"));
      const file = await signing.makeKeyFile(key, certificate, [root], PASSWORD, "Ахметов");
      writeFileSync(path("made.p12"), file);
      const printed = openssl("pkcs12", "-in", "made.p12", "-passin", `pass:${PASSWORD}`, "-passout", "pass:x").toString();
      assert.equal(printed.match(/BEGIN CERTIFICATE/g)?.length, 2);
      assert.match(printed, /BEGIN ENCRYPTED PRIVATE KEY/);
      const opened = await signing.openKeyFile(file, PASSWORD);
      writeFileSync(path("own.cms"), await signing.sign(new Uint8Array(CONTENT), opened, new Date()));
      openssl("cms", "-verify", "-binary", "-inform", "DER", "-in", "own.cms", "-content", "content", "-CAfile", "root.pem", "-purpose", "any", "-out", "verified");
    });
  }

  test("the encrypted copy of a key opens with OpenSSL", async () => {
    const made = await signing.makeRequest("p256", { commonName: "A", iin: "", bin: "" });
    writeFileSync(path("copy.pem"), signing.toPem("ENCRYPTED PRIVATE KEY", await signing.encryptKey(made.key, "12345678")));
    assert.match(openssl("pkey", "-in", "copy.pem", "-passin", "pass:12345678").toString(), /BEGIN PRIVATE KEY/);
  });
});

describe("the clock of the computer", () => {
  test("is told off only beyond the limit, in either direction", () => {
    assert.equal(signing.clockDifference(1_000_000, 60, 1_060_000), 0);
    assert.equal(signing.clockDifference(1_000_000, 60, 1_061_000), 61);
    assert.equal(signing.clockDifference(1_000_000, 60, 400_000), -600);
    assert.equal(signing.clockDifference(Number.NaN, 60, 1_000), 0);
  });

  test("is off by parts that are not nothing", () => {
    assert.deepEqual(signing.durationParts(-3_725), [[1, "hours"], [2, "minutes"], [5, "seconds"]]);
    assert.deepEqual(signing.durationParts(600), [[10, "minutes"]]);
    assert.deepEqual(signing.durationParts(2 * 86_400 + 61), [[2, "days"], [1, "minutes"]]);
  });
});

describe("NCALayer", () => {
  /** A program on the other end: greets, then answers each question with the next of `answers`. */
  function program(answers, { greeting = '{"result":{"version":"1.4"}}', refuse = false } = {}) {
    const listeners = {};
    const asked = [];
    const emit = (type, event) => queueMicrotask(() => (listeners[type] ?? []).forEach((listener) => listener(event)));
    const socket = {
      addEventListener(type, listener) {
        (listeners[type] ??= []).push(listener);
      },
      send(text) {
        asked.push(JSON.parse(text));
        const answer = answers.shift();
        if (answer === undefined) return;
        if (answer === "close") emit("close");
        else emit("message", { data: typeof answer === "string" ? answer : JSON.stringify(answer) });
      },
      close() {},
    };
    const open = () => {
      queueMicrotask(() => {
        if (refuse) return emit("error");
        emit("open");
        if (greeting) emit("message", { data: greeting });
      });
      return socket;
    };
    return { asked, open };
  }

  const ask = (end, signal = new AbortController().signal) =>
    signing.signWithNcaLayer(new Uint8Array(CONTENT), { address: "wss://x", language: "kk", iin: "900101300017", signal, open: end.open, patience: 20 });

  test("signs with the newer module", async () => {
    const end = program([{ status: true, body: { result: ["AQID"] } }]);
    assert.deepEqual(await ask(end), new Uint8Array([1, 2, 3]));
    assert.equal(end.asked[0].module, "kz.gov.pki.knca.basics");
    assert.equal(end.asked[0].args.data, CONTENT.toString("base64"));
    assert.equal(end.asked[0].args.signingParams.encapsulate, false);
    assert.equal(end.asked[0].args.signerParams.iin, "900101300017");
  });

  test("falls back to the older module, and takes PEM", async () => {
    const end = program([{ success: false, errorCode: "MODULE_NOT_FOUND" }, { code: "200" }, { code: "200", responseObject: "-----BEGIN CMS-----\nAQID\n-----END CMS-----" }]);
    assert.deepEqual(await ask(end), new Uint8Array([1, 2, 3]));
    assert.deepEqual([end.asked[1].method, end.asked[1].args], ["changeLocale", ["kk"]]);
    assert.deepEqual(end.asked[2].args, ["PKCS12", "SIGNATURE", CONTENT.toString("base64"), false]);
  });

  test("tells cancelling, absence, silence, an old version and a failure apart", async () => {
    const none = { success: false, errorCode: "MODULE_NOT_FOUND" };
    await assert.rejects(ask(program([{ status: true, body: {} }])), problem("ncalayer-cancelled"));
    await assert.rejects(ask(program([none, { code: "200" }, { code: "500", message: "action.canceled" }])), problem("ncalayer-cancelled"));
    await assert.rejects(ask(program([none, none, none])), problem("ncalayer-old"));
    await assert.rejects(ask(program([], { refuse: true })), problem("ncalayer-absent"));
    await assert.rejects(ask(program([], { greeting: "" })), problem("ncalayer-silent"));
    await assert.rejects(ask(program(["close"])), problem("ncalayer-closed"));
    await assert.rejects(ask(program(["nonsense"])), problem("ncalayer-answer"));
    await assert.rejects(ask(program(["null"])), problem("ncalayer-answer"));
    await assert.rejects(ask(program([JSON.stringify({ status: true, body: { result: "A".repeat(1 << 20) } })])), problem("ncalayer-answer"));
    await assert.rejects(ask(program([{ status: false, code: "SIGNING_FAILURE", message: "no key" }])), problem("ncalayer-failed"));
  });

  test("can be given up while the program waits for the person", async () => {
    const giveUp = new AbortController();
    const waiting = ask(program([]), giveUp.signal);
    setImmediate(() => giveUp.abort());
    await assert.rejects(waiting, problem("cancelled"));
  });
});
