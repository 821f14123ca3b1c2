// A request for a certificate (PKCS#10, RFC 2986): the key is made in the page and stays there.

import * as asn1js from "asn1js";
import { AttributeTypeAndValue, CertificationRequest, PrivateKeyInfo } from "pkijs";
import type { Bytes } from "./bytes.js";
import { engine, OID } from "./engine.js";
import { keyName } from "./pkcs12.js";

/** Kinds of keys that are offered. */
export const KEY_KINDS = ["p256", "rsa-3072"] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

/** Who asks. The centre writes the certificate's subject from its own directory; this only helps to recognise it. */
export interface Subject {
  commonName: string;
  iin: string;
  bin: string;
}

/** A new key with its request. */
export interface NewKey {
  key: PrivateKeyInfo;
  request: Bytes;
  name: string;
}

/** Makes a key and a request signed with it. */
export async function makeRequest(kind: KeyKind, subject: Subject): Promise<NewKey> {
  const pki = engine();
  const pair = await crypto.subtle.generateKey(generation(kind), true, ["sign", "verify"]);
  const request = new CertificationRequest({ version: 0, attributes: [] });
  const add = (type: string, value: asn1js.Utf8String | asn1js.PrintableString) =>
    request.subject.typesAndValues.push(new AttributeTypeAndValue({ type, value }));
  add(OID.country, new asn1js.PrintableString({ value: "KZ" }));
  add(OID.commonName, new asn1js.Utf8String({ value: subject.commonName }));
  if (subject.iin !== "") add(OID.serialNumber, new asn1js.PrintableString({ value: `IIN${subject.iin}` }));
  if (subject.bin !== "") add(OID.unit, new asn1js.Utf8String({ value: `BIN${subject.bin}` }));
  await request.subjectPublicKeyInfo.importKey(pair.publicKey, pki);
  await request.sign(pair.privateKey, "SHA-256", pki);
  if (kind !== "p256") request.signatureAlgorithm.algorithmParams = new asn1js.Null();

  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey));
  return {
    key: PrivateKeyInfo.fromBER(pkcs8),
    request: new Uint8Array(request.toSchema(true).toBER(false)),
    name: await keyName(spki),
  };
}

/** RSA of 3072 bits has the strength of P-256. */
function generation(kind: KeyKind): RsaHashedKeyGenParams | EcKeyGenParams {
  if (kind === "p256") return { name: "ECDSA", namedCurve: "P-256" };
  return {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    modulusLength: 3072,
    publicExponent: new Uint8Array([1, 0, 1]),
  };
}
