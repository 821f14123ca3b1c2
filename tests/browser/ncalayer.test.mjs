// Signing through NCALayer: what it signs, and every way in which it does not.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { chooseKey } from './support/browser.mjs'
import { house } from './support/house.mjs'
import { bodiesOf, call } from './support/interface.mjs'
import { NcaLayer } from './support/ncalayer.mjs'
import { Seat } from './support/seat.mjs'
import { posted } from './support/states.mjs'
import { pattern } from './support/words.mjs'

const program = new NcaLayer()
let draft

const here = house([], prepare, async () => (await program.start()).switches)
after(() => program.remove())

/** A draft of the ministry of health that waits for its head. */
async function prepare() {
  const { page: admin } = await Seat.take(here.browser, here.portal, 'digital-admin', 'kk')
  const { page: drafter } = await Seat.take(here.browser, here.portal, 'health-drafter', 'kk')
  const [health, science] = await bodiesOf(admin, ['health-head', 'science-head'])
  draft = async title => `/drafts/${await posted(drafter, health, [science], title)}`
}

/** The head before the page that signs, NCALayer chosen. */
async function before(address, language, machine = {}) {
  const head = await Seat.take(here.browser, here.portal, 'health-head', language, { shots: `ncalayer-${language}`, ...machine })
  program.account = head.account
  program.asked = []
  await head.go(`${address}/v/1/sign`)
  return head
}

const button = page => page.locator('form[data-signing] [data-with-script] button[type=submit]')
const told = page => page.locator('form[data-signing] [data-error-text]')

/** Presses the button and gives back what the page then tells. */
async function fail(page) {
  await button(page).click()
  await page.locator('form[data-signing] [data-error]:not([hidden])').waitFor()
  await page.locator('form[data-signing][aria-busy=false]').waitFor()
  return (await told(page).innerText()).trim()
}

const FAILURES = [
  ['mute', 'ncalayer-silent'],
  ['cancelled', 'ncalayer-cancelled'],
  ['old-cancelled', 'ncalayer-cancelled'],
  ['fails', 'ncalayer-failed'],
  ['old-fails', 'ncalayer-failed'],
  ['leaves', 'ncalayer-closed'],
  ['babbles', 'ncalayer-answer'],
  ['strays', 'ncalayer-answer'],
  ['ancient', 'ncalayer-old']
]

/**
 * Whatever goes wrong with NCALayer is told in the language of the page; nothing leaves the page, what was chosen and typed
 * stays, the draft stays unsigned.
 *
 * Covers: 385-55-1
 */
for (const language of ['kk', 'ru', 'en']) {
  test(`what goes wrong with NCALayer is told (${language})`, async () => {
    const address = await draft('Дәріханалар туралы')
    const head = await before(address, language)
    const { page } = head
    const posts = []
    page.on('request', request => { if (request.method() === 'POST') posts.push(request.url()) })
    // What was chosen for the other way is still there when one comes back to it.
    await chooseKey(page, head.account)
    await head.picture('ways')
    await page.locator('#signing-way-ncalayer').check()
    await head.sees(head.w('signatures-ncalayer-hint'))

    for (const [mood, problem] of FAILURES) {
      program.mood = mood
      const words = await fail(page)
      assert.match(words, pattern(language, `signatures-problem-${problem}`), mood)
      assert.ok(!words.includes('{') && !words.includes('undefined'), words)
      if (mood === 'fails') assert.match(words, /SIGNING_FAILURE: CKR_TOKEN_NOT_PRESENT/)
      assert.ok(await page.locator('[data-error]').evaluate(box => box === document.activeElement), 'a screen reader reads it')
      if (mood === 'fails' || mood === 'cancelled') await head.picture(mood)
    }

    // It signs with the key of somebody else.
    program.mood = 'signs'
    program.account = here.portal.account('finance-head')
    assert.match(await fail(page), pattern(language, 'signatures-problem-other-person'))
    await head.picture('other-person')
    program.account = head.account

    // It waits for the person for ever: one can stop.
    program.mood = 'hangs'
    const waiting = program.asked.length
    await button(page).click()
    await page.locator('[data-step=sign][data-state=now]').waitFor()
    await page.getByRole('button', { name: head.w('signatures-cancel') }).waitFor()
    while (program.asked.length === waiting) await page.waitForTimeout(20)
    await head.picture('waiting')
    await page.getByRole('button', { name: head.w('signatures-cancel') }).click()
    await page.locator('[data-error]:not([hidden])').waitFor()
    assert.equal((await told(page).innerText()).trim(), head.w('signatures-problem-cancelled'))

    // It is not there.
    await program.stop()
    assert.equal(await fail(page), head.w('signatures-problem-ncalayer-absent'))
    await head.picture('absent')
    await program.start()

    assert.deepEqual(posts, [], 'nothing left the page')
    assert.ok(await page.locator('#signing-way-ncalayer').isChecked())
    await page.locator('#signing-way-file').check()
    assert.equal(await page.locator('#signing-password').inputValue(), head.account.key_password)
    assert.equal(await page.locator('input[data-key-file]').evaluate(input => input.files.length), 1)
    const complaints = page.complaints.filter(text => !/WebSocket connection to 'wss:\/\/127\.0\.0\.1:13579\/' failed/.test(text))
    assert.deepEqual(complaints, [])
    await head.go(address)
    await page.locator('.govuk-tag', { hasText: head.w('drafts-state-prepared') }).first().waitFor()
    await page.context().close()
  })
}

