import Database from 'better-sqlite3'
import { brandOf } from '../graph/names.ts'
import { Random } from '../graph/random.ts'
import { phrase } from '../servers/peer-sql.ts'
import type { Variables, Work } from './works.ts'

/** How many requests of each work are made over and over; fewer where the data has not so many. */
const MOST = 1000

const companiesWithTenRounds = `select p.key from party p join round r on r.company_id = p.id
  where not exists (select 1 from investment i where i.investor_id = p.id) group by p.id having count(*) >= 10 order by p.id`
const fundsWithTwentyCompanies = `select p.key from party p join holding h on h.investor_id = p.id
  where p.kind = 'FUND' group by p.id having count(*) >= 20 order by p.id`
/** As many co-investors as one page holds, so that a server with a limit on pages gives all of them, too. */
const coInvestorsOfOnePage = `select p.key from party p
  where p.kind = 'FUND' and p.id % 7 = 0 and (
    select count(distinct o.investor_id) from holding m join holding o on o.company_id = m.company_id
    where m.investor_id = p.id and o.investor_id <> p.id) between 20 and 100 order by p.id`

/** The same seeded lists of variables for all servers. */
export function variablesOf(peers: string): Record<Work, Variables[]> {
  const database = new Database(peers, { readonly: true })
  const keys = (sql: string) => database.prepare<[], string>(sql).pluck().all()
  const random = new Random('variables')
  const byKey = (list: string[]) => random.sample(list, MOST).map((key) => ({ key }))
  try {
    const companies = keys("select key from party where kind = 'COMPANY' order by id")
    const investors = keys('select key from party where id in (select investor_id from holding) order by id')
    const backed = byKey(keys(companiesWithTenRounds))
    const names = database.prepare<[string], number>('select count(*) from party_name where party_name match ?').pluck()
    return {
      W0: [{}],
      W1: byKey(companies),
      W2: backed,
      W3: byKey(keys(fundsWithTwentyCompanies)),
      // As often in a country as it has companies: the country of a random one.
      W4: random.sample(keys("select country from party where kind = 'COMPANY' order by id"), MOST).map((country) => ({
        country,
        since: `${1996 + random.below(10)}-01-01`,
      })),
      W5: byKey(keys(coInvestorsOfOnePage)),
      W6: Array.from({ length: MOST }, () => ({ from: random.pick(investors), to: random.pick(investors) })),
      W7: backed,
      W8: backed.map(({ key }) => {
        const at = `${2017 + random.below(8)}-0${1 + random.below(9)}-15`
        return { key, at, end: `${at}T23:59:59.999Z` }
      }),
      // So few names that one page has them all: which come first is each server's own matter.
      W9: [...new Set(Array.from({ length: 3000 }, () => brandOf(random.below(companies.length))))]
        .filter((text) => names.get(phrase(text))! <= 20)
        .slice(0, 300)
        .map((text) => ({ text })),
    }
  } finally {
    database.close()
  }
}
