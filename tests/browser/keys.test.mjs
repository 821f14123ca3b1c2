// Keys in the browser: what can go wrong with them, logging in with them, getting a new one.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { chooseKey, logIn, picture, signWithKey, sit } from './support/browser.mjs'
import { pdf } from './support/files.mjs'
import { Seat } from './support/seat.mjs'
import { bodiesOf } from './support/interface.mjs'
import { posted } from './support/states.mjs'
import { pattern, word } from './support/words.mjs'
import { house } from './support/house.mjs'

const here = house()

/** The words beside the field with this id. */
async function beside(page, field) {
  const message = page.locator(`#${field}-error`)
  await message.waitFor()
  assert.ok((await page.locator(`#${field}`).getAttribute('aria-describedby')).split(' ').includes(`${field}-error`))
  return (await message.innerText()).trim()
}

/** A wrong password, another person's key, a file that is no key: told beside the field in the language of the page,
 * nothing is sent, what was chosen stays, and the right key then signs. */
for (const language of ['kk', 'ru', 'en']) {
  test(`mistakes with a key are told beside the field (${language})`, async () => {
    const head = await Seat.take(here.browser, here.portal, 'transport-head', language, { shots: `keys-${language}` })
    const { page, account } = head
    await head.go('/my-work')
    await page.locator('main a[href$="/sign"]').first().click()
    await head.heading('drafts-sign-title')
    const address = page.url()
    const posts = []
    page.on('request', request => { if (request.method() === 'POST') posts.push(request.url()) })

    await signWithKey(page, account, account.key_file, 'not the password')
    assert.match(await beside(page, 'signing-password'), new RegExp(head.w('signatures-problem-wrong-password').slice(0, 20)))
    assert.equal(await page.locator('input[data-key-file]').evaluate(input => input.files.length), 1)
    await head.picture('wrong-password')

    await signWithKey(page, account, here.portal.account('finance-head').key_file)
    assert.match(await beside(page, 'signing-key-file'), pattern(language, 'signatures-problem-other-person'))
    assert.equal(await page.locator('#signing-password-error').count(), 0, 'the old mistake is no longer told')
    await head.picture('other-person')

    await signWithKey(page, account, pdf('key.p12'))
    assert.match(await beside(page, 'signing-key-file'), pattern(language, 'signatures-problem-not-key-file'))
    await head.picture('not-key-file')

    await signWithKey(page, account, account.key_file, '')
    assert.match(await beside(page, 'signing-password'), pattern(language, 'signatures-problem-no-password'))

    assert.equal(page.url(), address)
    assert.deepEqual(posts, [], 'nothing left the page')
    await chooseKey(page, account)
    assert.deepEqual(page.complaints, [])
    await page.context().close()
  })
}

/**
 * A head signs three drafts one after another: the key is opened once, each draft is shown before it is signed, and the
 * page is never left between them. A page that is opened anew knows nothing of the key.
 */
test('several drafts are signed with a key that is opened once', async () => {
  const { page: admin } = await Seat.take(here.browser, here.portal, 'digital-admin', 'kk')
  const [health, science] = await bodiesOf(admin, ['health-head', 'science-head'])
  const { page: drafter } = await Seat.take(here.browser, here.portal, 'health-drafter', 'kk')
  const titles = ['Бірінші бұйрық туралы', 'Екінші бұйрық туралы', 'Үшінші бұйрық туралы']
  const drafts = []
  for (const title of titles) drafts.push(await posted(drafter, health, [science], title))

  const head = await Seat.take(here.browser, here.portal, 'health-head', 'kk', { shots: 'series' })
  const { page, account } = head
  await head.go(`/drafts/${drafts[0]}/v/1/sign`)
  // Lost when the page is left.
  await page.evaluate(() => { window.sameVisit = true })
  await chooseKey(page, account)
  await page.getByLabel(head.w('signatures-keep')).check()
  await head.picture('first')
  const signed = []
  for (let nth = 0; nth < 3; nth++) {
    const shown = await page.locator('main').innerText()
    const title = titles.find(each => shown.includes(each))
    assert.ok(title && !signed.includes(title), `what is signed is shown: ${title}`)
    signed.push(title)
    if (nth > 0) {
      // The password is not asked for again; whose key it is is said.
      assert.equal(await page.locator('#signing-password').isVisible(), false)
      assert.equal((await page.locator('[data-kept-name]').innerText()).length > 3, true)
      await head.picture(`next-${nth}`)
    }
    await page.locator('form[data-signing] [data-with-script] button[type=submit]').click()
    await head.heading('drafts-sign-done')
    assert.ok(await page.evaluate(() => window.sameVisit), 'the page was not left')
    assert.match(page.url(), /\/signed\?what=sign$/)
    if (nth < 2) {
      await page.locator('[data-signing-next] a').click()
      await head.heading('drafts-sign-title')
    }
  }
  assert.deepEqual([...signed].sort(), [...titles].sort())
  const stored = await page.evaluate(async () => {
    const bases = await indexedDB.databases()
    return [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), bases.length]
  })
  assert.ok(stored[2] === 0 && !stored.join().includes('KEY'), `nothing is stored: ${stored}`)

  // A page that is opened anew asks for the key again.
  drafts.push(await posted(drafter, health, [science], 'Төртінші бұйрық туралы'))
  await page.goto(`/drafts/${drafts[3]}/v/1/sign`)
  assert.ok(await page.locator('#signing-password').isVisible(), 'a page opened anew asks for the key')
  await chooseKey(page, account)
  await signWithKey(page, account)
  await head.heading('drafts-sign-done')
  assert.deepEqual(page.complaints, [])
  for (const each of [page, drafter, admin]) await each.context().close()
})

