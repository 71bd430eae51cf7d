/** A fault to put into the compiler, or into what type modules say to it. */
export type Fault = {
  readonly name: string
  readonly file: string
  /** Stands once in the file. */
  readonly find: string
  readonly replace: string
  /** Whether an internal error is a way to notice it; else only an answer that differs counts. */
  readonly breaks?: true
  /** The seed that soon shows it, if not the usual one. */
  readonly seed?: 6
}

const policies = 'schema/evidence.ts'
const unseen = 'Object.assign(x.within(x.scope), { policies: {} })'

/* biome-ignore-start lint/suspicious/noTemplateCurlyInString: texts of programs */
export const faults: readonly Fault[] = [
  // What a view shows.
  { name: 'relations are seen whatever the view', file: policies, find: '  relation: factSeen,\n', replace: '' },
  { name: 'figures are seen whatever the view', file: policies, find: '  figure: factSeen,\n', replace: '' },
  { name: 'statements are seen whatever the view', file: policies, find: '  statement: factSeen,\n', replace: '' },
  { name: 'events are seen whatever the view', file: policies, find: '  event: factSeen,\n', replace: '' },
  { name: 'properties are seen whatever the view', file: policies, find: '  property: factSeen,\n', replace: '' },
  {
    name: 'values that are not shown lead to subjects',
    file: 'schema/organization.ts',
    find: "      x.or(x.yes(s.col('alone')), x.eq(s.col('id'), shownFirst)),\n",
    replace: '',
  },
  {
    name: 'claims are seen whatever the view',
    file: policies,
    find: "  claim: (x, row) => x.and(asserted(x, row), factHolds(x, row.col('fact_id'))),\n",
    replace: '',
  },
  {
    name: 'coverage is seen before it is known',
    file: policies,
    find: "    x.and(x.lte(row.col('known_from'), knownAt(x)), followed(x, row.col('asserter_id')), taken(x, x.text('REPORTED'))),",
    replace: "    x.and(followed(x, row.col('asserter_id')), taken(x, x.text('REPORTED'))),",
    seed: 6,
  },
  {
    name: 'times between claims are forgotten',
    file: policies,
    find: "x.or(x.no(fact.col('known_gaps')), claimed())",
    replace: 'null',
  },
  {
    name: 'known only after the instant at which it became known',
    file: policies,
    find: "  x.and(x.lte(row.col('known_from'), knownAt(x)), x.gt(",
    replace: "  x.and(x.lt(row.col('known_from'), knownAt(x)), x.gt(",
  },
  {
    name: 'known still at the instant at which it ceased to be',
    file: policies,
    find: "x.gt(row.col('known_to'), knownAt(x))",
    replace: "x.gte(row.col('known_to'), knownAt(x))",
  },
  {
    name: 'accordingTo is ignored',
    file: policies,
    find: "followed(x, claim.col('asserter_id'))",
    replace: 'null',
  },
  {
    name: 'accordingTo is ignored in lists of claims',
    file: policies,
    find: '  claim: (x, row) => x.and(asserted(x, row),',
    replace: `  claim: (x, row) => x.and(known(x, row),
    x.scope.arg('modality') && x.isIn(row.col('modality'), x.viewList(x.scope.arg('modality')!)),`,
  },
  {
    name: 'modality is ignored',
    file: policies,
    find: "taken(x, claim.col('modality'))",
    replace: 'null',
  },
  {
    name: 'validOn is ignored for relations',
    file: policies,
    find: "x.scope.arg('validOn') && holds(x, fact, today(x))",
    replace: 'null',
  },
  {
    name: 'validOn is ignored for claims',
    file: policies,
    find: "x.and(asserted(x, row), factHolds(x, row.col('fact_id')))",
    replace: 'asserted(x, row)',
  },
  {
    name: 'the last day no longer counts',
    file: policies,
    find: "x.gte(relation.col('valid_to_last'), day)",
    replace: "x.gt(relation.col('valid_to_last'), day)",
    seed: 6,
  },
  {
    name: 'the view of an id is ignored',
    file: 'src/plan/lookup.ts',
    find: 'token ? scopeOfId(compiler, id, token) : place.x.scope',
    replace: 'place.x.scope',
  },
  // Where a view must reach.
  {
    name: 'where looks at rows that the view hides',
    file: 'src/plan/filter.ts',
    find: '${and(member, isOfType(type, target), x.visible(target), meets(type, target))}',
    replace: '${and(member, isOfType(type, target), meets(type, target))}',
  },
  {
    name: 'where goes over relations that the view hides',
    file: 'src/plan/filter.ts',
    find: '        x.visible(link),\n',
    replace: '',
    seed: 6,
  },
  {
    name: 'totalCount counts what the view hides',
    file: 'src/plan/connection.ts',
    find: 'countMembers(members())',
    replace: `countMembers(membersOf(compiler, field, type, parent, ${unseen}, where))`,
  },
  {
    name: 'orders by count count what the view hides',
    file: 'src/plan/members.ts',
    find: 'membersOf(compiler, field, type, row, x, undefined)',
    replace: `membersOf(compiler, field, type, row, ${unseen}, undefined)`,
  },
  {
    name: 'edges are made by relations that the view hides',
    file: 'src/plan/members.ts',
    find: '        x.isSet(link.col(way.far)),\n        links.where(x, link),\n        way.where?.(x, link),\n        x.visible(link),\n',
    replace: '        x.isSet(link.col(way.far)),\n        links.where(x, link),\n        way.where?.(x, link),\n',
  },
  // Orders.
  {
    name: 'direction is ignored',
    file: 'src/plan/ordering.ts',
    find: 'const term = { expr, descending: descending !== reversed }',
    replace: 'const term = { expr, descending: reversed }',
  },
  {
    name: 'nulls come first',
    file: 'src/plan/ordering.ts',
    find: "nulls: reversed ? 'first' : 'last' }",
    replace: "nulls: reversed ? 'last' : 'first' }",
  },
  {
    name: 'ties are broken by number instead of key',
    file: 'src/plan/ordering.ts',
    find: 'terms.push({ expr: tie, descending: reversed })',
    replace: "terms.push({ expr: row.col('id'), descending: reversed })",
  },
  {
    name: 'the key is lost from the end of the order',
    file: 'src/plan/ordering.ts',
    find: 'terms.push({ expr: tie, descending: reversed })',
    replace: "terms.push({ expr: 'null', descending: reversed })",
  },
  {
    name: 'values compare as their text',
    file: 'src/plan/row-fields.ts',
    find: 'const sort = options.sort ?? name',
    replace: 'const sort = name',
  },
  {
    name: 'figures sort as text',
    file: 'schema/entity.ts',
    find: "orderedFigure(x, given, 'value_key')",
    replace: "orderedFigure(x, given, 'value')",
    seed: 6,
  },
  {
    name: 'the last are not taken from the end',
    file: 'src/plan/page.ts',
    find: 'this.#inner.tie, paging.backward)',
    replace: 'this.#inner.tie, false)',
  },
  // Conditions.
  {
    name: 'not is lost',
    file: 'src/plan/filter.ts',
    find: 'conditions.push(not(this.condition(x, type, row, given, edge)))',
    replace: 'conditions.push(this.condition(x, type, row, given, edge))',
  },
  {
    name: 'every means some',
    file: 'src/plan/filter.ts',
    find: 'not(this.#exists(x, field, row, (type, target, edge) => not(this.condition(x, type, target, where, edge))))',
    replace: 'this.#some(x, field, row, where)',
  },
  {
    name: 'none means some',
    file: 'src/plan/filter.ts',
    find: 'conditions.push(not(this.#some(x, field, row, where)))',
    replace: 'conditions.push(this.#some(x, field, row, where))',
  },
  {
    name: 'or means and',
    file: 'src/plan/filter.ts',
    find: 'conditions.push(or(...given.items()',
    replace: 'conditions.push(and(...given.items()',
  },
  {
    name: 'gte is strict',
    file: 'src/plan/comparator.ts',
    find: 'x.gte(sort(x, row)',
    replace: 'x.gt(sort(x, row)',
  },
  {
    name: 'names are looked for as they are written',
    file: 'schema/entity.ts',
    find: "x.contains(n.col('folded'), x.value(value, fold))",
    replace: "x.contains(n.col('folded'), x.value(value))",
  },
  {
    name: 'edge holds for any relation of the list',
    file: 'src/plan/filter.ts',
    find: 'const meets = and(joins(x, links, link, near, far), x.visible(link),',
    replace: 'const meets = and(x.eq(link.col(links.ways[0]!.near), near), links.where(x, link), x.visible(link),',
    seed: 6,
  },
  {
    name: 'edges show all relations of the list',
    file: 'src/plan/members.ts',
    find: 'and(x.eq(link.col(way.near), near), x.eq(link.col(way.far), far), way.where?.(x, link))',
    replace: 'and(x.eq(link.col(way.near), near), way.where?.(x, link))',
    seed: 6,
  },
  // Which rows there are.
  {
    name: 'negated relations make roles',
    file: 'schema/common.ts',
    find: ", x.no(link.col('negated')))",
    replace: ')',
  },
  {
    name: 'rows of other types come along',
    file: 'src/plan/identity.ts',
    find: "return `(${leading ? tag : sql.following(tag)} in (${tags.join(', ')}))`",
    replace: 'return null',
  },
  {
    name: 'something is in its own list',
    file: 'src/plan/members.ts',
    find: ", x.ne(node.col('id'), parent!.col('id')))",
    replace: ')',
    seed: 6,
  },
  // Pages.
  {
    name: 'a page holds one more',
    file: 'src/plan/page.ts',
    find: 'bind((rt) => this.#paging.size(rt), this)',
    replace: 'bind((rt) => this.#paging.size(rt) + 1, this)',
  },
  {
    name: 'hasNextPage for a page that is just full',
    file: 'src/plan/page.ts',
    find: '`coalesce(max(${this.#alias}.cnt), 0)`} > ${this.#limit()}`',
    replace: '`coalesce(max(${this.#alias}.cnt), 0)`} >= ${this.#limit()}`',
    seed: 6,
  },
  {
    name: 'hasPreviousPage is always false',
    file: 'src/plan/page.ts',
    find: "if (part === 'hasPreviousPage')\n",
    replace:
      "if (part === 'hasPreviousPage') return sql.jsonBool('false', false)\n    if (part === 'hasPreviousPage')\n",
  },
  {
    name: 'after begins with the cursor itself',
    file: 'src/plan/ordering.ts',
    find: 'x.gt(tie, tieAt)',
    replace: 'x.gte(tie, tieAt)',
  },
  {
    name: 'before looks behind the cursor',
    file: 'src/plan/ordering.ts',
    find: "const sign = descending !== before ? '<' : '>'",
    replace: "const sign = descending ? '<' : '>'",
  },
  {
    name: 'cursors forget what has no value',
    file: 'src/plan/ordering.ts',
    find: '(${at} is not null and (${expr} is null or ${further}))',
    replace: '(${at} is not null and ${further})',
    seed: 6,
  },
  // Selections.
  {
    name: 'fragments hold for every type',
    file: 'src/plan/selection.ts',
    find: 'narrowed(document, types, selection.typeCondition?.name.value)',
    replace: 'types',
    breaks: true,
  },
  {
    name: 'a field that is asked for twice shows the first selection',
    file: 'src/plan/selection.ts',
    find: 'if (known) known.nodes.push(selection)',
    replace: 'if (known) known.at += 0',
    breaks: true,
    seed: 6,
  },
  {
    name: 'include is taken for skip',
    file: 'src/plan/selection.ts',
    find: "given('include') !== false",
    replace: "given('include') !== true",
    breaks: true,
  },
]
/* biome-ignore-end lint/suspicious/noTemplateCurlyInString: texts of programs */