/**
 * NCALayer signs what the page shows; a version that knows only the old module does so too, in a window of the same
 * language. The way that was used last is chosen on the next page. The portal verifies what each tool has made, and nobody
 * leaves it for that.
 *
 * Covers: 385-55-1
 */
test('a draft is signed through NCALayer, of today and an old one', async () => {
  const first = await draft('Емханалар туралы')
  const head = await before(first, 'kk', { width: 390, height: 844, shots: 'ncalayer-narrow' })
  const { page } = head
  const places = []
  page.on('framenavigated', frame => places.push(frame.url()))
  program.mood = 'signs'
  await page.locator('#signing-way-ncalayer').check()
  await head.picture('ways')
  const shown = await page.locator('form[data-signing]').getAttribute('data-content')
  await button(page).click()
  await head.heading('drafts-sign-done')
  const [question] = program.asked
  assert.deepEqual([question.module, question.args.data, question.args.locale], ['kz.gov.pki.knca.basics', shown, 'kk'])
  assert.match(question.args.signerParams.iin, /^\d{12}$/)
  await head.go(first)
  await page.locator('.govuk-tag', { hasText: head.w('drafts-state-signed_by_drafter') }).first().waitFor()

  const second = await draft('Жедел жәрдем туралы')
  program.mood = 'old'
  program.asked = []
  await head.go(`${second}/v/1/sign`)
  assert.ok(await page.locator('#signing-way-ncalayer').isChecked(), 'the way used last')
  await button(page).click()
  await head.heading('drafts-sign-done')
  assert.deepEqual(program.asked.map(({ method }) => method), ['sign', 'changeLocale', 'createCMSSignatureFromBase64'])
  assert.deepEqual(program.asked[1].args, ['kk'])

  // The third draft is signed with a key file: the same form, the same verification.
  const third = await draft('Туберкулезге қарсы күрес туралы')
  await head.go(`${third}/v/1/sign`)
  await page.locator('#signing-way-file').check()
  await head.sign()
  await head.heading('drafts-sign-done')
  for (const address of [first, second, third]) {
    await head.go(`${address}/v/1/signatures`)
    await page.locator('.govuk-tag--green', { hasText: head.w('signatures-report-valid') }).first().waitFor()
  }
  assert.deepEqual(places.filter(url => new URL(url).origin !== here.portal.url), [])
  assert.deepEqual(page.complaints, [])
  await page.context().close()
})

/**
 * A computer whose clock is off by more than the limit is told so before it signs, with the difference; within the limit
 * nothing is said. The time that is recorded with the signature is the portal's, whatever the computer believes.
 *
 * Covers: 385-56-3
 */
test('a clock that is off is told, and the time of the portal is recorded', async () => {
  for (const [off, direction, words] of [[600, 'ahead', '10 мин'], [-3_725, 'behind', '1 сағ 2 мин']]) {
    const address = await draft(`Сағат туралы (${direction})`)
    const head = await before(address, 'kk', { shots: `clock-${direction}` })
    const { page } = head
    assert.equal(await page.locator('[data-clock]').isVisible(), false, 'a clock in step')
    await page.clock.install({ time: Date.now() + off * 1000 })
    await head.go(`${address}/v/1/sign`)
    await page.locator('[data-clock]').waitFor()
    const text = await page.locator('[data-clock]').innerText()
    assert.match(text, pattern('kk', `signatures-clock-${direction}`))
    assert.ok(text.includes(words), text)
    await head.picture('told')

    const earliest = Math.floor(Date.now() / 60_000)
    await head.sign()
    await head.heading('drafts-sign-done')
    const [signature] = await call(page, 'GET', `${address}/versions/1/signatures`)
    const recorded = Math.floor(Date.parse(signature.received_at) / 60_000)
    assert.ok(recorded >= earliest && recorded <= Math.floor(Date.now() / 60_000), signature.received_at)
    await page.context().close()
  }
})
