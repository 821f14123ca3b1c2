// Every page in three languages, on a wide and on a narrow screen, in the light and in the dark.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { picture, sit, violations } from './support/browser.mjs'
import { survey } from './support/pages.mjs'
import { Seat } from './support/seat.mjs'
import { rawKeys } from './support/words.mjs'
import { house } from './support/house.mjs'

let pages
const here = house([], async () => {
  pages = await survey(here.browser, here.portal)
})

/** A page for each person who is needed, and one for nobody. */
async function seats(language) {
  const taken = new Map()
  for (const { who } of pages) {
    if (taken.has(who)) continue
    taken.set(who, who === null ? await sit(here.browser, here.portal, { language }) : (await Seat.take(here.browser, here.portal, who, language)).page)
  }
  return taken
}

/** All that a reader reads or hears of the page, codes and addresses left out. */
function words() {
  const skipped = 'script, style, code, pre, input[type=hidden], .app-digest'
  const said = [document.title]
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(skipped)) said.push(walker.currentNode.data)
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) said.push(element.getAttribute(name) ?? '')
  }
  return said.join('\n')
}

/** What sticks out of a narrow page. */
function tooWide() {
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= width) return []
  return [...document.querySelectorAll('body *')]
    .filter(element => element.getBoundingClientRect().right > width + 1 && !element.closest('pre, .govuk-visually-hidden'))
    .slice(0, 5)
    .map(element => `${element.tagName.toLowerCase()}.${element.className}: ${Math.round(element.getBoundingClientRect().right)} > ${width}`)
}

async function look(language) {
  const taken = await seats(language)
  const faults = []
  for (const { name, who, path, status, main } of pages) {
    const page = taken.get(who)
    const fault = text => faults.push(`${name} (${language}, ${who}, ${path}): ${text}`)
    await page.setViewportSize({ width: 1440, height: 900 })
    page.complaints.length = 0
    const answer = await page.goto(path)
    if (answer.status() !== status) fault(`answers ${answer.status()}, not ${status}`)
    if (await page.locator('html').getAttribute('lang') !== language) fault('speaks another language')
    for (const key of rawKeys(await page.evaluate(words))) fault(`shows the raw key ${key}`)
    for (const found of await violations(page)) fault(found)
    if (language === 'kk') await picture(page, `page-${name}-wide`)
    if (main) {
      await page.emulateMedia({ colorScheme: 'dark' })
      for (const found of await violations(page, ['wcag2aa'])) fault(`in the dark: ${found}`)
      if (language === 'kk') await picture(page, `page-${name}-dark`)
      await page.emulateMedia({ colorScheme: 'light' })
    }
    await page.setViewportSize({ width: 390, height: 844 })
    for (const found of await page.evaluate(tooWide)) fault(`too wide at 390 px: ${found}`)
    if (language === 'kk') await picture(page, `page-${name}-narrow`)
    for (const text of page.complaints) fault(`the console says: ${text}`)
  }
  for (const page of taken.values()) await page.context().close()
  assert.deepEqual(faults, [])
}

/** No page of the Kazakh portal has a fault that axe finds, a word without a translation or a line wider than a phone. */
test('every page is sound in Kazakh', () => look('kk'))

/** The same in Russian. */
test('every page is sound in Russian', () => look('ru'))

/** The same in English. */
test('every page is sound in English', () => look('en'))

/** Nothing went wrong in the program itself while all pages were looked at. */
test('the program had no fault', () => {
  const errors = here.portal.log().split('\n').filter(line => /\bERROR\b|panicked/.test(line))
  assert.deepEqual(errors, [])
})
