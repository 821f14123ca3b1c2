// Key files (PKCS#12, RFC 7292): opened and made in the page.
//
// Opened are files that OpenSSL 3 and the portal's own centre write: PBES2 with AES, MAC with SHA-1 or SHA-2. Older
// ones (3DES, RC2) and GOST keys are beyond WebCrypto; the person is told so and led to NCALayer.

import * as asn1js from "asn1js";
import {
  Attribute,
  AuthenticatedSafe,
  CertBag,
  Certificate,
  type ContentEncryptionAlgorithm,
  EncryptedContentInfo,
  EncryptedData,
  KeyBag,
  PFX,
  PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  SafeBag,
  SafeContents,
} from "pkijs";
import type { Bytes } from "./bytes.js";
import { sha256, toHex } from "./bytes.js";
import { derOf, forSigning, isSelfIssued } from "./certificate.js";
import { engine, importParameters, OID, signParameters } from "./engine.js";
import { Problem } from "./problem.js";

/** A key ready to sign (not extractable), its certificate, and the certificates between it and the root. */
export interface OpenedKey {
  key: CryptoKey;
  certificate: Certificate;
  chain: Certificate[];
}

/** Rounds of PBKDF2 for what we write ourselves. */
const ROUNDS = 600_000;
/**
 * Rounds of the MAC: computed in plain JavaScript, so fewer. As many as the PBKDF2 of the command line: guessing the password
 * by the MAC is no short cut.
 */
const MAC_ROUNDS = 100_000;

/** Opens a key file. */
export async function openKeyFile(file: Bytes, password: string): Promise<OpenedKey> {
  const secret = utf8(password);
  const bags = await openBags(file, secret);
  const certificates = certificatesOf(bags);
  const keys = await privateKeysOf(bags, secret);
  if (keys.length === 0) throw new Problem("no-key");

  const found: OpenedKey[] = [];
  let unusable: unknown;
  for (const info of keys) {
    try {
      const key = await importKey(info);
      for (const certificate of certificates) {
        if (await belongTogether(key, certificate)) {
          const chain = certificates.filter((other) => other !== certificate && !isSelfIssued(other));
          found.push({ key, certificate, chain });
        }
      }
    } catch (thrown) {
      unusable ??= thrown;
    }
  }
  const best = found.find((candidate) => forSigning(candidate.certificate)) ?? found[0];
  if (best) return best;
  if (unusable) throw unusable;
  throw new Problem("no-certificate");
}

/** Makes a key file of a key, its certificate and its chain, for `password`. */
export async function makeKeyFile(key: PrivateKeyInfo, certificate: Certificate, chain: Certificate[], password: string, name: string): Promise<Bytes> {
  const crypto = engine();
  const secret = utf8(password);
  // Ties the key to its certificate inside the file, as OpenSSL does.
  const id = await sha256(derOf(certificate));
  const marks = () => [
    new Attribute({ type: OID.friendlyName, values: [new asn1js.BmpString({ value: name })] }),
    new Attribute({ type: OID.localKeyId, values: [new asn1js.OctetString({ valueHex: id.buffer })] }),
  ];
  const encryption = encryptionFor(secret);

  const shrouded = new PKCS8ShroudedKeyBag({ parsedValue: key });
  await shrouded.makeInternalValues(encryption, crypto);
  const keys = new SafeContents({ safeBags: [new SafeBag({ bagId: OID.shroudedKeyBag, bagValue: shrouded, bagAttributes: marks() })] });
  const bags = [certificate, ...chain].map((entry, at) => {
    const bag = new SafeBag({ bagId: OID.certBag, bagValue: new CertBag({ parsedValue: entry }) });
    if (at === 0) bag.bagAttributes = marks();
    return bag;
  });
  const file = new PFX({
    parsedValue: {
      integrityMode: 0,
      authenticatedSafe: new AuthenticatedSafe({
        parsedValue: {
          safeContents: [
            { privacyMode: 0, value: keys },
            { privacyMode: 1, value: new SafeContents({ safeBags: bags }) },
          ],
        },
      }),
    },
  });
  await file.parsedValue?.authenticatedSafe?.makeInternalValues(
    { safeContents: [{}, { ...encryption, contentType: OID.data }] },
    crypto,
  );
  await file.makeInternalValues({ password: secret, iterations: MAC_ROUNDS, pbkdf2HashAlgorithm: "SHA-256", hmacHashAlgorithm: "SHA-256" }, crypto);
  return new Uint8Array(file.toSchema().toBER(false));
}

/** A key as encrypted PKCS#8 (PBES2, AES-256), DER. */
export async function encryptKey(key: PrivateKeyInfo, password: string): Promise<Bytes> {
  const shrouded = new PKCS8ShroudedKeyBag({ parsedValue: key });
  await shrouded.makeInternalValues(encryptionFor(utf8(password)), engine());
  return new Uint8Array(shrouded.toSchema().toBER(false));
}

/** Opens what [`encryptKey`] made. */
export async function decryptKey(encrypted: Bytes, password: string): Promise<PrivateKeyInfo> {
  let bag: PKCS8ShroudedKeyBag;
  try {
    bag = PKCS8ShroudedKeyBag.fromBER(encrypted);
  } catch {
    throw new Problem("not-key-file");
  }
  return openShrouded(bag, utf8(password));
}

