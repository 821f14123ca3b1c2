// The steps of an approval (385-13 to 385-19), each by the person whose step it is.
import assert from 'node:assert/strict'
import { docx, exeNamedPdf, pdf } from './files.mjs'

const tag = (page, text) => page.locator('.govuk-tag', { hasText: text }).first()

/** The line of one body in the picture of the approval. */
export const line = (page, name) => page.locator('section[aria-labelledby=picture] tr', { hasText: name })

/** The drafter posts a draft, step by step. Gives back its address and number. `ways` says how files are given. */
export async function post(drafter, { titles, kind, texts, bodies, term }) {
  const { page } = drafter
  await drafter.go('/drafts')
  await page.getByRole('button', { name: drafter.w('drafts-list-new') }).click()
  await drafter.heading('drafts-posting-title-new')
  await drafter.picture('posting-0-start')
  await drafter.press('drafts-postings-start')

  // The Russian title is missing: told beside the field, and what was typed stays.
  await page.locator('[name="title.kk"]').fill(titles.kk)
  await page.locator(`[name=kind][value=${kind}]`).check()
  await drafter.press('drafts-posting-save')
  await page.locator('[id="title.ru-error"]').waitFor()
  assert.equal(await page.locator('[name="title.kk"]').inputValue(), titles.kk)
  await drafter.picture('posting-1-wrong')
  await page.locator('[name="title.ru"]').fill(titles.ru)
  if (titles.en) await page.locator('[name="title.en"]').fill(titles.en)
  await drafter.picture('posting-1-title')
  await drafter.press('drafts-posting-save')

  await page.locator('[name="texts.kk"]').fill(texts.kk)
  await page.locator('[name="texts.ru"]').fill(texts.ru)
  await drafter.picture('posting-2-text')
  await drafter.press('drafts-posting-save')

  await attach(drafter, [exeNamedPdf('Есеп.pdf'), docx('Жоба.docx', titles.kk), pdf('Проект.pdf')])
  await drafter.picture('posting-3-files')
  await page.getByRole('button', { name: drafter.w('drafts-posting-next') }).click()

  for (const name of bodies) await page.getByLabel(name, { exact: true }).check()
  await drafter.picture('posting-4-bodies')
  await drafter.press('drafts-posting-save')

  // A wrong answer is told beside the field and stays to be mended.
  await page.locator('[name=term]').fill('он күн')
  await drafter.press('drafts-posting-save')
  await page.locator('#term-error').waitFor()
  assert.equal(await page.locator('[name=term]').inputValue(), 'он күн')
  await drafter.picture('posting-5-wrong')
  await page.locator('[name=term]').fill(String(term))
  await drafter.picture('posting-5-term')
  await drafter.press('drafts-posting-save')

  // Everything typed is there on the page that checks it.
  for (const text of [titles.kk, titles.ru, 'Жоба.docx', 'Проект.pdf', ...bodies]) await drafter.sees(text)
  // Without the confirmation that there are no state secrets nothing is posted.
  await drafter.press('drafts-posting-post-new')
  await page.locator('#no_secrets-error').waitFor()
  await page.locator('[name=no_secrets]').check()
  await drafter.picture('posting-6-check')
  await drafter.press('drafts-posting-post-new')
  return card(drafter)
}

/** Chooses files: the first one is refused with its reason, the others are taken. */
async function attach(drafter, files) {
  const { page } = drafter
  await page.locator('input[type=file]').setInputFiles(files)
  for (const good of files.slice(1)) await page.locator('.app-files__file', { hasText: good.name }).waitFor()
  const refused = page.locator('.app-files__row--wrong', { hasText: files[0].name })
  await refused.waitFor()
  assert.match(await refused.innerText(), /PDF/)
  await drafter.picture('posting-3-refused')
  await refused.getByRole('button', { name: drafter.w('documents-dismiss') }).click()
  assert.equal(await page.locator('.app-files__file').count(), files.length - 1, 'the program is not among the files')
}

