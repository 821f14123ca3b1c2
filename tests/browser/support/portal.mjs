// A demo government of our own: fresh folder, free port, stopped afterwards.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

async function freePort() {
  const server = createServer()
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise(resolve => server.close(resolve))
  return port
}

/** Starts `orda demo`; `args` are further arguments. */
export async function startPortal(args = []) {
  const binary = process.env.ORDA_BINARY
  if (!binary) throw new Error('ORDA_BINARY names the program to test; run cargo xtask test')
  const port = await freePort()
  const data = await mkdtemp(join(tmpdir(), 'orda-browser-'))
  const child = spawn(binary, ['demo', '--port', String(port), '--data', data, ...args], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let log = ''
  child.stdout.on('data', chunk => (log += chunk))
  child.stderr.on('data', chunk => (log += chunk))
  const host = args.includes('--host') ? args[args.indexOf('--host') + 1] : '127.0.0.1'
  const url = `http://${host}:${port}`
  const deadline = Date.now() + 180_000
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the portal ended with ${child.exitCode}:\n${log}`)
    const ready = await fetch(`${url}/readyz`).then(r => r.ok, () => false)
    if (ready) break
    if (Date.now() > deadline) throw new Error(`the portal did not start:\n${log}`)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  const accounts = JSON.parse(await readFile(join(data, 'accounts.json'), 'utf8'))
  return {
    url,
    data,
    /** The account with this login: { login, password, name, body, key_file, key_password }. */
    account(login) {
      const found = accounts.find(a => a.login === login)
      if (!found) throw new Error(`no account ${login}`)
      return found
    },
    log: () => log,
    async stop() {
      child.kill('SIGTERM')
      await new Promise(resolve => child.once('exit', resolve))
      await rm(data, { recursive: true, force: true })
    }
  }
}
