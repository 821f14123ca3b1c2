// The main job from beginning to end, as the people of a government do it: a draft act is posted, signed, sent,
// approved or refused, revised, approved by all and sent to the Chancellery (order 385, paragraphs 13 to 19).
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { realText, realTexts } from './support/files.mjs'
import { bodyNames } from './support/government.mjs'
import { Table } from './support/seat.mjs'
import * as steps from './support/steps.mjs'
import { line } from './support/steps.mjs'
import { house } from './support/house.mjs'

const CODES = ['finance', 'digital', 'labour']

const SAMPLE = {
  titles: { kk: 'Мемлекеттік қызметшілерге арналған жатақханалар туралы', ru: 'Об общежитиях для государственных служащих', en: 'On dormitories for civil servants' },
  kind: 'government_resolution',
  texts: {
    kk: '1. Осы Қағидалар жатақханада орын беру тәртібін айқындайды.\n2. Орын жазбаша өтініш бойынша беріледі.\n3. Өтініш он жұмыс күні ішінде қаралады.',
    ru: '1. Настоящие Правила определяют порядок предоставления места в общежитии.\n2. Место предоставляется по письменному заявлению.\n3. Заявление рассматривается в течение десяти рабочих дней.'
  },
  again: {
    kk: '1. Осы Қағидалар жатақханада орын беру тәртібін айқындайды.\n2. Орын жазбаша өтініш бойынша беріледі.\n3. Өтініш бес жұмыс күні ішінде қаралады.\n4. Шығыстар республикалық бюджеттен төленеді.',
    ru: '1. Настоящие Правила определяют порядок предоставления места в общежитии.\n2. Место предоставляется по письменному заявлению.\n3. Заявление рассматривается в течение пяти рабочих дней.\n4. Расходы оплачиваются из республиканского бюджета.'
  },
  paragraph: 3
}

const texts = realTexts()
const here = house(texts ? ['--texts', texts] : [])
const names = bodyNames(CODES)

/** Registered, with the head, a representative named and reading: the way of a letter within one body. */
async function throughTheBody(table, code, draft, paragraph) {
  const clerk = await table.seat(`${code}-clerk`)
  await steps.register(clerk, draft, `${code}-к-17`)
  await steps.pass(clerk, draft)
  const representative = await table.seat(`${code}-approver`)
  await steps.nameRepresentative(await table.seat(`${code}-head`), draft, representative.account.name)
  await steps.open(representative, draft, paragraph)
}

async function whole(language, act, shots) {
  const table = new Table(here.browser, here.portal, language, { shots })
  const of = code => names[code].name[language]
  const short = code => names[code].short[language] || of(code)
  const drafter = await table.seat('justice-drafter')
  const first = act.texts[language === 'ru' ? 'ru' : 'kk'].split('\n')[0].slice(0, 60)

  const draft = await steps.post(drafter, { titles: act.titles, kind: act.kind, texts: act.texts, bodies: CODES.map(of), term: 10 })
  await drafter.sees(drafter.w('drafts-state-prepared'))
  // Before the head has signed it cannot be sent (385-14).
  assert.equal(await drafter.page.getByRole('button', { name: drafter.w('drafts-action-send') }).count(), 0)
  await drafter.picture('card-prepared')

  await steps.signDraft(await table.seat('justice-head'), draft)
  await steps.send(drafter, draft, '2-14/391')
  // Each approving body has a state of its own (385-16-g).
  for (const code of CODES) await line(drafter.page, short(code)).getByText(drafter.w('drafts-body-state-letter_sent')).waitFor()

  for (const code of CODES) await throughTheBody(table, code, draft, first)
  const [financeHead, digitalHead] = [await table.seat('finance-head'), await table.seat('digital-head')]
  const representative = await table.seat('finance-approver')
  const words = 'Мерзім тым ұзақ / Срок слишком велик'
  await steps.remark(representative, act.paragraph, words)
  await steps.answer(drafter, draft, words, 'Қабылданды, мерзім қысқартылды')
  await steps.close(representative, draft, words)

  // An employee of the same body without the task, and somebody of a body outside the list, find nothing (385-16-e, 385-7-1).
  for (const login of ['finance-deputy', 'health-drafter']) {
    const stranger = await table.seat(login)
    assert.equal((await stranger.page.goto(`${draft.path}/v/1`)).status(), 404, login)
    await stranger.go('/drafts')
    assert.equal(await stranger.page.getByText(draft.number).count(), 0, login)
  }
  const clerk = await table.seat('finance-clerk')
  await clerk.go('/drafts')
  await clerk.page.locator('tr', { hasText: draft.number }).getByText(clerk.w('drafts-state-on_approval')).waitFor()

  await steps.approve(financeHead, draft)
  await steps.refuse(digitalHead, draft, 'Қаржыландыру көзі көрсетілмеген')

  await drafter.go(draft.path)
  await line(drafter.page, short('finance')).getByText(drafter.w('drafts-body-state-approved')).waitFor()
  await line(drafter.page, short('digital')).getByText(drafter.w('drafts-body-state-refused')).waitFor()
  await line(drafter.page, short('labour')).getByText(drafter.w('drafts-body-state-under_review')).waitFor()
  await drafter.picture('card-refused')

  // The new version begins anew: neither signature nor decision comes with it (385-18-c).
  await steps.newVersion(drafter, draft, 2, act.again)
  const card = drafter.page.locator('section[aria-labelledby=picture]')
  assert.equal(await card.getByText(drafter.w('drafts-body-state-approved')).count(), 0)
  assert.equal(await drafter.page.getByRole('button', { name: drafter.w('drafts-action-send') }).count(), 0)
  await drafter.go(`${draft.path}/v/1`)
  await drafter.sees(drafter.w('drafts-state-superseded'))
  await line(drafter.page, short('finance')).getByText(drafter.w('drafts-body-state-approved')).waitFor()
  await drafter.picture('card-old-version')
  await drafter.go(`${draft.path}/compare?from=1&to=2`)
  await drafter.heading('drafts-compare-title')
  await drafter.picture('compare')

  await steps.signDraft(await table.seat('justice-head'), draft)
  await steps.send(drafter, draft, '2-14/392')
  for (const code of CODES) {
    await throughTheBody(table, code, draft, first)
    // The gate stays shut until the last head has signed (385-19).
    await drafter.go(draft.path)
    assert.equal(await drafter.page.getByRole('button', { name: drafter.w('drafts-action-send_to_chancellery') }).count(), 0)
    await steps.approve(await table.seat(`${code}-head`), draft)
  }
  // The link of the old letter tells of the new version and leads there (385-16-e).
  await representative.go(`${draft.path}/v/1`)
  await representative.follow('drafts-card-older-link')
  await representative.page.waitForURL(/\/v\/2$/)
  await drafter.go(draft.path)
  await drafter.sees(drafter.w('drafts-state-approved_by_all'))
  await drafter.page.getByRole('button', { name: drafter.w('drafts-action-send_to_chancellery') }).waitFor()
  await drafter.picture('card-approved-by-all')
  await drafter.page.getByRole('link', { name: drafter.w('drafts-tab-signatures') }).first().click()
  await drafter.picture('signatures')

  await steps.toChancellery(drafter, draft)
  const officer = await table.seat('chancellery-control')
  await officer.go('/drafts')
  await officer.page.locator('tr', { hasText: draft.number }).getByRole('link').first().click()
  await officer.sees(officer.w('drafts-state-at_chancellery'))
  for (const code of CODES) await line(officer.page, short(code)).getByText(officer.w('drafts-body-state-approved')).waitFor()
  await officer.picture('card-officer')
  await officer.page.getByRole('link', { name: officer.w('drafts-tab-history') }).first().click()
  await officer.picture('history')
  await officer.go('/notifications')
  await officer.page.locator('main', { hasText: act.titles[language] || act.titles.kk }).waitFor()
  await officer.picture('notifications')

  assert.deepEqual(table.complaints(), [])
  await table.leave()
}

