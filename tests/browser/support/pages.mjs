// Every page of the portal, each with somebody who may see it and with something true to show.
import assert from 'node:assert/strict'
import { sit } from './browser.mjs'
import { Seat } from './seat.mjs'
import { prepare } from './states.mjs'

/** Somebody who is not logged in. */
export const NOBODY = null

const TITLES = {
  meals: 'школьников горячим питанием',
  archives: 'реестра нотариальных действий',
  water: 'водных ресурсов',
  rail: 'железнодорожных переездах',
  telemedicine: 'дистанционных медицинских услуг',
  grain: 'хранение и перевозку зерна',
  pension: 'назначения пенсионных выплат',
  procurement: 'сравнения ценовых предложений',
  records: 'Правил работы с электронными документами',
  service: 'қашықтықтан жұмыс',
  forest: 'Орман өрттерінің',
  openData: 'Ашық деректерді жариялау',
  tolls: 'Ақылы автомобиль',
  libraries: 'Ауылдық кітапханаларды'
}

/** Looks around the demo government and lists the pages: { name, who, path, status, main }. `main` marks those that are
 * looked at in the dark as well. */
export async function survey(browser, portal) {
  const made = await prepare(browser, portal)
  const seats = new Map()
  const seat = async login => {
    if (!seats.has(login)) seats.set(login, await Seat.take(browser, portal, login, 'kk'))
    return seats.get(login)
  }
  /** The address of the newest readable version of the draft with these words in its title. */
  const draft = async (login, words) => {
    const { page } = await seat(login)
    await page.goto(`/drafts?words=${encodeURIComponent(words)}`)
    return page.locator('tbody a[href^="/drafts/"]').first().getAttribute('href')
  }
  /** The first link of a page whose address ends like this. */
  const link = async (login, path, end) => {
    const { page } = await seat(login)
    await page.goto(path)
    const hrefs = await page.locator('main a[href]').evaluateAll(all => all.map(a => a.getAttribute('href')))
    const found = hrefs.find(href => end.test(href))
    assert.ok(found, `${login} finds no link ${end} on ${path}`)
    return found
  }

  const pages = []
  const add = (name, who, path, more = {}) => pages.push({ name, who, path, status: 200, main: false, ...more })

  add('login', NOBODY, '/login', { main: true })
  add('login-eds', NOBODY, '/login/eds')
  add('help', NOBODY, '/help')
  add('accessibility', NOBODY, '/accessibility')
  add('verify', NOBODY, '/verify', { main: true })
  add('pki', NOBODY, '/pki')
  add('login-first', NOBODY, '/profile')
  add('error-404', NOBODY, '/nothing-here', { status: 404, main: true })
  add('error-403', 'finance-clerk', '/admin', { status: 403 })
  add('error-404-draft', 'finance-clerk', '/drafts/01990000-0000-7000-8000-000000000000', { status: 404 })

  add('my-work-head', 'finance-head', '/my-work', { main: true })
  add('my-work-drafter', 'ecology-drafter', '/my-work')
  add('my-work-clerk', 'labour-clerk', '/my-work')
  add('my-work-empty', 'digital-security', '/my-work')
  add('notifications', 'finance-head', '/notifications', { main: true })
  add('drafts', 'finance-head', '/drafts', { main: true })
  add('drafts-filtered', 'finance-head', '/drafts?state=on_approval&term=running&sort=term&size=25')
  add('drafts-empty', 'finance-head', '/drafts?words=жоқсөз')

  add('search', 'finance-head', `/search?q=${encodeURIComponent('қаржы')}`, { main: true })
  add('search-text', 'finance-head', `/search?q=${encodeURIComponent('бюджет қаражаты')}`)
  add('search-empty', 'finance-head', '/search?q=жоқсөз')
  add('filters', 'finance-head', '/drafts/filters')
  add('filter-new', 'finance-head', '/drafts/filters/new?term=overdue')
  add('calendar', 'finance-head', '/profile/calendar')
  add('digest', 'finance-head', '/profile/digest')
  add('delegation', 'finance-head', '/profile/acting')
  add('delegation-new', 'finance-head', '/profile/acting/new', { main: true })

  const big = await draft('finance-drafter', TITLES.procurement)
  add('card-twelve', 'finance-drafter', big, { main: true })
  for (const part of ['remarks', 'files', 'signatures', 'letters', 'history', 'access']) {
    add(`card-${part}`, 'finance-drafter', `${big}/${part}`, { main: part === 'signatures' })
  }
  // Where the code on a printed form leads: for everybody.
  const printed = await (await seat('finance-drafter')).page.request.get(`${big}/forms/approval-sheet.pdf?lang=kk`)
  add('paper', NOBODY, /<([^>]+)>/.exec(printed.headers().link)[1], { main: true })
  const records = await draft('digital-drafter', TITLES.records)
  const records0 = records.replace(/\/v\/\d+$/, '')
  add('card-long', 'digital-drafter', records)
  add('card-both', 'digital-drafter', `${records}?text=both`)
  add('card-old', 'digital-drafter', `${records0}/v/1`)
  add('card-old-remarks', 'digital-drafter', `${records0}/v/1/remarks`)
  add('compare-side', 'digital-drafter', `${records0}/compare?from=1&to=2`, { main: true })
  add('compare-inline', 'digital-drafter', `${records0}/compare?from=2&to=3&view=inline&changed=1`)
  add('comparative-table', 'digital-drafter', `${records0}/table?from=1&to=2`)
  const water = await draft('ecology-drafter', TITLES.water)
  add('card-refused', 'ecology-drafter', water)
  add('card-refused-remarks', 'ecology-drafter', `${water}/remarks`)
  add('card-refused-letters', 'ecology-drafter', `${water}/letters`)
  const archives = await draft('justice-drafter', TITLES.archives)
  add('card-approved', 'justice-drafter', archives)

  // A form begun, at each of its steps.
  const { page } = await seat('justice-drafter')
  await page.goto('/drafts/new')
  add('posting-start', 'justice-drafter', '/drafts/new')
  await page.locator('main form button[type=submit]').click()
  await page.waitForURL(/unfinished/)
  const posting = new URL(page.url()).pathname.replace(/\/act$/, '')
  for (const step of ['act', 'texts', 'files', 'bodies', 'term', 'check', 'delete']) {
    add(`posting-${step}`, 'justice-drafter', `${posting}/${step}`, { main: step === 'bodies' })
  }
  add('posting-bodies-search', 'justice-drafter', `${posting}/bodies?find=${encodeURIComponent('қаржы')}`)
  add('postings', 'justice-drafter', '/drafts/unfinished')

  // A page for every verb.
  const verb = async (name, who, from, end, more) => add(`verb-${name}`, who, await link(who, from, end), more)
  await verb('sign', 'transport-head', '/my-work', /\/sign$/, { main: true })
  await verb('change', 'transport-drafter', await draft('transport-drafter', TITLES.rail), /\/change$/)
  await verb('send', 'agriculture-drafter', '/my-work', /\/send$/)
  await verb('register', 'labour-clerk', '/my-work', /\/register$/)
  await verb('pass', 'health-clerk', '/my-work', /\/pass$/)
  await verb('name', 'digital-head', '/my-work', /\/representatives$/)
  await verb('approve', 'economy-head', '/my-work', /\/approve$/, { main: true })
  await verb('refuse', 'economy-head', await draft('economy-head', TITLES.meals), /\/refuse$/)
  await verb('remark-add', 'economy-approver', await draft('economy-approver', TITLES.meals), /remarks\/new\?anchor=p2&/)
  await verb('remark-answer', 'ecology-drafter', `${water}/remarks`, /\/answer$/)
  const remarks = `${await draft('agriculture-approver', TITLES.water)}/remarks`
  await verb('remark-close', 'agriculture-approver', remarks, /\/close$/)
  await verb('remark-withdraw', 'agriculture-approver', remarks, /\/withdraw$/)
  await verb('prolong', 'labour-drafter', await draft('labour-drafter', TITLES.pension), /\/prolong$/)
  await verb('new-version', 'ecology-drafter', water, /\/new-version$/)
  await verb('chancellery', 'justice-drafter', archives, /\/chancellery$/)
  add('verb-approved', 'finance-head', `${await draft('finance-head', TITLES.archives)}/signed?what=approve`)
  const start = await link('ecology-drafter', water, /\/protocol$/)
  add('protocol-start', 'ecology-drafter', start)

  // The other body's protocol is begun, so that its pages are there.
  const drafter = await seat('ecology-drafter')
  const others = await drafter.page.locator('main a[href$="/protocol"]').evaluateAll(all => all.map(a => a.getAttribute('href')))
  await drafter.go(others.find(href => href !== start) ?? start)
  await drafter.page.locator('main form button[type=submit]').first().click()
  await drafter.page.waitForURL(/\/edit$/)
  const protocol = new URL(drafter.page.url()).pathname.replace(/\/edit$/, '')
  for (const field of await drafter.page.locator('main form textarea').all()) await field.fill('Шығыстардың есебі қоса берілді')
  await drafter.press('drafts-protocol-save')
  add('protocol', 'ecology-drafter', protocol)
  add('protocol-edit', 'ecology-drafter', `${protocol}/edit`)
  add('protocol-sign', 'ecology-head', `${protocol}/sign`)

  add('verb-resend', 'health-drafter', made.resend)
  add('card-undelivered-letters', 'health-drafter', made.letters)
  add('verb-refusal-letter', 'science-head', made.refusalLetter)

  // The Chancellery: what it does with a draft, from the check to the final status.
  const officer = 'chancellery-control'
  const came = await draft(officer, TITLES.service)
  add('verb-check', officer, `${came}/check/regulations`, { main: true })
  const considered = await draft(officer, TITLES.openData)
  add('card-considered', officer, considered)
  for (const page of ['units', 'agenda', 'vote/start']) add(`verb-${page.replace('/', '-')}`, officer, `${considered}/${page}`)
  add('verb-opinion', 'chancellery-unit', `${considered}/opinion`)
  const tolls = await draft(officer, TITLES.tolls)
  add('card-voting', officer, tolls)
  add('vote-results', officer, `${tolls}/vote`, { main: true })
  add('vote-close', officer, `${tolls}/vote/close`)
  const ballot = await link('health-head', '/my-work', /\/vote$/)
  add('vote-choose', 'health-head', ballot)
  add('vote-sign', 'health-head', `${ballot}?value=support`, { main: true })
  add('card-not-accepted', 'ecology-drafter', await draft('ecology-drafter', TITLES.forest))
  const libraries = await draft('science-drafter', TITLES.libraries)
  add('card-accepted', 'science-drafter', libraries)
  add('minutes', 'science-drafter', `${libraries}/minutes`)
  add('sittings', officer, '/sittings')
  add('sitting-new', officer, '/sittings/new')
  add('sitting', officer, await link(officer, '/sittings', /^\/sittings\/[0-9a-f-]{36}$/))

  add('profile', 'finance-head', '/profile', { main: true })
  add('password-first', 'science-approver', '/profile/password')
  add('profile-password', 'finance-head', '/profile/password')
  add('second', 'finance-head', '/profile/second', { main: true })
  add('second-program', 'finance-head', '/profile/second/program')
  add('second-proof', 'finance-head', '/profile/second/proof')
  add('second-proof-eds', 'finance-head', '/profile/second/proof/eds')
  const second = await seat('finance-head')
  await second.go('/profile/second/program')
  await second.press('web-continue')
  await second.page.waitForURL(/program\/./)
  add('second-program-begun', 'finance-head', new URL(second.page.url()).pathname, { main: true })
  add('certificates', 'finance-head', '/certificates')
  const certificate = await link('finance-head', '/certificates', /^\/certificates\/[0-9a-f-]{36}$/)
  add('certificate', 'finance-head', certificate)
  add('certificate-revoke', 'finance-head', `${certificate}/revoke`)
  add('certificate-new', 'finance-head', '/certificates/new')

  const admin = 'digital-admin'
  add('letters', 'finance-clerk', '/letters', { main: true })
  add('letters-out', 'finance-clerk', '/letters?register=out&state=delivered')
  add('letter', 'finance-clerk', await link('finance-clerk', '/letters', /^\/letters\/[0-9a-f-]{36}$/), { main: true })
  add('letter-new', 'finance-clerk', '/letters/new')
  add('reminders', 'finance-controller', '/reminders', { main: true })
  add('reminders-filtered', 'finance-controller', '/reminders?term=week&source=chancellery&sort=-due')
  add('reminders-empty', 'finance-controller', '/reminders?words=жоқсөз')
  add('reminder', 'finance-controller', await link('finance-controller', '/reminders', /^\/reminders\/[0-9a-f-]{36}$/))
  add('reminders-log', 'finance-controller', '/reminders/log')
  add('reminders-errors', admin, '/admin/reminders')
  const employee = 'justice-approver'
  add('services', 'justice-head', '/services')
  add('service-new', 'justice-head', '/services/new')
  const service = await link('justice-head', '/services', /^\/services\/[0-9a-f-]{36}$/)
  add('service', 'justice-head', service, { main: true })
  add('service-edit', 'justice-head', `${service}/edit`)
  add('service-authorise', 'justice-head', `${service}/authorisations/new`)
  add('service-withdraw', 'justice-head', await link('justice-head', service, /\/withdraw$/))
  add('registry', 'justice-clerk', '/registry')
  add('registry-empty', 'justice-clerk', '/registry?words=жоқсөз')
  add('registry-new', 'justice-clerk', '/registry/new')
  add('registry-updates', 'justice-clerk', '/registry/updates')
  const system = await link('justice-clerk', '/registry?words=апостиль', /^\/registry\/[0-9a-f-]{36}$/)
  add('registry-card', 'justice-clerk', system)
  for (const part of ['edit', 'access', 'operation', 'withdraw', 'findings/new', 'data-sets/new']) {
    add(`registry-${part.replace('/', '-')}`, 'justice-clerk', `${system}/${part}`)
  }
  add('registry-data-set-remove', 'justice-clerk', await link('justice-clerk', system, /\/data-sets\/[0-9a-f-]{36}\/remove$/))
  add('registry-audits', 'justice-clerk', '/registry/audits')
  add('registry-audits-empty', 'health-head', '/registry/audits')
  add('registry-audits-received', 'digital-admin', '/registry/audits?state=sent')
  add('registry-audits-due', 'digital-admin', '/registry/audits/due')
  add('registry-audits-due-empty', 'health-head', '/registry/audits/due')
  const audit = await link('justice-clerk', '/registry/audits', /^\/registry\/audits\/[0-9a-f-]{36}$/)
  add('registry-audit', 'justice-clerk', audit)
  for (const part of ['edit', 'report', 'send']) add(`registry-audit-${part}`, 'justice-clerk', `${audit}/${part}`)
  add('registry-audit-new', 'justice-clerk', `${system}/audits/new`)
  add('registry-interactions', 'justice-clerk', '/registry/interactions')
  add('registry-interactions-empty', 'health-head', '/registry/interactions')
  const interaction = await link('justice-clerk', '/registry/interactions', /^\/registry\/interactions\/[0-9a-f-]{36}$/)
  add('registry-interaction', 'justice-clerk', interaction)
  for (const part of ['accesses', 'participants/new', 'end']) add(`registry-interaction-${part.replace('/', '-')}`, 'justice-clerk', `${interaction}/${part}`)
  add('registry-interaction-accesses-empty', 'justice-clerk', `${interaction}/accesses?until=2020-01-01`)
  add('registry-interaction-force', 'digital-admin', `${interaction}/force`)
  add('registry-interaction-participant-end', 'justice-clerk', await link('justice-clerk', interaction, /\/participants\/[0-9a-f-]{36}\/end$/))
  add('registry-interaction-new', 'justice-clerk', `${system}/interactions/new`)
  add('results', employee, '/service-results', { main: true })
  add('results-filtered', employee, '/service-results?state=issued&validity=expired&words=%D0%BC%D2%B1%D1%80%D0%B0%D1%82')
  add('results-empty', 'justice-clerk', '/service-results')
  add('results-by-recipient', employee, '/service-results/by-recipient')
  add('result-new', employee, '/service-results/new')
  const result = async state => link(employee, `/service-results?state=${state}`, /^\/service-results\/[0-9a-f-]{36}$/)
  const [drafted, certified, issued] = [await result('draft'), await result('signed'), await result('issued')]
  add('result-draft', employee, drafted)
  for (const part of ['edit', 'document', 'sign']) add(`result-${part}`, employee, `${drafted}/${part}`, { main: part === 'sign' })
  add('result-signed', employee, certified)
  add('result-issued', employee, issued, { main: true })
  add('result-revoke', employee, `${issued}/revoke`)
  add('result-revoked', employee, await result('revoked'))
  add('check', NOBODY, '/results', { main: true })
  add('check-none', NOBODY, '/results/0000000000000000', { status: 404 })
  for (const [name, query] of [['valid', 'issued&validity=current'], ['expired', 'issued&validity=expired'], ['revoked', 'revoked']]) {
    const card = await link(employee, `/service-results?state=${query}`, /^\/service-results\/[0-9a-f-]{36}$/)
    add(`check-${name}`, NOBODY, await link(employee, card, /^\/results\/[0-9A-Z]{28}$/), { main: name === 'valid' })
  }

  add('exchange', admin, '/admin/exchange', { main: true })
  add('exchange-body', admin, await link(admin, '/admin/exchange', /\/bodies\//))
  add('exchange-reference', admin, '/admin/exchange/reference')
  add('exchange-deliveries', admin, '/admin/exchange/deliveries')
  for (const path of ['', '/bodies', '/bodies/new', '/people', '/people/new', '/people/by-number', '/people/sessions', '/roles',
    '/systems', '/systems/new', '/safety', '/calendar', '/calendar/new', '/maintenance', '/calendar/2026-12-16', '/certificates', '/certificates/issued', '/certificates/by-number', '/deliveries', '/deliveries?state=sent']) {
    add(`admin${path.replace(/\W+/g, '-')}`, admin, `/admin${path}`, { main: path === '' })
  }
  const body = await link(admin, '/admin/bodies', /^\/admin\/bodies\/[0-9a-f-]{36}$/)
  for (const part of ['', '/edit', '/deactivate', '/units/new', '/acting/new']) {
    add(`admin-body${part.replace(/\W+/g, '-')}`, admin, `${body}${part}`)
  }
  add('admin-unit', admin, made.unit)
  add('admin-acting-end', admin, made.acting)
  add('admin-calendar-reset', admin, made.day)
  const person = await link(admin, '/admin/people', /^\/admin\/people\/[0-9a-f-]{36}$/)
  for (const part of ['', '/edit', '/deactivate', '/password', '/second', '/sessions', '/positions/new', '/roles/new']) {
    add(`admin-person${part.replace(/\W+/g, '-')}`, admin, `${person}${part}`)
  }
  add('admin-person-role', admin, await link(admin, person, /\/withdraw$/))
  add('admin-person-position', admin, await link(admin, person, /\/end$/))

  const tools = '/admin/protection-tools'
  add('tools', 'digital-security', tools, { main: true })
  add('tool-new', 'digital-security', `${tools}/new`)
  const tool = await link('digital-security', tools, /\/[0-9a-f-]{36}$/)
  for (const part of ['', '/edit', '/on', '/off']) add(`tool${part.replace('/', '-')}`, 'digital-security', `${tool}${part}`)
  add('tool-on-administrator', admin, `${tool}/on`)

  add('accounting', 'digital-security', '/accounting', { main: true })
  add('accounting-by-number', 'digital-security', '/accounting/by-number')
  add('accounting-charts', 'digital-security', '/accounting/charts')
  add('accounting-alerts', 'digital-security', '/accounting/alerts')
  add('accounting-archives', 'digital-security', '/accounting/archives')
  for (const path of ['', '/new', '/holds', '/holds/new']) {
    add(`destruction${path.replace(/\W+/g, '-')}`, 'digital-security', `/destruction${path}`)
  }
  add('integrity', 'digital-security', '/admin/integrity')
  add('admin-security', 'digital-security', '/admin')
  add('backups', 'digital-admin', '/admin/backups')
  add('withdrawals', 'digital-admin', '/admin/withdrawals')
  add('withdrawals-new', 'digital-admin', '/admin/withdrawals/new')
  add('profile-accesses', 'digital-security', '/profile/accesses')
  add('accounting-record', 'digital-security', await link('digital-security', '/accounting', /^\/accounting\/\d+$/))

  for (const each of seats.values()) await each.page.context().close()
  return pages
}

/** Goes through the pages, person after person, two persons at a time. `look(page, entry)` gives the faults it finds. */
export async function visit({ browser, portal }, pages, language, machine, look) {
  const people = [...new Set(pages.map(each => each.who))]
  const faults = []
  const next = async () => {
    const who = people.shift()
    if (who === undefined) return
    const page = who === NOBODY
      ? await sit(browser, portal, { language, ...machine })
      : (await Seat.take(browser, portal, who, language, machine)).page
    for (const each of pages.filter(p => p.who === who)) {
      const found = await look(page, each)
      faults.push(...found.map(fault => `${each.name} (${language}, ${who}, ${each.path}): ${fault}`))
    }
    await page.context().close()
    await next()
  }
  await Promise.all([next(), next()])
  return faults
}
