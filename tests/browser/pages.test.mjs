// Every page in three languages, on a wide and on a narrow screen, in the light and in the dark. Pictures of the main
// pages are kept; of all pages when ORDA_PICTURES=all.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { picture, violations } from './support/browser.mjs'
import { survey, visit } from './support/pages.mjs'
import { rawKeys } from './support/words.mjs'
import { house } from './support/house.mjs'

let pages
const here = house([], async () => {
  pages = await survey(here.browser, here.portal)
})

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

/** Everything that is wrong with one page, as seen at `page`. */
async function faultsOf(page, language, { name, path, status, main }) {
  const faults = []
  const keep = language === 'kk' && (main || process.env.ORDA_PICTURES === 'all')
  await page.setViewportSize({ width: 1440, height: 900 })
  page.complaints.length = 0
  const answer = await page.goto(path)
  if (answer.status() !== status) faults.push(`answers ${answer.status()}, not ${status}`)
  if (await page.locator('html').getAttribute('lang') !== language) faults.push('speaks another language')
  for (const key of rawKeys(await page.evaluate(words))) faults.push(`shows the raw key ${key}`)
  faults.push(...await violations(page))
  if (keep) await picture(page, `page-${name}-wide`)
  if (main) {
    await page.emulateMedia({ colorScheme: 'dark' })
    faults.push(...(await violations(page, ['wcag2aa'])).map(found => `in the dark: ${found}`))
    if (keep) await picture(page, `page-${name}-dark`)
    await page.emulateMedia({ colorScheme: 'light' })
  }
  await page.setViewportSize({ width: 390, height: 844 })
  faults.push(...(await page.evaluate(tooWide)).map(found => `too wide at 390 px: ${found}`))
  if (keep) await picture(page, `page-${name}-narrow`)
  faults.push(...page.complaints.map(text => `the console says: ${text}`))
  return faults
}

/** Looks at all pages and tells everything that is wrong. */
async function look(language) {
  const faults = await visit(here, pages, language, {}, (page, each) => faultsOf(page, language, each))
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
