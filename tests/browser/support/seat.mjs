// Who does what in the approval of a draft, each step as a person takes it: seen on the page, pressed by its words.
import assert from 'node:assert/strict'
import { logIn, picture, signWithKey, sit } from './browser.mjs'
import { word } from './words.mjs'

/** A person logged in at a machine of their own. */
export class Seat {
  constructor(page, account, language, shots) {
    Object.assign(this, { page, account, language, shots })
  }

  /** Sits down and logs in. `shots` is the beginning of the names of pictures; without it none are kept. */
  static async take(browser, portal, login, language, { shots, ...machine } = {}) {
    const page = await sit(browser, portal, { language, ...machine })
    const seat = new Seat(page, portal.account(login), language, shots)
    await logIn(page, seat.account)
    return seat
  }

  /** The portal's words in the language of this seat. */
  w(key, args) {
    return word(this.language, key, args)
  }

  async go(path) {
    const answer = await this.page.goto(path)
    assert.ok(answer.ok(), `${path} answers ${answer.status()}`)
    await this.speaks()
  }

  /** The page is in the language of this seat. */
  async speaks() {
    assert.equal(await this.page.locator('html').getAttribute('lang'), this.language)
  }

  /** Presses the button of the page's form that says this. */
  async press(key, args) {
    await this.page.locator('main').getByRole('button', { name: this.w(key, args), exact: true }).first().click()
  }

  /** Presses a button once more: it takes no second press within a second, so that nothing is sent twice. */
  async pressAgain(key, args) {
    await this.page.waitForTimeout(1_050)
    await this.press(key, args)
  }

  /** Follows the link that says this. */
  async follow(key, args) {
    await this.page.locator('main').getByRole('link', { name: this.w(key, args) }).first().click()
  }

  /** The page says these words. */
  async sees(text) {
    await this.page.locator('main').getByText(text).first().waitFor()
  }

  async heading(key) {
    await this.page.getByRole('heading', { level: 1, name: this.w(key), exact: true }).waitFor()
  }

  async picture(name) {
    if (this.shots) await picture(this.page, `${this.shots}-${name}`)
  }

  /** From "My work" to what the matter about this draft asks: one click. */
  async fromMyWork(draft, action) {
    await this.go('/my-work')
    const row = this.page.locator('.app-matter', { hasText: draft.number }).filter({ has: this.page.getByRole('button', { name: this.w(`drafts-action-${action}`) }) })
    await row.first().waitFor()
    await this.picture(`my-work-${action}`)
    await row.first().getByRole('button', { name: this.w(`drafts-action-${action}`) }).click()
  }

  /** Signs with the person's own key file, in the page. */
  async sign() {
    await signWithKey(this.page, this.account)
  }
}

/** Everybody who has a part in one walk. The same people serve several walks. */
export class Table {
  constructor(browser, portal, language, machine = {}) {
    Object.assign(this, { browser, portal, language, machine, seats: new Map() })
  }

  async seat(login) {
    if (!this.seats.has(login)) {
      this.seats.set(login, await Seat.take(this.browser, this.portal, login, this.language, this.machine))
    }
    return this.seats.get(login)
  }

  /** What the consoles of all browsers complained about. */
  complaints() {
    return [...this.seats.values()].flatMap(seat => seat.page.complaints.map(text => `${seat.account.login}: ${text}`))
  }

  async leave() {
    for (const seat of this.seats.values()) await seat.page.context().close()
  }
}
