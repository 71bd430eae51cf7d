import { existsSync } from 'node:fs'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/** Where a Chromium is installed: what TUPU_CHROMIUM says, or one of the usual places; undefined if there is none. */
export const chromiumPath = [process.env.TUPU_CHROMIUM ?? '', ...usual].find((path) => path && existsSync(path))

if (!chromiumPath) {
  console.warn('No Chromium was found (set TUPU_CHROMIUM to one), so the tests in a real browser are skipped.')
}
