// Chromium, driven as a person would: by labels, buttons and links.
import { chromium } from 'playwright-core'
import { mkdir } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const artefacts = new URL('../artefacts/', import.meta.url).pathname

/** `args` are further switches of Chromium. */
export async function startBrowser(args = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--font-render-hinting=none', ...args]
  })
}

/** A person at a machine of their own: own cookies, own language. What the console complains about stands in
 * `page.complaints`. */
export async function sit(browser, portal, { javaScriptEnabled = true, language = 'kk', width = 1440, height = 900, colorScheme = 'light' } = {}) {
  const context = await browser.newContext({
    baseURL: portal.url, javaScriptEnabled, viewport: { width, height }, colorScheme, locale: language, acceptDownloads: true,
    reducedMotion: 'reduce'
  })
  await context.addCookies([{ name: 'orda_language', value: language, url: portal.url }])
  const page = await context.newPage()
  // A busy machine takes its time; what never comes still fails the test.
  page.setDefaultTimeout(45_000)
  page.complaints = []
  page.on('console', message => {
    // A page that refuses says so by its status; the browser repeats that in the console.
    if (/the server responded with a status of 4\d\d/.test(message.text())) return
    if (message.type() === 'error' || /Content.Security.Policy/i.test(message.text())) page.complaints.push(message.text())
  })
  page.on('pageerror', error => page.complaints.push(String(error)))
  return page
}

/** Logs in with login and password. */
export async function logIn(page, account) {
  await page.goto('/login')
  await page.locator('input[name=login]').fill(account.login)
  await page.locator('input[name=password]').fill(account.password)
  await page.locator('form:has(input[name=password]) button[type=submit]').first().click()
  await page.waitForURL(url => !url.pathname.startsWith('/login'))
}

/** Chooses the account's key file and types its password into the form that signs. */
export async function chooseKey(page, account, keyFile = account.key_file, password = account.key_password) {
  const form = page.locator('form[data-signing]')
  await form.locator('input[data-key-file]').setInputFiles(keyFile)
  await form.locator('input[data-password]').fill(password)
}

/** Signs what the open page shows, with the account's key file. */
export async function signWithKey(page, account, keyFile, password) {
  await chooseKey(page, account, keyFile, password)
  await page.locator('form[data-signing] [data-with-script] button[type=submit]').click()
}

/** Keeps a picture of the page among the artefacts; of a very long page its first 4,000 pixels. */
export async function picture(page, name) {
  await mkdir(artefacts, { recursive: true })
  const [width, height] = await page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollHeight])
  const clip = { x: 0, y: 0, width, height: Math.min(height, 4000) }
  for (let left = 4; ; left -= 1) {
    try {
      await page.screenshot({ path: join(artefacts, `${name}.png`), fullPage: true, clip, timeout: 20_000 })
      return
    } catch (error) {
      // On a busy machine the browser now and then gives no frame; the next time it does.
      if (left === 0) throw error
    }
  }
}

/** What axe finds wrong on the page, one line a finding. */
export async function violations(page, runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']) {
  // The page's own policy forbids foreign scripts, so axe is put in from outside the page.
  if (!await page.evaluate(() => Boolean(window.axe))) await page.evaluate(axeSource)
  const found = await page.evaluate(async tags => {
    const result = await window.axe.run(document, { runOnly: tags, resultTypes: ['violations'], elementRef: false })
    return result.violations.map(v => ({ id: v.id, help: v.help, where: v.nodes.slice(0, 5).map(n => `${n.target.join(' ')}${n.any[0] ? ` (${n.any[0].message})` : ''}`) }))
  }, runOnly)
  return found.map(v => `${v.id}: ${v.help}: ${v.where.join(' | ')}`)
}
