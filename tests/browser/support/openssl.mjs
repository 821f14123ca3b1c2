// Signing outside the browser, as the page explains it: the downloaded manifest, a key file, OpenSSL.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A detached CMS signature (DER) over `content` with the account's key file. */
export function signOutside(account, content) {
  const folder = mkdtempSync(join(tmpdir(), 'orda-openssl-'))
  try {
    const key = join(folder, 'key.pem')
    const signature = join(folder, 'orda-manifest.p7s')
    const run = (args, input) => execFileSync('openssl', args, { input, stdio: ['pipe', 'pipe', 'pipe'] })
    run(['pkcs12', '-in', account.key_file, '-passin', `pass:${account.key_password}`, '-nodes', '-out', key])
    run(['cms', '-sign', '-cades', '-binary', '-md', 'sha256', '-signer', key, '-outform', 'DER', '-out', signature], content)
    return run(['cms', '-cmsout', '-inform', 'DER', '-in', signature, '-outform', 'DER'])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