/**
 * While a person signs with a key file, nothing that leaves the browser holds the private key or its password, and nothing
 * that the portal keeps does.
 *
 * Covers: 385-6-4
 */
test('the private key is neither in what is sent nor in what is kept', async () => {
  const { page: admin } = await Seat.take(here.browser, here.portal, 'digital-admin', 'kk')
  const [health, science] = await bodiesOf(admin, ['health-head', 'science-head'])
  const { page: drafter } = await Seat.take(here.browser, here.portal, 'health-drafter', 'kk')
  const draft = await posted(drafter, health, [science], 'Кілт туралы')
  const head = await Seat.take(here.browser, here.portal, 'health-head', 'kk')
  const { page, account } = head
  const sent = []
  page.on('request', request => sent.push(Buffer.from(`${request.url()} ${JSON.stringify(request.headers())}`), request.postDataBuffer() ?? Buffer.of()))
  await head.go(`/drafts/${draft}/v/1/sign`)
  await head.sign()
  await head.heading('drafts-sign-done')

  const secrets = [...privateKey(account), Buffer.from(account.key_password)]
  assert.ok(sent.some(bytes => bytes.includes('name="cms"')), 'the signature was sent')
  for (const secret of secrets) assert.ok(!sent.some(bytes => bytes.includes(secret)), 'nothing secret was sent')
  // Key files of the demo and the list of their passwords are what people would carry with them.
  const theirs = path => path.endsWith('.p12') || path.endsWith('accounts.json')
  const kept = readdirSync(here.portal.data, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !theirs(entry.name)).map(entry => readFileSync(join(entry.parentPath, entry.name)))
  const certificate = Buffer.from(account.name)
  assert.ok(kept.some(bytes => bytes.includes(certificate)), 'what is kept is looked at')
  for (const secret of privateKey(account)) assert.ok(!kept.some(bytes => bytes.includes(secret)), 'no key is kept')
  for (const each of [page, drafter, admin]) await each.context().close()
})

/** The number that is the account's private key: as bytes, in hexadecimal, and the key's base64. */
function privateKey(account) {
  const run = (args, input) => execFileSync('openssl', args, { input, stdio: ['pipe', 'pipe', 'pipe'] })
  const pem = run(['pkcs12', '-in', account.key_file, '-passin', `pass:${account.key_password}`, '-nodes', '-nocerts'])
  const [, digits] = /priv:([0-9a-f:\s]+)pub:/.exec(run(['pkey', '-text', '-noout'], pem).toString())
  const number = Buffer.from(digits.replace(/[^0-9a-f]/g, '').padStart(64, '0').slice(-64), 'hex')
  const der = run(['pkcs8', '-topk8', '-nocrypt', '-outform', 'DER'], pem)
  return [number, Buffer.from(number.toString('hex')), Buffer.from(der.toString('base64').slice(40, 80))]
}

/** A person logs in by signing with the key; another program's file is not asked for. */
test('one logs in with a key', async () => {
  const page = await sit(here.browser, here.portal)
  await page.goto('/login')
  await page.getByRole('button', { name: word('kk', 'identity-login-eds') }).click()
  await page.getByRole('heading', { level: 1, name: word('kk', 'identity-login-eds-title') }).waitFor()
  await picture(page, 'login-eds')
  await signWithKey(page, here.portal.account('health-head'))
  await page.getByRole('heading', { level: 1, name: word('kk', 'drafts-work-title') }).waitFor()
  await page.goto('/profile')
  await page.locator('main', { hasText: here.portal.account('health-head').name }).waitFor()
  assert.deepEqual(page.complaints, [])
  await page.context().close()
})

