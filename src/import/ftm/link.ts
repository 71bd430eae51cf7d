import { LINKS } from '../../records/ftm.ts'
import type { RelationRecord } from '../../records/record.ts'
import { keyOfId } from '../../records/slug.ts'
import type { FtmLine, Properties } from './line.ts'
import type { Lost } from './lost.ts'
import { dayOf, type Provenance } from './provenance.ts'

/** The words of a link that have no field of their own, in one title. */
function titleOf(properties: Properties, as: string): string | undefined {
  const roles = properties.all(as)
  const shares = new Set(
    properties.all('percentage').map((text) => {
      const share = text.trim()
      return /[%％]$/.test(share) ? share : `${share} %`
    }),
  )
  const others = ['ownershipType', 'sharesCount', 'status'].flatMap((name) =>
    properties.all(name).map((value) => `${name} ${value}`),
  )
  return [...roles, ...shares, ...others].join(', ') || undefined
}

function dateOf(properties: Properties, name: string, lost: Lost): string | undefined {
  const days = properties.all(name).map((text) => dayOf(text))
  lost.add(
    `${name} that is no date, or beside another`,
    Math.max(0, days.length - 1) + (days.length > 0 && !days[0] ? 1 : 0),
  )
  return days[0]
}

/** A relation for each pair of ends that a link has. */
export function linkRecords(
  line: FtmLine,
  properties: Properties,
  { claims }: Provenance,
  lost: Lost,
): RelationRecord[] {
  const { kind, from, to, as = 'role', isNamed } = LINKS[line.schema]!
  const pairs = properties.all(from).flatMap((one) => properties.all(to).map((other) => [one, other] as const))
  if (pairs.length === 0) lost.add(`${line.schema} without ${from} or ${to}`)
  const words = titleOf(properties, as)
  const title = isNamed ? [line.schema, words].filter(Boolean).join(': ') : words
  const validFrom = dateOf(properties, 'startDate', lost)
  const validTo = dateOf(properties, 'endDate', lost)
  const summary = properties.all('summary', 'description')
  return pairs.map(([one, other], i) => ({
    record: 'relation',
    key: i === 0 ? keyOfId(line.id) : keyOfId(`${line.id}/${i}`),
    kind,
    from: keyOfId(one),
    to: keyOfId(other),
    ...(title && { title }),
    ...(validFrom && { validFrom }),
    ...(validTo && { validTo }),
    claims: claims.map((claim) => (summary.length > 0 ? { ...claim, printed: summary.join(' ') } : claim)),
  }))
}
