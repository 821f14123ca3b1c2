// One demo government and one browser for all tests of a file.
import { after, before } from 'node:test'
import { startBrowser } from './browser.mjs'
import { startPortal } from './portal.mjs'

/** Starts both before the first test of the file and ends them after the last; `args` are further arguments of
 * `orda demo`. `prepare` is done once both are there, before the first test; `switches` gives further switches of Chromium. */
export function house(args = [], prepare = async () => {}, switches = async () => []) {
  const here = { portal: null, browser: null }
  before(async () => {
    here.portal = await startPortal(args)
    here.browser = await startBrowser(await switches())
    await prepare()
  }, { timeout: 240_000 })
  after(async () => {
    await here.browser?.close()
    await here.portal?.stop()
  })
  return here
}
