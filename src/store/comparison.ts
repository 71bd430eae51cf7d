import { canonicalJson } from '../records/canonical.ts'
import type { FullFigure } from '../records/figure.ts'

/**
 * What two figures must have in common to be compared: whose they are, what they measure, when, in which unit, on which
 * basis and within which scope. A period with its days is told by them alone, since label and length follow from them.
 */
export function comparisonKey(figure: Omit<FullFigure, 'key' | 'claims'>): string {
  const { label, start, end, duration } = figure.period ?? {}
  const period = [start || end ? undefined : label, start, end, start && end ? undefined : duration]
  const subject = figure.subject ?? { as: figure.subjectAs }
  const { metric, concept, unit, currency, basis, scope } = figure
  const parts = [subject, metric, concept, ...period, unit, currency, basis, scope]
  return canonicalJson(parts.map((part) => part ?? null))
}
