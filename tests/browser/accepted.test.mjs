// The long way of one draft act: refused, disputed, revised, approved by twelve bodies, returned by the Chancellery, mended,
// voted on by fifteen heads, and accepted at a sitting of the Government (order 385, paragraphs 13 to 25).
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { describe, test } from 'node:test'
import * as chancellery from './support/chancellery.mjs'
import { bodyNames } from './support/government.mjs'
import { house } from './support/house.mjs'
import { bodiesOf, call, personOf, signed, throughTheBody } from './support/interface.mjs'
import { Table } from './support/seat.mjs'
import * as steps from './support/steps.mjs'
import { line } from './support/steps.mjs'

const APPROVING = ['finance', 'economy', 'labour', 'health', 'education', 'science', 'agriculture', 'energy', 'transport',
  'interior', 'ecology', 'digital']
const VOTING = [...APPROVING, 'justice', 'civilservice', 'competition']

const TITLES = { kk: 'Ауыл мектептерін тасымалмен қамтамасыз ету қағидалары туралы', ru: 'О Правилах подвоза учащихся сельских школ', en: 'On rules for transport of pupils of rural schools' }
const text = days => ({
  kk: `1. Осы Қағидалар оқушыларды тасымалдау тәртібін айқындайды.\n2. Бағытты әкімдік бекітеді.\n3. Өтініш ${days} жұмыс күні ішінде қаралады.`,
  ru: `1. Настоящие Правила определяют порядок подвоза учащихся.\n2. Маршрут утверждает акимат.\n3. Заявление рассматривается в течение ${days} рабочих дней.`
})
const POINT = {
  point: '3-тармақ',
  drafter_view: 'Он жұмыс күні жеткілікті',
  approver_view: 'Шығыстар есебі жоқ, мерзім қысқартылсын',
  outcome: 'Мерзім жаңа нұсқада қысқартылады'
}

const here = house()

/** Draws the pages of a paper beside the other pictures. */
function draw(name, bytes) {
  const folder = new URL('./artefacts/', import.meta.url).pathname
  mkdirSync(folder, { recursive: true })
  execFileSync('pdftoppm', ['-png', '-r', '70', '-', `${folder}paper-${name}`], { input: bytes })
}

