// The interface for programs, called as somebody who is logged in.
import assert from 'node:assert/strict'
import { signOutside } from './openssl.mjs'

/** The day so many days from today, as the interface writes it. */
export const day = days => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Calls the interface as the person who is logged in on `page`; gives back the JSON of the answer, where there is one. */
export async function call(page, method, path, data) {
  const bytes = Buffer.isBuffer(data)
  const answer = await page.request.fetch(`/api/v1${path}`, {
    method, data, headers: { 'sec-fetch-site': 'same-origin', ...(bytes && { 'content-type': 'application/octet-stream' }) }
  })
  const text = await answer.text()
  assert.ok(answer.ok(), `${method} ${path} answers ${answer.status()}: ${text}`)
  return text ? JSON.parse(text) : null
}

/** Ids of bodies by a login of theirs; `admin` is the page of an administrator. */
export async function bodiesOf(admin, logins) {
  return Promise.all(logins.map(async login => (await personOf(admin, login)).positions[0].body))
}

/** The record of the person with this login. */
export async function personOf(admin, login) {
  const { items } = await call(admin, 'GET', `/people?q=${encodeURIComponent(login)}`)
  return items.find(person => person.login === login)
}

/** Signs what the interface gives out at `path`, with OpenSSL and the account's key file, and hands it in there. */
export async function signed(page, account, path) {
  const { manifest } = await call(page, 'GET', path)
  await call(page, 'POST', path, { cms: signOutside(account, Buffer.from(manifest, 'base64')).toString('base64') })
}

/** The way of a letter within one body, by the people whose step it is: registered, with the head, a representative named,
 * who opens the draft. */
export async function throughTheBody(table, code, id, body, representative) {
  const page = async login => (await table.seat(`${code}-${login}`)).page
  const path = `/drafts/${id}/bodies/${body}`
  await call(await page('clerk'), 'POST', `${path}/register`, { number: `${code}-к-18`, date: day(0) })
  await call(await page('clerk'), 'POST', `${path}/pass`)
  await call(await page('head'), 'POST', `${path}/representatives`, { people: [representative], resolution: 'Қарап, ұсыныс енгізіңіз' })
  await (await page('approver')).goto(`/drafts/${id}`)
}
