import { type LinkRow, type NodeRow, rowsOf } from './cypher-rows.ts'
import { CypherText } from './cypher-text.ts'
import type { TextFormat } from './format.ts'

/** How many rows go into statements together. */
const BATCH = 500

const constraints = ['Entity', 'Source', 'Fact', 'Claim', 'Unnamed'].map(
  (label) =>
    `CREATE CONSTRAINT tupu_${label.toLowerCase()}_key IF NOT EXISTS FOR (n:${label}) REQUIRE n.key IS UNIQUE;\n`,
)

class Batches {
  readonly #text: CypherText
  readonly #nodes = new Map<string, string[]>()
  readonly #links = new Map<string, string[]>()
  #size = 0

  constructor(text: CypherText) {
    this.#text = text
  }

  /** Puts a row to those that are created by the same statement. */
  add(row: NodeRow | LinkRow): void {
    if ('labels' in row) {
      const [label, ...more] = row.labels.split(':')
      const found = `MERGE (n:${label} {key: row.key}) ${more.map((one) => `SET n:${one} `).join('')}SET n = row`
      this.#put(this.#nodes, row.early ? found : `CREATE (n:${row.labels}) SET n = row`, this.#text.literal(row.node))
    } else {
      const { type, from, to, link, early } = row
      const ends = `MATCH (a:${from[0]} {key: row.a}) ${early ? 'MERGE' : 'MATCH'} (b:${to[0]} {key: row.b})`
      const statement = `${ends} CREATE (a)-[r:${type}]->(b) SET r = row.link`
      this.#put(this.#links, statement, this.#text.literal({ a: from[1], b: to[1], link }))
    }
  }

  #put(groups: Map<string, string[]>, statement: string, row: string): void {
    const group = groups.get(statement)
    if (group) group.push(row)
    else groups.set(statement, [row])
    this.#size++
  }

  get full(): boolean {
    return this.#size >= BATCH
  }

  /** The statements for what has been added, those for nodes first. */
  *statements(): Generator<string> {
    for (const groups of [this.#nodes, this.#links]) {
      for (const [statement, rows] of groups) yield `UNWIND [\n  ${rows.join(',\n  ')}\n] AS row ${statement};\n`
      groups.clear()
    }
    this.#size = 0
  }
}

/**
 * Statements for Neo4j's cypher-shell, for an empty database: entities, sources, facts and claims as nodes, relations as
 * relationships. Sources come before the entities that publish them, so these may come to be twice, first by their key alone.
 */
export const cypher: TextFormat = {
  *write(records, notes) {
    const batches = new Batches(new CypherText(notes))
    yield* constraints
    for (const record of records) {
      for (const row of rowsOf(record, notes)) batches.add(row)
      if (batches.full) yield* batches.statements()
    }
    yield* batches.statements()
  },
}
