// The portal without JavaScript: every page, and the whole way of a draft. Signing goes by a file made with OpenSSL.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { docx, exeNamedPdf, pdf } from './support/files.mjs'
import { signOutside } from './support/openssl.mjs'
import { survey, visit } from './support/pages.mjs'
import { Table } from './support/seat.mjs'
import * as steps from './support/steps.mjs'
import { word } from './support/words.mjs'
import { house } from './support/house.mjs'

const here = house()

/** Signs what the page shows with another program: downloads the bytes, signs them, sends the signature. */
async function signWithFile(seat) {
  const { page } = seat
  // Nothing is offered that cannot work here.
  assert.equal(await page.locator('[data-with-script]').isVisible(), false)
  assert.equal(await page.locator('[data-without-script]').isVisible(), true)
  await page.locator('summary', { hasText: seat.w('signatures-other-program') }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: seat.w('signatures-other-download') }).click()
  ])
  assert.equal(download.suggestedFilename(), 'orda-manifest.json')
  const manifest = readFileSync(await download.path())
  const manifestOfPage = JSON.parse(manifest.toString('utf8'))
  assert.ok(manifestOfPage.parts.length > 0, 'the manifest names what is signed')
  await page.locator('input[name=cms_file]').setInputFiles({
    name: 'orda-manifest.p7s', mimeType: 'application/pkcs7-signature', buffer: signOutside(seat.account, manifest)
  })
  await seat.picture('sign-by-file')
  await page.getByRole('button', { name: seat.w('signatures-ready-send') }).click()
}

/** What a page offers that nothing will answer without scripts. */
function idle() {
  const faults = []
  if (document.querySelectorAll('main h1').length !== 1) faults.push('has not one heading of its own')
  const shown = element => element.getClientRects().length > 0
  for (const button of document.querySelectorAll('button')) {
    if (shown(button) && (button.type !== 'submit' || !button.form)) faults.push(`the button "${button.innerText}" does nothing`)
  }
  const services = document.getElementById('services')
  if (services && !shown(services)) faults.push('the services are hidden')
  return faults
}

/** Every page of the portal is there without scripts, with its heading, and nothing waits for a script to appear. */
test('every page works without scripts', async () => {
  const pages = await survey(here.browser, here.portal)
  const machine = { javaScriptEnabled: false, width: 390, height: 844 }
  const faults = await visit(here, pages, 'kk', machine, async (page, { path, status }) => {
    const answer = await page.goto(path)
    const found = await page.evaluate(idle)
    return answer.status() === status ? found : [...found, `answers ${answer.status()}`]
  })
  assert.deepEqual(faults, [])
})

/**
 * A draft is posted, signed by a file made with OpenSSL, sent, registered, considered, remarked on, answered and
 * approved, all without scripts.
 */
test('a draft goes its way without scripts', async () => {
  const table = new Table(here.browser, here.portal, 'kk', { javaScriptEnabled: false, shots: 'no-script' })
  const drafter = await table.seat('justice-drafter')
  const { page } = drafter
  await drafter.go('/drafts/new')
  await drafter.press('drafts-postings-start')
  await page.locator('[name="title.kk"]').fill('Қағаз айналымын қысқарту туралы')
  await page.locator('[name="title.ru"]').fill('О сокращении бумажного документооборота')
  await page.locator('[name=kind][value=minister_order]').check()
  await drafter.press('drafts-posting-save')
  await page.locator('[name="texts.kk"]').fill('1. Қағаз құжаттар қысқартылсын.\n2. Бұйрық бүгіннен бастап қолданылады.')
  await page.locator('[name="texts.ru"]').fill('1. Сократить бумажные документы.\n2. Приказ действует с сегодняшнего дня.')
  await drafter.press('drafts-posting-save')

  const files = new URL(page.url()).pathname
  await page.locator('input[type=file]').setInputFiles([exeNamedPdf('Есеп.pdf'), docx('Жоба.docx', 'Жоба'), pdf('Проект.pdf')])
  await drafter.press('documents-upload')
  await page.locator('.govuk-error-message', { hasText: 'Есеп.pdf' }).waitFor()
  await drafter.picture('files-refused')
  // The good ones were taken all the same.
  await drafter.sees('Жоба.docx')
  await drafter.go(files)
  await drafter.sees('Проект.pdf')
  await page.getByRole('button', { name: drafter.w('drafts-posting-next') }).click()

  // The search presses its own button; what was ticked stays ticked.
  await page.getByLabel('Қазақстан Республикасы Қаржы министрлігі', { exact: true }).check()
  await page.locator('[name=find]').fill('экономика')
  await page.locator('[name=find]').press('Enter')
  await page.waitForURL(/find=/)
  await page.getByLabel('Қазақстан Республикасы Ұлттық экономика министрлігі', { exact: true }).check()
  await drafter.picture('bodies-search')
  await drafter.press('drafts-posting-save')
  await drafter.press('drafts-posting-save')
  await drafter.sees('Қазақстан Республикасы Қаржы министрлігі')
  await drafter.sees('Қазақстан Республикасы Ұлттық экономика министрлігі')
  await page.locator('[name=no_secrets]').check()
  await drafter.press('drafts-posting-post-new')
  const draft = await steps.card(drafter)

  const head = await table.seat('justice-head')
  await head.fromMyWork(draft, 'sign')
  // No signature at all: told, and the page is there again.
  await head.page.locator('summary', { hasText: head.w('signatures-other-program') }).click()
  await head.page.getByRole('button', { name: head.w('signatures-ready-send') }).click()
  await head.sees(head.w('signatures-error-no_signature'))
  await signWithFile(head)
  await head.heading('drafts-sign-done')
  await steps.send(drafter, draft, '1-1/1')

  const clerk = await table.seat('finance-clerk')
  await steps.register(clerk, draft, '77-к')
  await steps.pass(clerk, draft)
  const approver = await table.seat('finance-approver')
  const financeHead = await table.seat('finance-head')
  await steps.nameRepresentative(financeHead, draft, approver.account.name)
  await steps.open(approver, draft, '1. Қағаз құжаттар қысқартылсын.')
  await steps.remark(approver, 2, 'Күні нақты жазылсын')
  await steps.answer(drafter, draft, 'Күні нақты жазылсын', 'Қабылданды')
  await steps.close(approver, draft, 'Күні нақты жазылсын')
  await financeHead.fromMyWork(draft, 'approve')
  await signWithFile(financeHead)
  await financeHead.heading('drafts-approve-done')

  await drafter.go(`${draft.path}/v/1/signatures`)
  assert.equal(await drafter.page.getByText(word('kk', 'signatures-report-valid')).count(), 2)
  await drafter.picture('signatures')
  await table.leave()
})
