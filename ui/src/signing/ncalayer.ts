// NCALayer: the national centre's program on the person's own machine, reached over a local web socket.
//
// It knows no request numbers, so one question is asked at a time. First the newer module (`basics.sign`), then, when
// the program is too old to know it, `commonUtils.createCMSSignatureFromBase64`, whose window must be told the language
// by a question of its own.

import { type Bytes, fromBase64, toBase64 } from "./bytes.js";
import { Problem } from "./problem.js";

/** Longest answer that is looked at, in characters: a signature with its certificates is a few kilobytes. */
const ANSWER_LIMIT = 1 << 20;

/** Longest text of the program that is shown, in characters. */
const DETAIL_LIMIT = 200;

/** What is needed of a socket; tests bring their own. */
export interface Socket {
  send(text: string): void;
  close(): void;
  addEventListener(type: "open" | "close" | "error", listener: () => void): void;
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
}

export interface NcaLayerOptions {
  /** `wss://127.0.0.1:13579` */
  address: string;
  /** kk, ru or en: language of NCALayer's own window. */
  language: string;
  /** Whose certificate is wanted: 12 digits, or empty for anybody's. */
  iin: string;
  /** Ends the waiting. */
  signal: AbortSignal;
  /** Opens a socket. */
  open?: (address: string) => Socket;
  /** How long the program may take to answer the connection, in milliseconds. Signing itself has no limit. */
  patience?: number;
}

interface Answer {
  status?: boolean;
  code?: string;
  message?: string;
  details?: string;
  body?: { result?: string[] | string };
  success?: boolean;
  errorCode?: string;
  responseObject?: string;
  result?: { version?: string };
}

/** Asks NCALayer for a detached signature over `content`; CMS as it gives it. */
export async function signWithNcaLayer(content: Bytes, options: NcaLayerOptions): Promise<Bytes> {
  const line = await Line.open(options);
  try {
    const data = toBase64(content);
    const answer = await line.ask({
      module: "kz.gov.pki.knca.basics",
      method: "sign",
      args: {
        allowedStorages: null,
        format: "cms",
        data,
        signingParams: { decode: true, encapsulate: false, digested: false },
        // An empty chain admits certificates of other centres than the national one: the portal's own is one.
        signerParams: { ...(options.iin === "" ? {} : { iin: options.iin }), chain: [] },
        locale: options.language,
      },
    });
    if (isUnknownModule(answer)) return await signTheOldWay(line, data, options.language);
    if (answer.status !== true) throw failure(answer);
    const result = answer.body?.result;
    const cms = Array.isArray(result) ? result[0] : result;
    if (!cms) throw new Problem("ncalayer-cancelled");
    return decode(cms);
  } finally {
    line.close();
  }
}

async function signTheOldWay(line: Line, data: string, language: string): Promise<Bytes> {
  // Whatever it answers: a window in another language signs as well.
  await line.ask({ module: "kz.gov.pki.knca.commonUtils", method: "changeLocale", args: [language] });
  const answer = await line.ask({
    module: "kz.gov.pki.knca.commonUtils",
    method: "createCMSSignatureFromBase64",
    args: ["PKCS12", "SIGNATURE", data, false],
  });
  if (isUnknownModule(answer)) throw new Problem("ncalayer-old");
  if (answer.message === "action.canceled") throw new Problem("ncalayer-cancelled");
  if (answer.code !== "200" || !answer.responseObject) throw failure(answer);
  return decode(answer.responseObject);
}

function isUnknownModule(answer: Answer): boolean {
  const code = answer.errorCode ?? answer.code ?? "";
  return code === "MODULE_NOT_FOUND" || code === "METHOD_NOT_FOUND";
}

function failure(answer: Answer): Problem {
  if (/cancel/i.test(`${answer.code ?? ""} ${answer.message ?? ""}`)) return new Problem("ncalayer-cancelled");
  const said = [answer.code ?? answer.errorCode, answer.message].filter(Boolean).join(": ");
  return new Problem("ncalayer-failed", { detail: said.slice(0, DETAIL_LIMIT) });
}

function decode(text: string): Bytes {
  try {
    return fromBase64(text);
  } catch {
    throw new Problem("ncalayer-answer");
  }
}

/** A line to the program: greeted, then one question and one answer at a time. */
class Line {
  readonly #socket: Socket;
  #waiting: { take: (answer: Answer) => void; fail: (problem: Problem) => void } | undefined;
  #ended: Problem | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  static async open(options: NcaLayerOptions): Promise<Line> {
    const open = options.open ?? ((address: string) => new WebSocket(address) as unknown as Socket);
    if (options.signal.aborted) throw new Problem("cancelled");
    let socket: Socket;
    try {
      socket = open(options.address);
    } catch {
      throw new Problem("ncalayer-absent");
    }
    const line = new Line(socket);
    let opened = false;
    options.signal.addEventListener("abort", () => line.#end(new Problem("cancelled")));
    socket.addEventListener("open", () => {
      opened = true;
    });
    socket.addEventListener("error", () => line.#end(new Problem(opened ? "ncalayer-closed" : "ncalayer-absent")));
    socket.addEventListener("close", () => line.#end(new Problem(opened ? "ncalayer-closed" : "ncalayer-absent")));
    socket.addEventListener("message", (event) => line.#receive(event.data));

    // The program greets with its version as soon as the line is open.
    const timer = setTimeout(() => line.#end(new Problem(opened ? "ncalayer-silent" : "ncalayer-absent")), options.patience ?? 7_000);
    try {
      await line.#next();
    } catch (thrown) {
      line.close();
      throw thrown;
    } finally {
      clearTimeout(timer);
    }
    return line;
  }

  ask(question: object): Promise<Answer> {
    const answer = this.#next();
    if (!this.#ended) this.#socket.send(JSON.stringify(question));
    return answer;
  }

  close(): void {
    this.#ended ??= new Problem("ncalayer-closed");
    this.#socket.close();
  }

  #next(): Promise<Answer> {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((take, fail) => {
      this.#waiting = { take, fail };
    });
  }

  #receive(data: unknown): void {
    if (data === "--heartbeat--") return;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    try {
      const text = String(data);
      const answer = text.length > ANSWER_LIMIT ? undefined : (JSON.parse(text) as Answer | null | undefined);
      if (!answer) throw new Problem("ncalayer-answer");
      waiting?.take(answer);
    } catch {
      waiting?.fail(new Problem("ncalayer-answer"));
    }
  }

  #end(problem: Problem): void {
    this.#ended ??= problem;
    this.#waiting?.fail(problem);
    this.#waiting = undefined;
  }
}