describe('a draft act to its end', () => {
  /**
   * Finance refuses and a protocol of disagreements is signed by both heads; the second version is approved by twelve
   * bodies and returned by the Chancellery with a reason; the third is approved anew, checked, considered by the units,
   * voted on by fifteen heads in absentia, taken up at a sitting, and set to "Қабылданды". What is not a step of the
   * Chancellery is done by programs the second time. All printed forms are made in both languages.
   */
  test('a draft is accepted after a refusal, a protocol, a return and a vote', async () => {
    const table = new Table(here.browser, here.portal, 'kk', { shots: 'accepted' })
    const quiet = new Table(here.browser, here.portal, 'kk')
    const names = bodyNames([...VOTING])
    const full = code => names[code].name.kk
    const short = code => names[code].short.kk || full(code)
    const admin = (await quiet.seat('digital-admin')).page
    const bodies = await bodiesOf(admin, APPROVING.map(code => `${code}-head`))
    const representatives = []
    for (const code of APPROVING) representatives.push((await personOf(admin, `${code}-approver`)).id)
    const allThrough = async draft => {
      for (const [at, code] of APPROVING.entries()) await throughTheBody(quiet, code, draft.id, bodies[at], representatives[at])
    }

    const drafter = await table.seat('justice-drafter')
    const draft = await steps.post(drafter, { titles: TITLES, kind: 'government_resolution', texts: text('он'), bodies: APPROVING.map(full), term: 10 })
    draft.id = draft.path.split('/').pop()
    await steps.signDraft(await table.seat('justice-head'), draft)
    await steps.send(drafter, draft, '2-14/500')

    // One body refuses; what the two sides disagree on is written down and signed by both heads (385-17).
    await throughTheBody(quiet, 'finance', draft.id, bodies[0], representatives[0])
    const financeHead = await table.seat('finance-head')
    await steps.refuse(financeHead, draft, 'Шығыстар есебі жоқ')
    await chancellery.writeProtocol(drafter, draft, 1, bodies[0], POINT)
    await chancellery.signProtocol(await table.seat('justice-head'), draft, POINT)
    await chancellery.signProtocol(financeHead, draft, POINT)
    await drafter.go(`${draft.path}/v/1`)
    await drafter.sees(drafter.w('drafts-protocol-state-signed_by_both'))
    await drafter.picture('card-protocol')
    const protocol = await papers(drafter, `${draft.path}/v/1`)
    assert.ok(protocol.some(name => name.startsWith('protocol')), protocol.join())

    // The second version is approved by all twelve heads, each by a signature made in the page.
    await steps.newVersion(drafter, draft, 2, text('жеті'))
    await steps.signDraft(await table.seat('justice-head'), draft)
    await steps.send(drafter, draft, '2-14/501')
    await allThrough(draft)
    for (const code of APPROVING) await steps.approve(await (code === 'finance' ? table : quiet).seat(`${code}-head`), draft)
    await drafter.go(draft.path)
    for (const code of APPROVING) await line(drafter.page, short(code)).getByText(drafter.w('drafts-body-state-approved')).waitFor()
    await drafter.picture('card-twelve-approved')
    await steps.toChancellery(drafter, draft)

    // The Chancellery returns it, and the drafter mends it.
    const officer = await table.seat('chancellery-control')
    await chancellery.check(officer, draft, 'Орыс тіліндегі 3-тармақ қазақ тіліндегісіне сәйкес емес')
    await chancellery.reject(officer, draft, 'Мәтіндер сәйкес келмейді')
    await drafter.go(draft.path)
    await drafter.sees(drafter.w('drafts-state-rejected_by_chancellery'))
    await drafter.sees('Мәтіндер сәйкес келмейді')
    await drafter.picture('card-returned')
    await steps.newVersion(drafter, draft, 3, text('бес'))
    const justice = await quiet.seat('justice-head')
    const version = `/drafts/${draft.id}/versions/3`
    await signed(justice.page, justice.account, `${version}/sign`)
    await call(drafter.page, 'POST', `${version}/send`, await call(drafter.page, 'GET', `${version}/send`))
    await allThrough(draft)
    for (const [at, code] of APPROVING.entries()) {
      const head = await quiet.seat(`${code}-head`)
      await signed(head.page, head.account, `${version}/bodies/${bodies[at]}/approve`)
    }
    await steps.toChancellery(drafter, draft)

    await chancellery.check(officer, draft)
    await chancellery.passToUnits(officer, draft)
    await chancellery.giveOpinion(await table.seat('chancellery-unit'), draft, 'Құқықтық сараптамадан ескерту жоқ')

    // Fifteen heads vote, two of them against; nobody learns another's vote before the end.
    await chancellery.startVote(officer, draft, VOTING.map(full))
    for (const [at, code] of VOTING.entries()) {
      const head = await (at < 2 ? table : quiet).seat(`${code}-head`)
      await chancellery.vote(head, draft, at === 1 || at === 14 ? 'against' : 'support')
      if (at === 0) {
        await head.go(draft.path)
        assert.equal(await head.page.getByText(head.w('drafts-vote-tally', { support: '1', against: '0', silent: '14' })).count(), 0)
      }
    }
    await officer.go(`${draft.path}/v/3/vote`)
    await officer.sees(officer.w('drafts-vote-closed-by-last'))
    assert.equal(await officer.page.locator('main tbody tr').count(), 15)
    await officer.picture('vote-results')

    const sitting = await chancellery.putOnAgenda(officer, draft, '48')
    await chancellery.postMinutes(officer, sitting, 'Қаулы қабылдансын')
    await chancellery.accept(officer, draft)
    for (const seat of [drafter, officer, financeHead]) {
      await seat.go(draft.path)
      await seat.page.locator('.govuk-tag', { hasText: seat.w('drafts-state-accepted') }).first().waitFor()
    }
    await drafter.picture('card-accepted')
    await drafter.go(`${draft.path}/v/3/history`)
    await drafter.picture('history')

    // Papers of the end, in both languages of the law.
    const made = await papers(officer, `${draft.path}/v/3`)
    for (const form of ['approval-sheet', 'vote-record', 'minutes', 'card']) assert.ok(made.includes(form), `${form}: ${made}`)
    assert.deepEqual([...table.complaints(), ...quiet.complaints()], [])
    await table.leave()
    await quiet.leave()
  })
})

/** Makes every printed form that the signatures of this version offer, in Kazakh and Russian, and draws it. */
async function papers(seat, version) {
  await seat.go(`${version}/signatures`)
  const hrefs = await seat.page.locator('main a[href*="/forms/"]').evaluateAll(all => all.map(a => a.getAttribute('href')))
  const names = []
  for (const href of hrefs) {
    const answer = await seat.page.request.get(href)
    assert.equal(answer.headers()['content-type'], 'application/pdf', href)
    const [, name, language] = /forms\/([^.]+)\.pdf\?lang=(..)/.exec(href)
    draw(`${name.replace(/-[0-9a-f]{8}-.*/, '')}-${language}`, await answer.body())
    if (language === 'kk') names.push(name)
  }
  return names
}
