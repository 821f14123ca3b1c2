// The signature itself: CMS SignedData (RFC 5652), detached, DER, CAdES-BES attributes.

import * as asn1js from "asn1js";
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from "pkijs";
import { type Bytes, same, sha256 } from "./bytes.js";
import { derOf } from "./certificate.js";
import { engine, OID } from "./engine.js";
import type { OpenedKey } from "./pkcs12.js";
import { Problem } from "./problem.js";

/** Signs `content` (which stays outside) at `now`. */
export async function sign(content: Bytes, opened: OpenedKey, now: Date): Promise<Bytes> {
  const crypto = engine();
  const { key, certificate, chain } = opened;
  const attributes = await signedAttributes(content, certificate, now);
  const signer = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes }),
  });
  const signed = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: OID.data }),
    certificates: [certificate, ...chain],
    signerInfos: [signer],
  });
  await signed.sign(key, 0, "SHA-256", content.buffer, crypto);

  // RFC 5754: no parameters with SHA-256, NULL with sha256WithRSAEncryption. Neither is covered by the signature.
  const digest = new AlgorithmIdentifier({ algorithmId: OID.sha256 });
  signed.digestAlgorithms = [digest];
  signer.digestAlgorithm = digest;
  if (key.algorithm.name !== "ECDSA") signer.signatureAlgorithm.algorithmParams = new asn1js.Null();

  const wrapped = new ContentInfo({ contentType: OID.signedData, content: signed.toSchema(true) });
  return new Uint8Array(wrapped.toSchema().toBER(false));
}

/** The signer's certificate of a signature made elsewhere (NCALayer), after checking that it is over `content`. */
export async function readSignature(cms: Bytes, content: Bytes): Promise<Certificate> {
  let signed: SignedData;
  try {
    signed = new SignedData({ schema: ContentInfo.fromBER(cms).content });
  } catch {
    throw new Problem("ncalayer-answer");
  }
  const signer = signed.signerInfos[0];
  const certificates = (signed.certificates ?? []).filter((entry) => entry instanceof Certificate);
  const sid = signer?.sid;
  const certificate = certificates.find((entry) => sid instanceof IssuerAndSerialNumber && entry.serialNumber.isEqual(sid.serialNumber)) ?? certificates[0];
  if (!signer || !certificate) throw new Problem("ncalayer-answer");
  if (signer.digestAlgorithm.algorithmId === OID.sha256) {
    const claimed = signer.signedAttrs?.attributes.find((entry) => entry.type === OID.messageDigest)?.values[0] as asn1js.OctetString | undefined;
    if (claimed && !same(new Uint8Array(claimed.getValue()), await sha256(content))) throw new Problem("ncalayer-answer");
  }
  return certificate;
}

/** contentType, messageDigest, signingTime and signingCertificateV2, in the order that DER wants of a SET OF. */
async function signedAttributes(content: Bytes, certificate: Certificate, now: Date): Promise<Attribute[]> {
  const digest = await sha256(content);
  const certificateHash = await sha256(derOf(certificate));
  // RFC 5035: SHA-256 is the default hash, so it is left out.
  const essCertificate = new asn1js.Sequence({ value: [new asn1js.OctetString({ valueHex: certificateHash.buffer })] });
  const attributes = [
    new Attribute({ type: OID.contentType, values: [new asn1js.ObjectIdentifier({ value: OID.data })] }),
    new Attribute({ type: OID.messageDigest, values: [new asn1js.OctetString({ valueHex: digest.buffer })] }),
    new Attribute({ type: OID.signingTime, values: [time(now)] }),
    new Attribute({
      type: OID.signingCertificateV2,
      values: [new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [essCertificate] })] })],
    }),
  ];
  return attributes
    .map((entry) => ({ entry, der: new Uint8Array(entry.toSchema().toBER(false)) }))
    .sort((a, b) => compare(a.der, b.der))
    .map(({ entry }) => entry);
}

/** UTCTime until 2049, GeneralizedTime afterwards (RFC 5652, 11.3); whole seconds. */
function time(now: Date): asn1js.BaseBlock {
  const valueDate = new Date(Math.floor(now.getTime() / 1000) * 1000);
  return valueDate.getUTCFullYear() < 2050 ? new asn1js.UTCTime({ valueDate }) : new asn1js.GeneralizedTime({ valueDate });
}

function compare(a: Uint8Array, b: Uint8Array): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
