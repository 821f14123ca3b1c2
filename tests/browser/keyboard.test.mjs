// From the login to an approved draft with the keyboard alone: Tab, Space, Enter, letters.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { picture, sit } from './support/browser.mjs'
import { word } from './support/words.mjs'
import { house } from './support/house.mjs'
import { Seat } from './support/seat.mjs'
import { prepare } from './support/states.mjs'

const here = house()

/** What has the focus: how it is called, and whether one sees that it has it. */
function focused() {
  const element = document.activeElement
  if (!element || element === document.body) return null
  const style = getComputedStyle(element)
  const label = element.labels?.[0]?.innerText ?? element.getAttribute('aria-label') ?? element.innerText ?? ''
  // Radio buttons and boxes of the design are drawn by their label.
  const drawn = element.labels?.[0] ? getComputedStyle(element.labels[0], '::before') : null
  const marked = css => (css.outlineStyle !== 'none' && parseFloat(css.outlineWidth) >= 2) || css.boxShadow !== 'none'
  const box = element.getBoundingClientRect()
  return {
    name: label.trim().replace(/\s+/g, ' '),
    tag: element.tagName.toLowerCase(),
    type: element.getAttribute('type') ?? '',
    key: element.getAttribute('name') ?? element.id,
    marked: marked(style) || (drawn !== null && marked(drawn)),
    onScreen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
  }
}

/** Presses Tab until `wanted` has the focus; on the way everything that gets the focus is seen to have it. */
async function tabTo(page, wanted, most = 120) {
  const passed = []
  for (let n = 0; n < most; n++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(focused)
    if (!at) continue
    assert.ok(at.marked, `one does not see that "${at.name}" (${at.tag} ${at.key}) has the focus on ${page.url()}`)
    assert.ok(at.onScreen, `"${at.name}" (${at.tag} ${at.key}) has the focus outside the screen on ${page.url()}`)
    if (wanted(at)) return at
    passed.push(at.name || at.key)
  }
  throw new Error(`not reached with Tab on ${page.url()}: passed ${passed.join(' · ')}`)
}

const named = (...texts) => at => texts.every(text => at.name.includes(text))

/** What is asked seldom is answered with the keyboard too: from the top of the page Tab leads to the button that does
 * it, and everything passed on the way is seen to have the focus. */
test('rare pages are used with the keyboard alone', async () => {
  const made = await prepare(here.browser, here.portal)
  const rare = [
    ['health-drafter', made.resend, 'drafts-resend-submit'],
    ['science-head', made.refusalLetter, 'drafts-refuse-preview'],
    ['digital-admin', made.unit, 'web-save'],
    ['digital-admin', made.acting, 'identity-acting-end']
  ]
  for (const [login, path, key] of rare) {
    const { page } = await Seat.take(here.browser, here.portal, login, 'kk')
    await page.goto(path)
    await tabTo(page, at => at.tag === 'button' && at.name === word('kk', key))
    assert.deepEqual(page.complaints, [])
    await page.context().close()
  }

  // Whoever must choose a password first does so, and is let in.
  const { page } = await Seat.take(here.browser, here.portal, 'science-approver', 'kk')
  assert.equal(new URL(page.url()).pathname, '/profile/password')
  const next = 'Көктемгі бәйшешек 26'
  for (const [field, text] of [['current', here.portal.account('science-approver').password], ['new', next], ['repeat', next]]) {
    await tabTo(page, at => at.key === field)
    await page.keyboard.type(text)
  }
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/profile$/)
  await page.context().close()
})

/** The page's own heading is the next thing after its services: the first press of Tab offers to skip there. */
test('the skip link leads over the header to the content', async () => {
  const page = await sit(here.browser, here.portal)
  await page.goto('/help')
  await page.keyboard.press('Tab')
  const first = await page.evaluate(focused)
  assert.equal(first.name, word('kk', 'web-skip'))
  assert.ok(first.onScreen, 'it is seen once it has the focus')
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main-content')
  await page.context().close()
})

/**
 * The head of an approving body logs in, finds the draft in "My work", reads it, signs and approves, without a mouse.
 */
test('a draft is approved with the keyboard alone', async () => {
  const page = await sit(here.browser, here.portal)
  const account = here.portal.account('economy-head')
  const k = page.keyboard
  await page.goto('/')
  await tabTo(page, at => at.key === 'login')
  await k.type(account.login)
  await tabTo(page, at => at.key === 'password')
  await k.type(account.password)
  await k.press('Enter')
  await page.waitForURL(url => !url.pathname.startsWith('/login'))

  // The menu of the person opens and closes again.
  await tabTo(page, at => at.tag === 'summary')
  await k.press('Enter')
  await tabTo(page, named(word('kk', 'web-profile')))
  await k.press('Escape')
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'SUMMARY')

  await page.getByText('Мектеп оқушыларын ыстық тамақпен').first().waitFor()
  await tabTo(page, at => at.tag === 'a' && at.name.includes('Мектеп оқушыларын'))
  await k.press('Enter')
  await page.waitForURL(/\/drafts\/[0-9a-f-]{36}/)
  await tabTo(page, named(word('kk', 'drafts-action-approve')))
  await picture(page, 'keyboard-card')
  // A link that looks like a button is pressed like one.
  await k.press('Space')
  await page.waitForURL(/\/approve$/)

  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    tabTo(page, at => at.key === 'signing-key-file').then(() => k.press('Enter'))
  ])
  await chooser.setFiles(account.key_file)
  await tabTo(page, at => at.key === 'signing-password')
  await k.type(account.key_password)
  await picture(page, 'keyboard-sign')
  await tabTo(page, at => at.tag === 'button' && at.name === word('kk', 'drafts-action-approve'))
  await k.press('Space')
  await page.getByRole('heading', { level: 1, name: word('kk', 'drafts-approve-done') }).waitFor()
  await picture(page, 'keyboard-approved')
  assert.deepEqual(page.complaints, [])
  await page.context().close()
})
