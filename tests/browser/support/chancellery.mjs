// The steps after the approval (385-17, 385-20 to 385-25), each by the person whose step it is.
import { pdf } from './files.mjs'
import { choose } from './steps.mjs'

/** The drafter begins the protocol of disagreements with a body and writes down its one point. */
export async function writeProtocol(drafter, draft, version, body, point) {
  const { page } = drafter
  await drafter.go(`${draft.path}/v/${version}/bodies/${body}/protocol`)
  await drafter.heading('drafts-protocol-title')
  await drafter.press('drafts-protocol-start')
  await drafter.heading('drafts-protocol-edit')
  for (const [field, text] of Object.entries(point)) await page.locator(`[name=${field}]`).first().fill(text)
  await drafter.picture('protocol-edit')
  await drafter.press('drafts-protocol-save')
  await drafter.sees(drafter.w('drafts-protocol-saved'))
  for (const text of Object.values(point)) await drafter.sees(text)
}

/** The head of one side signs the wording that is shown. */
export async function signProtocol(head, draft, point) {
  await head.fromMyWork(draft, 'sign_protocol')
  await head.heading('drafts-protocol-sign')
  for (const text of Object.values(point)) await head.sees(text)
  await head.picture('protocol-sign')
  await head.sign()
  await head.heading('drafts-protocol-signed')
}

/** The control officer checks both parts; `remarks` tell what is wrong by the first part, and nothing that nothing is. */
export async function check(officer, draft, remarks) {
  const { page } = officer
  await officer.fromMyWork(draft, 'check')
  for (const part of ['regulations', 'records']) {
    await page.waitForURL(new RegExp(`/check/${part}$`))
    const wrong = remarks && part === 'regulations'
    const points = page.locator('[name=points]')
    for (let at = 0; at < await points.count(); at++) if (!wrong || at) await points.nth(at).check()
    // Neither yes nor no was said: told beside the field, the ticks stay.
    if (wrong) {
      await officer.press('drafts-check-submit')
      await page.locator('#complies-error').waitFor()
      await officer.picture('check-wrong')
      await page.locator('[name=remarks]').fill(remarks)
    }
    await page.locator(`[name=complies][value=${wrong ? 'no' : 'yes'}]`).check()
    await officer.picture(`check-${part}`)
    await officer.press('drafts-check-submit')
  }
  await officer.sees(officer.w('drafts-check-done'))
}

/** The mark of rejection: the message is seen before it goes out. */
export async function reject(officer, draft, reason) {
  await officer.fromMyWork(draft, 'reject_by_chancellery')
  await officer.heading('drafts-not-accepted-title')
  await officer.page.locator('[name=reason]').fill(reason)
  await officer.page.locator('[name=number]').fill('21-01/77')
  await officer.press('drafts-not-accepted-preview')
  await officer.sees(officer.w('drafts-not-accepted-preview-title'))
  await officer.sees(reason)
  await officer.picture('not-accepted-preview')
  await officer.press('drafts-not-accepted-submit')
  await officer.sees(officer.w('drafts-not-accepted-done'))
}

/** The draft goes to every unit of the Chancellery. */
export async function passToUnits(officer, draft) {
  await officer.fromMyWork(draft, 'pass_to_units')
  for (const unit of await officer.page.locator('[name=units]').all()) await unit.check()
  await officer.picture('units')
  await officer.press('drafts-units-submit')
  await officer.sees(officer.w('drafts-units-done'))
}

export async function giveOpinion(unit, draft, text) {
  await unit.fromMyWork(draft, 'give_opinion')
  await unit.page.locator('[name=text]').fill(text)
  await unit.picture('opinion')
  await unit.press('drafts-opinion-submit')
  await unit.sees(text)
}

/** A vote of the heads of these bodies and no others. */
export async function startVote(officer, draft, bodies) {
  const { page } = officer
  await officer.go(draft.path)
  await choose(officer, 'start_vote')
  await officer.heading('drafts-vote-start-title')
  for (const ticked of await page.locator('[name=heads]').all()) await ticked.uncheck()
  for (const name of bodies) await page.getByLabel(name, { exact: true }).check()
  await officer.picture('vote-start')
  await officer.press('drafts-vote-start-submit')
  await officer.sees(officer.w('drafts-vote-started'))
}

/** A head says yes or no, and signs it. */
export async function vote(head, draft, value) {
  await head.fromMyWork(draft, 'cast_vote')
  await head.heading('drafts-vote-title')
  await head.page.locator(`[name=value][value=${value}]`).check()
  await head.press('drafts-posting-next')
  await head.sees(head.w(`drafts-vote-meaning-${value}`))
  await head.picture(`vote-${value}`)
  await head.sign()
  await head.heading('drafts-vote-done')
}

/** A sitting of today, the draft on its agenda. */
export async function putOnAgenda(officer, draft, number) {
  const { page } = officer
  await officer.go('/sittings/new')
  await page.locator('[name=number]').fill(number)
  // Without a day there is no sitting; the number stays.
  await officer.press('drafts-sitting-make')
  await page.locator('#date-error').waitFor()
  const today = new Date()
  await page.locator('[name=date-day]').fill(String(today.getDate()))
  await page.locator('[name=date-month]').fill(String(today.getMonth() + 1))
  await page.locator('[name=date-year]').fill(String(today.getFullYear()))
  await page.locator('[name=place]').fill('Үкімет үйі, 307-зал')
  await officer.picture('sitting-new')
  await officer.press('drafts-sitting-make')
  await officer.sees(officer.w('drafts-sitting-made'))
  const sitting = new URL(page.url()).pathname

  await officer.fromMyWork(draft, 'put_on_agenda')
  await page.getByLabel(number).check()
  await officer.picture('agenda')
  await officer.press('drafts-agenda-submit')
  await officer.sees(officer.w('drafts-agenda-done'))
  return sitting
}

/** The sitting has ended; its minutes are posted with a file and a result. */
export async function postMinutes(officer, sitting, note) {
  const { page } = officer
  await officer.go(sitting)
  await page.getByRole('button', { name: officer.w('drafts-sitting-end') }).click()
  await officer.heading('drafts-sitting-end')
  await officer.press('drafts-sitting-end')
  await officer.sees(officer.w('drafts-sitting-ended'))
  await page.getByRole('button', { name: officer.w('drafts-action-post_minutes') }).click()
  await page.locator('input[type=file]').setInputFiles(pdf('Хаттама.pdf'))
  await page.locator('.app-files__file', { hasText: 'Хаттама.pdf' }).waitFor()
  await page.locator('[value=accepted]').check()
  await page.locator('textarea').first().fill(note)
  await officer.picture('minutes-post')
  await officer.press('drafts-minutes-post-submit')
  await officer.sees(officer.w('drafts-minutes-done'))
  await officer.picture('sitting')
}

/** The last word. */
export async function accept(officer, draft) {
  await officer.fromMyWork(draft, 'set_final_status')
  await officer.heading('drafts-status-title')
  await officer.page.locator('[name=status][value=accepted]').check()
  await officer.picture('status')
  await officer.press('drafts-status-submit')
  await officer.sees(officer.w('drafts-status-done'))
}