/** The card that is open: its path, number, version. */
export async function card(seat) {
  await seat.page.waitForURL(/\/drafts\/[0-9a-f-]{36}(\/v\/\d+)?$/)
  await seat.page.getByRole('heading', { level: 1 }).waitFor()
  const path = new URL(seat.page.url()).pathname.replace(/\/v\/\d+$/, '')
  const caption = await seat.page.locator('main .govuk-caption-xl').innerText()
  return { path, number: caption.split('·')[0].trim() }
}

export async function signDraft(head, draft) {
  await head.fromMyWork(draft, 'sign')
  await head.heading('drafts-sign-title')
  await head.picture('sign-form')
  await head.sign()
  await head.heading('drafts-sign-done')
  await head.picture('sign-done')
}

export async function send(drafter, draft, number) {
  await drafter.fromMyWork(draft, 'send')
  await drafter.heading('drafts-send-title')
  // The letter must keep the link to the draft (385-15): the form comes with it.
  assert.ok((await drafter.page.locator('[name=text]').inputValue()).includes(draft.path))
  await drafter.page.locator('[name=number]').fill(number)
  await drafter.picture('send-form')
  await drafter.press('drafts-send-submit')
  await tag(drafter.page, drafter.w('drafts-state-on_approval')).waitFor()
  await drafter.picture('sent')
}

export async function register(clerk, draft, number) {
  await clerk.fromMyWork(draft, 'register')
  await clerk.heading('drafts-register-title')
  await clerk.page.locator('[name=number]').fill(number)
  await clerk.picture('register-form')
  await clerk.press('drafts-register-submit')
  await clerk.sees(clerk.w('drafts-register-done'))
}

export async function pass(clerk, draft) {
  await clerk.fromMyWork(draft, 'pass_to_head')
  await clerk.picture('pass-form')
  await clerk.press('drafts-pass-submit')
  await clerk.sees(clerk.w('drafts-pass-done'))
}

export async function nameRepresentative(head, draft, name) {
  await head.fromMyWork(draft, 'name_representatives')
  await head.page.getByLabel(name).check()
  await head.page.locator('[name=resolution]').fill('Қарап, ұсыныс енгізіңіз')
  await head.picture('name-form')
  await head.press('drafts-name-submit')
  await head.sees(head.w('drafts-name-done'))
}

/** The representative opens the draft, by which the review begins. */
export async function open(representative, draft, paragraph) {
  await representative.go('/my-work')
  await representative.page.locator('.app-matter', { hasText: draft.number }).getByRole('link').first().click()
  await representative.page.locator('.app-act', { hasText: paragraph }).waitFor()
  await representative.picture('card-representative')
}

export async function remark(representative, paragraph, text) {
  await representative.page.locator('.app-act__add').nth(paragraph - 1).click()
  await representative.heading('drafts-remark-add-title')
  const anchor = await representative.page.locator('[name=anchor]').inputValue()
  // Nothing was written: told beside the field, the paragraph stays.
  await representative.press('drafts-remark-add-submit')
  await representative.page.locator('#text-error').waitFor()
  assert.ok(anchor)
  assert.equal(await representative.page.locator('[name=anchor]').inputValue(), anchor)
  await representative.page.locator('[name=text]').fill(text)
  await representative.picture('remark-form')
  await representative.press('drafts-remark-add-submit')
  await representative.page.locator('.app-remark', { hasText: text }).waitFor()
  await representative.picture('remarks')
}

export async function answer(drafter, draft, remarkText, text) {
  await drafter.fromMyWork(draft, 'answer_remark')
  const block = drafter.page.locator('.app-remark', { hasText: remarkText })
  await block.getByRole('link', { name: drafter.w('drafts-remark-answer') }).click()
  await drafter.heading('drafts-remark-answer-title')
  await drafter.page.locator('[name=accepted][value=yes]').check()
  await drafter.page.locator('[name=text]').fill(text)
  await drafter.picture('answer-form')
  await drafter.press('drafts-remark-answer-submit')
  await drafter.page.locator('.app-remark', { hasText: text }).waitFor()
}