/**
 * A key is made in the browser and saved as an encrypted file, the administrator approves the request, the person joins the file
 * with the certificate and signs a draft with it. The private key is never sent: neither the request nor anything else holds it or
 * the password. The browser keeps nothing of it, and no cookie but that of the session holds anything of anybody.
 */
test('a certificate is asked for, issued, taken and signs', async () => {
  const password = 'Жаңа-кілт-2026'
  const head = await Seat.take(here.browser, here.portal, 'transport-head', 'kk', { shots: 'certificate' })
  const { page } = head
  const sent = []
  page.on('request', request => sent.push(request.postData() ?? ''))
  await head.go('/certificates/new')
  await page.locator('#new-password').fill(password)
  await page.locator('#new-password-again').fill('басқа құпиясөз')
  await head.press('signatures-request-make')
  assert.match(await beside(page, 'new-password-again'), pattern('kk', 'signatures-problem-passwords-differ'))
  await page.locator('#new-password-again').fill(password)
  await head.picture('request')
  const [saved] = await Promise.all([page.waitForEvent('download'), head.pressAgain('signatures-request-make')])
  const waiting = { name: saved.suggestedFilename(), mimeType: 'application/x-pem-file', buffer: readFileSync(await saved.path()) }
  assert.match(waiting.name, /^orda-key-\w+\.pem$/)
  assert.match(waiting.buffer.toString(), /^-----BEGIN ENCRYPTED PRIVATE KEY-----/)
  await page.waitForURL(/\/certificates\/requests\//)
  await head.picture('requested')
  const stored = await page.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length])
  assert.deepEqual(stored, [0, 0, 0], 'the browser keeps nothing')
  // What an earlier release kept here is removed by the next page.
  await page.evaluate(() => new Promise((resolve, reject) => {
    const opened = indexedDB.open('orda-keys', 1)
    opened.onupgradeneeded = () => opened.result.createObjectStore('waiting')
    opened.onsuccess = () => { opened.result.close(); resolve() }
    opened.onerror = () => reject(opened.error)
  }))
  await page.reload()
  await page.evaluate(async () => {
    while ((await indexedDB.databases()).length > 0) await new Promise(later => setTimeout(later, 50))
  })
  assert.ok(sent.every(body => !body.includes(password) && !body.includes('PRIVATE KEY')))

  const admin = await Seat.take(here.browser, here.portal, 'digital-admin', 'kk', { shots: 'certificate' })
  await admin.go('/admin/certificates')
  await admin.page.locator('tr', { hasText: head.account.name }).getByRole('link').first().click()
  await admin.picture('decide')
  await admin.press('signatures-approve')
  await admin.sees(admin.w('signatures-approved'))

  await head.go('/certificates')
  await page.locator('tbody a[href^="/certificates/"]').first().click()
  await page.locator('#take-password').fill(password)
  await head.press('signatures-take-button')
  await head.sees(head.w('signatures-problem-key-not-here').slice(0, 30))
  await page.locator('form[data-certificate-take] input[data-key-file]').setInputFiles(waiting)
  await page.locator('#take-password').fill('дұрыс емес')
  await head.pressAgain('signatures-take-button')
  assert.match(await beside(page, 'take-password'), pattern('kk', 'signatures-problem-wrong-password'))
  await page.locator('#take-password').fill(password)
  const [download] = await Promise.all([page.waitForEvent('download'), head.pressAgain('signatures-take-button')])
  await head.sees(head.w('signatures-take-done'))
  await head.picture('taken')
  const keyFile = { name: download.suggestedFilename(), mimeType: 'application/x-pkcs12', buffer: readFileSync(await download.path()) }
  assert.match(keyFile.name, /^orda-\w+\.p12$/)

  await head.go('/my-work')
  await page.locator('main a[href$="/sign"]').first().click()
  await signWithKey(page, head.account, keyFile, password)
  await head.heading('drafts-sign-done')
  assert.deepEqual([...page.complaints, ...admin.page.complaints], [])
  await page.context().close()
  await admin.page.context().close()
})

/** Two wrong ways to log in: told on the page, the login stays typed. */
test('a wrong password of the portal is told and the login stays', async () => {
  const page = await sit(here.browser, here.portal)
  await page.goto('/login')
  await page.locator('input[name=login]').fill('finance-head')
  await page.locator('input[name=password]').fill('wrong')
  await page.locator('form:has(input[name=password]) button[type=submit]').first().click()
  await page.locator('.govuk-error-summary').waitFor()
  assert.equal(await page.locator('input[name=login]').inputValue(), 'finance-head')
  assert.equal(await page.locator('input[name=password]').inputValue(), '')
  await picture(page, 'login-wrong')
  await logIn(page, here.portal.account('finance-head'))
  await page.context().close()
})
