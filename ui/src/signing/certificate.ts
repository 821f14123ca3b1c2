// What the page reads out of a certificate before it signs. The server judges; this only spares a vain attempt.

import { Certificate, type RelativeDistinguishedNames } from "pkijs";
import { OID } from "./engine.js";
import { Problem } from "./problem.js";

/** The first value of this type in a name; empty when there is none. */
export function attribute(name: RelativeDistinguishedNames, oid: string): string {
  const found = name.typesAndValues.find((entry) => entry.type === oid);
  return found ? String(found.value.valueBlock.value) : "";
}

/** The twelve digits after `IIN` in the subject's serialNumber (Kazakhstan's profile); empty when there are none. */
export function iinOf(certificate: Certificate): string {
  return /^IIN(\d{12})$/.exec(attribute(certificate.subject, OID.serialNumber))?.[1] ?? "";
}

/** Name to show: the common name. */
export function nameOf(certificate: Certificate): string {
  return attribute(certificate.subject, OID.commonName);
}

/** The certificate as DER. */
export function derOf(certificate: Certificate): Uint8Array<ArrayBuffer> {
  return new Uint8Array(certificate.toSchema().toBER(false));
}

/** Did the subject sign it itself, by its names? Such a certificate is an anchor and is not put into a signature. */
export function isSelfIssued(certificate: Certificate): boolean {
  return certificate.subject.isEqual(certificate.issuer);
}

/** May the key sign documents (nonRepudiation set, or no keyUsage at all)? */
export function forSigning(certificate: Certificate): boolean {
  const usage = certificate.extensions?.find((extension) => extension.extnID === OID.keyUsage);
  if (!usage) return true;
  const bits = usage.parsedValue as { valueBlock: { valueHexView: Uint8Array } };
  return ((bits.valueBlock.valueHexView[0] ?? 0) & 0x40) !== 0;
}

/** Tells before signing what the server would refuse anyway: not in force by this computer's clock, another person's. */
export function checkCertificate(certificate: Certificate, expectedIin: string, now: Date): void {
  const from = certificate.notBefore.value;
  const to = certificate.notAfter.value;
  if (now < from) throw new Problem("not-yet-valid", { date: from.toISOString() });
  if (now > to) throw new Problem("expired", { date: to.toISOString() });
  const iin = iinOf(certificate);
  if (expectedIin !== "" && iin !== "" && iin !== expectedIin) {
    throw new Problem("other-person", { name: nameOf(certificate) });
  }
}
