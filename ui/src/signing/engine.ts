// One engine for PKI.js: the WebCrypto of the page (or of Node in tests).

import { CryptoEngine, setEngine } from "pkijs";
import { Problem } from "./problem.js";

let made: CryptoEngine | undefined;

/** The engine. Outside a secure context (plain http on another machine) the browser has no WebCrypto. */
export function engine(): CryptoEngine {
  if (made) return made;
  if (typeof crypto === "undefined" || !crypto.subtle) throw new Problem("insecure-page");
  made = new CryptoEngine({ name: "webcrypto", crypto });
  setEngine("webcrypto", made);
  return made;
}

/** Object identifiers used here. */
export const OID = {
  rsa: "1.2.840.113549.1.1.1",
  ec: "1.2.840.10045.2.1",
  p256: "1.2.840.10045.3.1.7",
  sha256: "2.16.840.1.101.3.4.2.1",
  pbes2: "1.2.840.113549.1.5.13",
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  encryptedData: "1.2.840.113549.1.7.6",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  friendlyName: "1.2.840.113549.1.9.20",
  localKeyId: "1.2.840.113549.1.9.21",
  x509Certificate: "1.2.840.113549.1.9.22.1",
  keyBag: "1.2.840.113549.1.12.10.1.1",
  shroudedKeyBag: "1.2.840.113549.1.12.10.1.2",
  certBag: "1.2.840.113549.1.12.10.1.3",
  commonName: "2.5.4.3",
  surname: "2.5.4.4",
  serialNumber: "2.5.4.5",
  country: "2.5.4.6",
  organisation: "2.5.4.10",
  unit: "2.5.4.11",
  givenName: "2.5.4.42",
  keyUsage: "2.5.29.15",
} as const;

/** Identifiers of GOST keys begin with one of these: WebCrypto cannot sign with them, NCALayer can. */
export const GOST_ARCS = ["1.2.398.3.10.", "1.2.643.", "1.3.6.1.4.1.6801."];

/** How WebCrypto signs with a key of this kind. */
export function importParameters(algorithmOid: string, curveOid: string | undefined): RsaHashedImportParams | EcKeyImportParams {
  if (algorithmOid === OID.rsa) return { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  if (algorithmOid === OID.ec && curveOid === OID.p256) return { name: "ECDSA", namedCurve: "P-256" };
  if (GOST_ARCS.some((arc) => algorithmOid.startsWith(arc))) throw new Problem("gost-key");
  throw new Problem("key-kind");
}

/** How WebCrypto makes or checks one signature with such a key. */
export function signParameters(name: string): AlgorithmIdentifier | EcdsaParams {
  return name === "ECDSA" ? { name, hash: "SHA-256" } : { name };
}