export async function close(representative, draft, remarkText) {
  await representative.fromMyWork(draft, 'settle_remark')
  const block = representative.page.locator('.app-remark', { hasText: remarkText })
  await block.getByRole('link', { name: representative.w('drafts-remark-close') }).click()
  await representative.heading('drafts-remark-close-title')
  await representative.press('drafts-remark-close')
  await representative.page.locator('.app-remark', { hasText: remarkText }).locator('.govuk-tag', { hasText: representative.w('drafts-remark-state-closed') }).waitFor()
  await representative.picture('remark-closed')
}

/** Two clicks: the matter in "My work", and the button that signs; between them only the key. */
export async function approve(head, draft) {
  await head.fromMyWork(draft, 'approve')
  await head.heading('drafts-approve-title')
  await head.picture('approve-form')
  await head.sign()
  await head.heading('drafts-approve-done')
  await head.picture('approved')
}

export async function refuse(head, draft, reason) {
  await head.go('/my-work')
  await head.page.locator('.app-matter', { hasText: draft.number }).getByRole('link').first().click()
  await head.page.getByRole('button', { name: head.w('drafts-action-refuse') }).click()
  await head.heading('drafts-refuse-title')
  // Without a reason there is no refusal (385-16-i).
  await head.press('drafts-refuse-preview')
  await head.page.locator('#reason-error').waitFor()
  await head.page.locator('[name=reason]').fill(reason)
  await head.page.locator('[name=number]').fill('7-12/48')
  await head.picture('refuse-form')
  await head.press('drafts-refuse-preview')
  // The letter is shown as it will go out.
  await head.sees(head.w('drafts-refuse-preview-title'))
  await head.sees(reason)
  await head.picture('refuse-preview')
  await head.press('drafts-refuse-submit')
  await head.sees(head.w('drafts-refuse-done'))
  await head.picture('refused')
}

/** Chooses an action on the open card: the one to take now, or one of the others, folded away. */
export async function choose(seat, action) {
  const name = seat.w(`drafts-action-${action}`)
  const now = seat.page.locator('main').getByRole('button', { name, exact: true })
  if (await now.count()) return now.first().click()
  await seat.page.locator('summary', { hasText: seat.w('drafts-card-more') }).click()
  await seat.follow(`drafts-action-${action}`)
}

/** The drafter posts a new version with other wording. */
export async function newVersion(drafter, draft, version, texts) {
  const { page } = drafter
  await drafter.go(draft.path)
  await choose(drafter, 'post_version')
  await drafter.heading('drafts-version-title')
  await drafter.picture('version-ask')
  await drafter.press('drafts-version-confirm')
  const at = new URL(page.url()).pathname.replace(/\/[a-z]+$/, '')
  await drafter.go(`${at}/texts`)
  await page.locator('[name="texts.kk"]').fill(texts.kk)
  await page.locator('[name="texts.ru"]').fill(texts.ru)
  await drafter.press('drafts-posting-save')
  await page.locator('input[type=file]').setInputFiles(pdf(`Нұсқа ${version}.pdf`))
  await page.locator('.app-files__file', { hasText: `Нұсқа ${version}.pdf` }).waitFor()
  await drafter.go(`${at}/check`)
  await page.locator('[name=no_secrets]').check()
  await drafter.picture('version-check')
  await drafter.press('drafts-posting-post-version')
  await card(drafter)
  await tag(page, drafter.w('drafts-state-prepared')).waitFor()
  await drafter.picture('version-posted')
}

export async function toChancellery(drafter, draft) {
  await drafter.fromMyWork(draft, 'send_to_chancellery')
  await drafter.heading('drafts-chancellery-title')
  await drafter.sees(drafter.w('drafts-chancellery-ready'))
  await drafter.picture('chancellery-ask')
  await drafter.press('drafts-chancellery-submit')
  await tag(drafter.page, drafter.w('drafts-state-at_chancellery')).waitFor()
  await drafter.picture('chancellery-sent')
}
