// States that the demo government does not have by itself, made through the interface for programs, each step by the
// person whose step it is.
import { pdf } from './files.mjs'
import { bodiesOf, call, day, personOf, signed } from './interface.mjs'
import { Seat } from './seat.mjs'

/** A short draft of the drafter's body for these bodies, not signed yet. Gives back its id. */
export async function posted(drafter, own, bodies, kk = 'Шалғайдағы ауылдарға дәрі-дәрмек жеткізу туралы') {
  const { id: form } = await call(drafter, 'POST', '/drafts/unfinished', { body: own })
  await call(drafter, 'PATCH', `/drafts/unfinished/${form}`, {
    title: { kk, ru: 'О доставке лекарств в отдалённые сёла', en: '' },
    kind: 'minister_order',
    text_kk: '1. Дәрі-дәрмек апта сайын жеткізіледі.',
    text_ru: '1. Лекарства доставляются еженедельно.',
    approving_bodies: bodies,
    term: 10,
    no_secrets: true
  })
  const { file_set: set } = await call(drafter, 'GET', `/drafts/unfinished/${form}`)
  const file = pdf('Проект.pdf')
  await call(drafter, 'POST', `/file-sets/${set}/files?name=${encodeURIComponent(file.name)}`, file.buffer)
  const { id } = await call(drafter, 'POST', `/drafts/unfinished/${form}/submit`, {})
  return id
}

/** The same, signed by the head and sent. Gives back its id. */
async function sent(drafter, head, account, own, bodies) {
  const draft = await posted(drafter, own, bodies)
  const version = `/drafts/${draft}/versions/1`
  await signed(head, account, `${version}/sign`)
  await call(drafter, 'POST', `${version}/send`, await call(drafter, 'GET', `${version}/send`))
  return draft
}

/**
 * Makes the states and gives back where they are seen: `resend` (a letter that could not be delivered, for the drafter),
 * `refusalLetter` (a mark of refusal whose letter is outstanding, for the head), `acting` (the end of an acting head),
 * `unit` (a structural unit), `day` (a day of the calendar taken back). The account `science-approver` must choose a new password at its next login.
 */
export async function prepare(browser, portal) {
  const seats = []
  const take = async login => {
    const seat = await Seat.take(browser, portal, login, 'kk')
    seats.push(seat)
    return seat.page
  }
  const admin = await take('digital-admin')
  const [health, science, competition, centre] =
    await bodiesOf(admin, ['health-head', 'science-head', 'competition-head', 'chancellery-head'])

  // Nobody registers letters at one body: its letter cannot be delivered.
  const clerk = await personOf(admin, 'competition-clerk')
  for (const grant of clerk.roles) await call(admin, 'DELETE', `/people/${clerk.id}/roles/${grant.id}`)
  const drafter = await take('health-drafter')
  const draft = await sent(drafter, await take('health-head'), portal.account('health-head'), health, [competition, science])

  // The head of the other body sets the mark of refusal and leaves the letter for later.
  const registrar = await take('science-clerk')
  await call(registrar, 'POST', `/drafts/${draft}/bodies/${science}/register`, { number: '15-2/7', date: day(0) })
  await call(registrar, 'POST', `/drafts/${draft}/bodies/${science}/pass`)
  const forgetful = await personOf(admin, 'science-approver')
  const scienceHead = await take('science-head')
  const representatives = { people: [forgetful.id], resolution: 'Қараңыз' }
  await call(scienceHead, 'POST', `/drafts/${draft}/bodies/${science}/representatives`, representatives)
  // The representative opens the draft, by which the review begins.
  await (await take('science-approver')).goto(`/drafts/${draft}`)
  await call(scienceHead, 'POST', `/drafts/${draft}/versions/1/bodies/${science}/refuse`, { mark_only: true })

  // An acting head, and somebody with a one-time password.
  const approver = await personOf(admin, 'health-approver')
  const period = { person: approver.id, from: day(0), until: day(90) }
  const { id: acting } = await call(admin, 'POST', `/bodies/${health}/acting`, period)
  const { password } = await call(admin, 'POST', `/people/${forgetful.id}/password`)
  portal.account('science-approver').password = password

  // A day that the Government has moved.
  await call(admin, 'PUT', '/calendar/2027-01-04', { works: false, name: { kk: 'Ауыстырылған демалыс', ru: 'Перенесённый выходной', en: '' } })

  const { body: chancellery, units } = await call(admin, 'GET', `/bodies/${centre}`)
  for (const seat of seats) await seat.page.context().close()
  return {
    resend: `/drafts/${draft}/v/1/bodies/${competition}/resend`,
    refusalLetter: `/drafts/${draft}/v/1/bodies/${science}/refusal-letter`,
    letters: `/drafts/${draft}/v/1/letters`,
    acting: `/admin/bodies/${health}/acting/${acting}/end`,
    day: '/admin/calendar/2027-01-04/reset',
    unit: `/admin/bodies/${chancellery.id}/units/${units[0].id}`
  }
}
