// What can go wrong before anything is sent. The words come from the page.

/** Every code has a text in the page's `data-messages` (rendered by the server from `signatures-widget-problem-*`). */
export const PROBLEMS = [
  "no-file",
  "no-ready-file",
  "file-too-large",
  "not-key-file",
  "old-key-file",
  "wrong-password",
  "no-password",
  "no-key",
  "gost-key",
  "key-kind",
  "no-certificate",
  "expired",
  "not-yet-valid",
  "other-person",
  "content-changed",
  "insecure-page",
  "ncalayer-absent",
  "ncalayer-silent",
  "ncalayer-cancelled",
  "ncalayer-closed",
  "ncalayer-old",
  "ncalayer-failed",
  "ncalayer-answer",
  "cancelled",
  "passwords-differ",
  "password-short",
  "key-not-here",
  "key-other",
  "failed",
] as const;

export type ProblemCode = (typeof PROBLEMS)[number];

/** A problem that the person is told about, by code, with values to be put into its text. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly values: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, values: Record<string, string> = {}) {
    super(code);
    this.name = "Problem";
    this.code = code;
    this.values = values;
  }
}

/** Any thrown value as a problem; what was not foreseen becomes `failed` with its own words. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  return new Problem("failed", { detail: thrown instanceof Error ? thrown.message : String(thrown) });
}
