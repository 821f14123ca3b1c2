// Sending one file, with its progress.

/** How sending ended. */
export type Sent =
  | { kind: "received" }
  /** The portal says no; the words are its own. */
  | { kind: "refused"; reason: string }
  /** The line broke or the portal does not answer: worth another try. */
  | { kind: "failed" };

/** Sends `file` into `set`. `progress` hears the share sent, from 0 to 1. */
export function send(set: string, file: File, progress: (share: number) => void): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1/file-sets/${set}/files?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable && event.total > 0) progress(event.loaded / event.total);
    });
    request.addEventListener("load", () => resolve(outcome(request)));
    request.addEventListener("error", () => resolve({ kind: "failed" }));
    request.addEventListener("timeout", () => resolve({ kind: "failed" }));
    request.send(file);
  });
}

function outcome(request: XMLHttpRequest): Sent {
  if (request.status === 201) return { kind: "received" };
  const reason = detail(request.responseText);
  if (request.status >= 400 && request.status < 500 && reason) return { kind: "refused", reason };
  return { kind: "failed" };
}

/** The words of a problem (RFC 9457). */
function detail(body: string): string | undefined {
  try {
    const problem: unknown = JSON.parse(body);
    if (problem && typeof problem === "object" && "detail" in problem && typeof problem.detail === "string") {
      return problem.detail;
    }
  } catch {
    // Not a problem: a proxy, perhaps.
  }
  return undefined;
}