// Two walks at a time: each has its own draft, and its own browsers for the same people.
describe('a draft act from its posting to the Chancellery', { concurrency: 2 }, () => {
  /**
   * The whole way in Kazakh: posted with two files after a program named PDF was refused, signed in the browser, sent;
   * those who have no task find nothing; one body approves after its remark was answered and closed, one refuses with a
   * letter; the new version begins anew, all heads sign it, only then the gate opens, and the Control officer has it.
   *
   * Covers: 385-7-1, 385-16-e
   */
  test('a draft goes its whole way in Kazakh', async () => {
    await whole('kk', SAMPLE, 'kk')
  })

  /** The same in Russian. */
  test('a draft goes its whole way in Russian', async () => {
    await whole('ru', SAMPLE, 'ru')
  })

  /** The same in English; the texts of the act stay in the languages of the state. */
  test('a draft goes its whole way in English', async () => {
    await whole('en', SAMPLE, 'en')
  })

  /** A real text of several hundred paragraphs goes the same way, posted in the browser. */
  test('a real text goes its whole way', async t => {
    if (!texts) {
      console.error('\nNOT RUN: no real texts in ../shared/sources beside the repository, so no real text went its way\n')
      t.skip('no real texts beside the repository')
      return
    }
    const real = realText(texts, '000')
    const kk = real.paragraphs.join('\n')
    await whole('kk', {
      titles: { kk: real.title, ru: 'Об утверждении Инструкции по работе в интранет-портале государственных органов' },
      kind: 'minister_order',
      texts: { kk, ru: '' },
      again: { kk: `${kk}\nОсы бұйрық алғаш ресми жарияланған күнінен бастап қолданысқа енгізіледі.`, ru: '' },
      paragraph: 12
    }, 'real')
  })

  /** Real documents posted with `--texts` are read, and approved by signature. */
  test('a real document of a folder is read and approved', async t => {
    if (!texts) {
      console.error('\nNOT RUN: no real texts in ../shared/sources beside the repository, so no real document was opened\n')
      t.skip('no real texts beside the repository')
      return
    }
    const real = realText(texts, '003')
    const table = new Table(here.browser, here.portal, 'kk', { shots: 'texts' })
    const clerk = await table.seat('economy-clerk')
    await clerk.go(`/drafts?words=${encodeURIComponent(real.title.slice(0, 40))}`)
    await clerk.page.locator('tbody tr').first().getByRole('link').first().click()
    const draft = await steps.card(clerk)
    await throughTheBody(table, 'economy', draft, real.paragraphs[1].slice(0, 40))
    const representative = await table.seat('economy-approver')
    assert.ok(await representative.page.locator('.app-act__paragraph').count() > 300)
    await representative.go(`${draft.path}/v/1/files`)
    await representative.picture('files')
    // The files hold the text, not only its title.
    for (const name of ['.docx', '.pdf']) {
      const href = await representative.page.locator('main a[href*="/files/"]', { hasText: name }).first().getAttribute('href')
      const bytes = await (await representative.page.request.get(href)).body()
      assert.ok(bytes.length > 20_000, `${name} has ${bytes.length} bytes`)
    }
    await steps.approve(await table.seat('economy-head'), draft)
    assert.deepEqual(table.complaints(), [])
    await table.leave()
  })
})
