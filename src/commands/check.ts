import { readConfig } from '../config.ts'
import type { CheckOutcome } from '../store/check.ts'
import { checkSqlite } from '../store/sqlite/check.ts'
import { sentenceOf } from './mistake.ts'

/** How many findings of each check are told; all are counted. */
const SHOWN = 20

const PROBLEMS_FOUND = 1
const NOT_RUN = 2

/**
 * Looks the configured database through and tells what it found, on the standard output. The exit code is 0 if nothing is
 * wrong (there may be notes), 1 if something is, and 2 if the database can't be looked at.
 */
export async function checkCommand({ json = false, quick }: { json?: boolean; quick?: boolean }): Promise<void> {
  try {
    const { database } = readConfig(process.env)
    const today = new Date().toISOString().slice(0, 10)
    const outcomes: CheckOutcome[] = []
    for (const outcome of checkSqlite({ path: database, today, shown: SHOWN, quick })) {
      outcomes.push(outcome)
      if (!json) console.log(reportOf(outcome))
    }
    const sum = (severity: CheckOutcome['severity']) =>
      outcomes.reduce((total, one) => total + (one.severity === severity ? one.count : 0), 0)
    const [problems, notes] = [sum('problem'), sum('note')]
    if (json) console.log(JSON.stringify({ database, problems, notes, checks: outcomes }, null, 2))
    else console.log(`${database}: ${counted(problems, 'problem')}, ${counted(notes, 'note')}.`)
    if (problems > 0) process.exitCode = PROBLEMS_FOUND
  } catch (error) {
    console.error(sentenceOf(error))
    process.exitCode = NOT_RUN
  }
}

const counted = (count: number, what: string) =>
  `${count === 0 ? 'no' : count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`

/** What people read of one check: a line, and where it found something, what, and what to do. */
function reportOf({ name, severity, about, advice, count, findings }: CheckOutcome): string {
  if (count === 0) return `ok       ${name}: ${about}: none`
  const lines = findings.map(
    ({ keys, message }) => `         - ${keys.length > 0 ? `${keys.join(', ')}: ` : ''}${message}`,
  )
  const rest = count - findings.length
  if (rest > 0) lines.push(`         … and ${rest.toLocaleString('en')} more`)
  return [
    `${severity.padEnd(8)} ${name}: ${about}: ${count.toLocaleString('en')}`,
    ...lines,
    `         ${advice}`,
  ].join('\n')
}
