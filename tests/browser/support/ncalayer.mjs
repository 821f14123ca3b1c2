// NCALayer as a browser meets it: a program on the person's own machine behind wss://127.0.0.1:13579 that greets with its
// version and answers one question at a time. It really signs, with a key file of the demo government.
import { execFileSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signOutside } from './openssl.mjs'

const { wsServer: WebSocketServer } = createRequire(import.meta.url)('playwright-core/lib/utilsBundle')

const UNKNOWN = { success: false, errorCode: 'MODULE_NOT_FOUND' }
const base64 = bytes => bytes.toString('base64')

/** What the program answers, by its mood: a function of the question and of who signs. Nothing is answered to `undefined`;
 * `close` ends the line. */
const MOODS = {
  signs: (question, sign) => newer(question, () => ({ status: true, body: { result: [base64(sign())] } })),
  cancelled: question => newer(question, () => ({ status: true, body: {} })),
  fails: question => newer(question, () => ({ status: false, code: 'SIGNING_FAILURE', message: 'CKR_TOKEN_NOT_PRESENT', details: 'no token' })),
  hangs: () => undefined,
  leaves: () => 'close',
  babbles: () => '<html>',
  // Signs something else than was asked.
  strays: (question, sign) => newer(question, () => ({ status: true, body: { result: [base64(sign(Buffer.from('{}\n')))] } })),
  // A version before the newer module.
  old: (question, sign) => older(question, () => ({ code: '200', responseObject: base64(sign()) })),
  'old-cancelled': question => older(question, () => ({ code: '500', message: 'action.canceled' })),
  'old-fails': question => older(question, () => ({ code: '500', message: 'storage.empty' })),
  ancient: () => UNKNOWN
}

function newer(question, answer) {
  return question.module === 'kz.gov.pki.knca.basics' && question.method === 'sign' ? answer() : UNKNOWN
}

function older(question, answer) {
  if (question.module !== 'kz.gov.pki.knca.commonUtils') return UNKNOWN
  if (question.method === 'changeLocale') return { code: '200' }
  return question.method === 'createCMSSignatureFromBase64' ? answer() : UNKNOWN
}

/** The bytes that a question asks to sign. */
function contentOf({ args }) {
  return Buffer.from(Array.isArray(args) ? args[2] : args.data, 'base64')
}

/** The program. It listens on a port of its own, so that several can run on one machine; `switches` are those with which
 * Chromium finds it behind the usual port and believes its certificate, as a machine does on which NCALayer is installed. */
export class NcaLayer {
  #server
  #folder = mkdtempSync(join(tmpdir(), 'orda-ncalayer-'))
  #lines = new Set()
  #port = 0
  /** A key of `MOODS`, or `mute`: takes the line and does not greet. */
  mood = 'signs'
  /** Whose key file it signs with. */
  account
  /** Every question, as it came. */
  asked = []

  constructor() {
    const key = join(this.#folder, 'key.pem')
    const certificate = join(this.#folder, 'certificate.pem')
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1',
      '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate], { stdio: 'pipe' })
    this.tls = { key: readFileSync(key), cert: readFileSync(certificate) }
  }

  get switches() {
    const spki = new X509Certificate(this.tls.cert).publicKey.export({ type: 'spki', format: 'der' })
    const pin = createHash('sha256').update(spki).digest('base64')
    return [`--ignore-certificate-errors-spki-list=${pin}`, `--host-resolver-rules=MAP 127.0.0.1:13579 127.0.0.1:${this.#port}`]
  }

  /** Begins to listen; the second time on the port of the first. */
  async start() {
    this.#server = createServer(this.tls)
    new WebSocketServer({ server: this.#server }).on('connection', line => this.#greet(line))
    await new Promise(resolve => this.#server.listen(this.#port, '127.0.0.1', resolve))
    this.#port = this.#server.address().port
    return this
  }

  /** Is no longer there: connections are refused. */
  async stop() {
    for (const line of this.#lines) line.terminate()
    await new Promise(resolve => this.#server.close(resolve))
  }

  /** Leaves the machine. */
  async remove() {
    await this.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #greet(line) {
    this.#lines.add(line)
    line.on('close', () => this.#lines.delete(line))
    line.on('message', data => this.#answer(line, JSON.parse(String(data))))
    if (this.mood !== 'mute') line.send('{"result":{"version":"1.4"}}')
  }

  #answer(line, question) {
    this.asked.push(question)
    const sign = (content = contentOf(question)) => signOutside(this.account, content)
    const answer = MOODS[this.mood](question, sign)
    if (answer === undefined) return
    if (answer === 'close') return line.close()
    line.send('--heartbeat--')
    line.send(typeof answer === 'string' ? answer : JSON.stringify(answer))
  }
}
