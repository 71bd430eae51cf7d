// The SQL of the servers that read the plain tables in SQLite; the same for all of them.

const party = 'p.id, p.key, p.kind, p.name, p.country, p.founded_on, p.founded_on as foundedOn'

export const partyByKey = `select ${party} from party p where p.key = ?`

/** One more than is asked for, so that one knows whether there are more. */
export const companiesByName = `select ${party} from party p
  where p.kind = 'COMPANY' and p.country = ? and p.founded_on >= ? order by p.name, p.key limit ?`

/** Each co-investor, with how many companies it shares. */
export const coInvestors = `select ${party}, s.shared from (
    select o.investor_id as id, count(*) as shared from holding m join holding o on o.company_id = m.company_id
    where m.investor_id = ? and o.investor_id <> m.investor_id group by o.investor_id
  ) s join party p on p.id = s.id order by p.key`

/** The ids of all that invested in, or got money from, one of a list of ids. */
export const neighbours = `
  select i.company_id from json_each(@of) f join investment i on i.investor_id = f.value
  union select i.investor_id from json_each(@of) f join investment i on i.company_id = f.value`

/** Of names as single characters with a space between; the text to look for is a phrase of such. */
export const search = `select ${party} from party_name n join party p on p.id = n.rowid where party_name match ? order by rank, p.key limit ?`
export const phrase = (text: string): string => `"${[...text].join(' ')}"`