/** Does the certificate certify the public half of this key? Tried by a signature, so the key need not be extractable. */
export async function belongTogether(key: CryptoKey, certificate: Certificate): Promise<boolean> {
  const info = certificate.subjectPublicKeyInfo;
  const expected = key.algorithm.name === "ECDSA" ? OID.ec : OID.rsa;
  if (info.algorithm.algorithmId !== expected) return false;
  const parameters = importParameters(expected, expected === OID.ec ? OID.p256 : undefined);
  try {
    const spki = new Uint8Array(info.toSchema().toBER(false));
    const open = await crypto.subtle.importKey("spki", spki, parameters, false, ["verify"]);
    const probe = crypto.getRandomValues(new Uint8Array(32));
    const how = signParameters(key.algorithm.name);
    return await crypto.subtle.verify(how, open, await crypto.subtle.sign(how, key, probe), probe);
  } catch {
    return false;
  }
}

/** The key for signing only; it cannot be taken out of WebCrypto again. */
export async function importKey(info: PrivateKeyInfo): Promise<CryptoKey> {
  const curve = info.privateKeyAlgorithm.algorithmParams;
  const parameters = importParameters(info.privateKeyAlgorithm.algorithmId, curve instanceof asn1js.ObjectIdentifier ? curve.valueBlock.toString() : undefined);
  return crypto.subtle.importKey("pkcs8", new Uint8Array(info.toSchema().toBER(false)), parameters, false, ["sign"]);
}

/** SHA-256 of the public key, as hex: the name under which a key waits for its certificate. */
export async function keyName(spki: Bytes): Promise<string> {
  return toHex(await sha256(spki));
}

async function openBags(file: Bytes, secret: ArrayBuffer): Promise<SafeBag[]> {
  const crypto = engine();
  let pfx: PFX;
  let content: ArrayBuffer;
  let safe: AuthenticatedSafe;
  try {
    pfx = PFX.fromBER(file);
    if (pfx.authSafe.contentType !== OID.data) throw new Problem("old-key-file");
    content = (pfx.authSafe.content as asn1js.OctetString).getValue();
    safe = AuthenticatedSafe.fromBER(content);
  } catch (thrown) {
    throw thrown instanceof Problem ? thrown : new Problem("not-key-file");
  }
  if (pfx.macData) await checkMac(pfx, content, secret);

  const bags: SafeBag[] = [];
  for (const part of safe.safeContents) {
    let plain: ArrayBuffer;
    if (part.contentType === OID.data) {
      plain = (part.content as asn1js.OctetString).getValue();
    } else if (part.contentType === OID.encryptedData) {
      const encrypted = new EncryptedData({ schema: part.content });
      if (encrypted.encryptedContentInfo.contentEncryptionAlgorithm.algorithmId !== OID.pbes2) throw new Problem("old-key-file");
      try {
        plain = await encrypted.decrypt({ password: secret }, crypto);
      } catch {
        // With a MAC the password is known to be right: then it is the cipher that is foreign.
        throw new Problem(pfx.macData ? "old-key-file" : "wrong-password");
      }
    } else {
      throw new Problem("old-key-file");
    }
    bags.push(...SafeContents.fromBER(plain).safeBags);
  }
  return bags;
}

async function checkMac(pfx: PFX, content: ArrayBuffer, secret: ArrayBuffer): Promise<void> {
  const mac = pfx.macData;
  if (!mac) return;
  const crypto = engine();
  const hash = crypto.getAlgorithmByOID(mac.mac.digestAlgorithm.algorithmId);
  if (!("name" in hash)) throw new Problem("old-key-file");
  const right = await crypto.verifyDataStampedWithPassword({
    password: secret,
    hashAlgorithm: String(hash.name),
    salt: mac.macSalt.getValue(),
    iterationCount: mac.iterations ?? 1,
    contentToVerify: content,
    signatureToVerify: mac.mac.digest.getValue(),
  });
  if (!right) throw new Problem("wrong-password");
}

function certificatesOf(bags: SafeBag[]): Certificate[] {
  const found: Certificate[] = [];
  for (const bag of bags) {
    if (bag.bagId !== OID.certBag) continue;
    const value = (bag.bagValue as CertBag).parsedValue;
    if (value instanceof Certificate) found.push(value);
  }
  return found;
}

async function privateKeysOf(bags: SafeBag[], secret: ArrayBuffer): Promise<PrivateKeyInfo[]> {
  const found: PrivateKeyInfo[] = [];
  for (const bag of bags) {
    if (bag.bagId === OID.keyBag) found.push(bag.bagValue as KeyBag);
    if (bag.bagId === OID.shroudedKeyBag) found.push(await openShrouded(bag.bagValue as PKCS8ShroudedKeyBag, secret));
  }
  return found;
}

async function openShrouded(bag: PKCS8ShroudedKeyBag, secret: ArrayBuffer): Promise<PrivateKeyInfo> {
  if (bag.encryptionAlgorithm.algorithmId !== OID.pbes2) throw new Problem("old-key-file");
  const encrypted = new EncryptedData({
    encryptedContentInfo: new EncryptedContentInfo({
      contentEncryptionAlgorithm: bag.encryptionAlgorithm,
      encryptedContent: bag.encryptedData,
    }),
  });
  try {
    return PrivateKeyInfo.fromBER(await encrypted.decrypt({ password: secret }, engine()));
  } catch {
    throw new Problem("wrong-password");
  }
}

/** PBES2 with AES-256-CBC and PBKDF2 over HMAC-SHA-256. */
function encryptionFor(secret: ArrayBuffer) {
  return {
    password: secret,
    // PKI.js makes the initialisation vector itself; its types ask for one nevertheless.
    contentEncryptionAlgorithm: { name: "AES-CBC", length: 256 } as ContentEncryptionAlgorithm,
    hmacHashAlgorithm: "SHA-256",
    iterationCount: ROUNDS,
  };
}

function utf8(text: string): ArrayBuffer {
  return new TextEncoder().encode(text).slice().buffer;
}
