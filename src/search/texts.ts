import { fold } from '../records/fold.ts'
import type { SearchedText, SearchIndex } from '../store/store.ts'
import { MOST_ROWS } from './names.ts'
import type { Query } from './query.ts'
import { type Match, scoreText } from './score.ts'
import { termsInside } from './terms.ts'

/** A source, a statement or an event that was found by a text, or a source by its key or address. */
export type TextHit = Match & {
  readonly source?: number | undefined
  readonly statement?: number | undefined
  readonly event?: number | undefined
  /** The place in the source, where a quote was found. */
  readonly passage?: number | undefined
  readonly key: string
  readonly kind: 'SOURCE' | FactSort
  readonly matchedText: string
  readonly length: number
}

/** The facts that are found by their texts. */
export type FactSort = 'STATEMENT' | 'EVENT'

/** Which of some facts are seen. */
export type Seen = (sort: FactSort, ids: readonly number[]) => ReadonlySet<number>

export type TextHits = { readonly hits: readonly TextHit[]; readonly complete: boolean }

/** Whether one is to be shown rather than the other: the better, the shorter, the first by code units. */
function better(hit: TextHit, known: TextHit | undefined): boolean {
  if (!known || hit.score !== known.score) return !known || hit.score > known.score
  return hit.length < known.length || (hit.length === known.length && hit.matchedText < known.matchedText)
}

function* look(
  index: SearchIndex,
  query: Query,
  sort: SearchedText,
  full: () => void,
): Generator<TextHit & { id: number }> {
  const found = index.textsWith(termsInside(query.words), sort, MOST_ROWS)
  if (found.length >= MOST_ROWS) full()
  for (const { id, source, key, texts } of found) {
    for (const text of texts) {
      const match = scoreText(query, fold(text), sort === 'SOURCE')
      if (!match) continue
      const own = { ...match, id, key, matchedText: text, length: text.length }
      if (sort === 'STATEMENT') yield { ...own, kind: sort, statement: id }
      else if (sort === 'EVENT') yield { ...own, kind: sort, event: id }
      else yield { ...own, kind: 'SOURCE', source: source!, passage: sort === 'PASSAGE' ? id : undefined }
    }
  }
}

/** Keeps the best hit of each source or fact. */
function best(hits: Iterable<TextHit & { id: number }>, of: (hit: TextHit & { id: number }) => number): TextHit[] {
  const kept = new Map<number, TextHit>()
  for (const found of hits) {
    const { id: _id, ...hit } = found
    if (better(hit, kept.get(of(found)))) kept.set(of(found), hit)
  }
  return [...kept.values()]
}

/** Finds sources by title, quote, key and address. */
export function findSources(index: SearchIndex, query: Query): TextHits {
  let complete = true
  const full = () => {
    complete = false
  }
  function* all(): Generator<TextHit & { id: number }> {
    for (const { source, key, text } of index.sourceCodes(query.folded))
      yield {
        score: 96,
        matchedBy: 'IDENTIFIER',
        id: source!,
        source: source!,
        key,
        kind: 'SOURCE',
        matchedText: text,
        length: text.length,
      }
    if (query.parts.length === 0) return
    yield* look(index, query, 'SOURCE', full)
    yield* look(index, query, 'PASSAGE', full)
  }
  const hits = query.folded === '' ? [] : best(all(), (hit) => hit.source!)
  return { hits, complete }
}

/** Finds statements by their summaries or events by their titles, of those that are seen. */
export function findFacts(index: SearchIndex, query: Query, sort: FactSort, seen: Seen): TextHits {
  if (query.parts.length === 0) return { hits: [], complete: true }
  let complete = true
  const found = new Map<TextHit, number>()
  const full = () => {
    complete = false
  }
  for (const hit of best(look(index, query, sort, full), (one) => one.id)) found.set(hit, (hit.statement ?? hit.event)!)
  const visible = found.size > 0 ? seen(sort, [...found.values()]) : new Set()
  return { hits: [...found].flatMap(([hit, id]) => (visible.has(id) ? [hit] : [])), complete }
}
