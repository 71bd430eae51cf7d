export const numbered = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ')

/** Documents that cost a server without limits dearly. */
export const attacks: Record<string, string> = {
  '10,000 aliases': `{ ${numbered(10_000, (i) => `a${i}: echo`)} }`,
  '1,600 aliases, within the tokens': `{ ${numbered(1_600, (i) => `a${i}: echo`)} }`,
  '5,000 repeated fields': `{ ${'echo '.repeat(4_998)} }`,
  'repeated fields with selections': `{ ${'company{key} '.repeat(1_240)} }`,
  'fragments that double 30 times': `{ ...f0 } ${numbered(30, (i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`)} fragment f30 on Query { echo }`,
  'selections that double 20 times': `{ company { ...f0 } } ${numbered(20, (i) => `fragment f${i} on Company { parent { ...f${i + 1} } aliases { ...f${i + 1} } }`)} fragment f20 on Company { key }`,
  'fragments in a circle': '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }',
  'a fragment in itself': '{ company { ...a } } fragment a on Company { parent { ...a } }',
  'a chain of 500 fragments': `{ ...f0 } ${numbered(500, (i) => `fragment f${i} on Query { ...f${i + 1} }`)} fragment f500 on Query { echo }`,
  'every fragment spread in every other': `{ ...f0 } ${numbered(30, (i) => `fragment f${i} on Query { ${numbered(30, (j) => `...f${j}`)} }`)}`,
  'introspection in circles':
    '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
  'unclosed string': `{ echo(text: "${'a'.repeat(100_000)}`,
  'an unclosed block string': `{ echo(text: """${'\\"""'.repeat(10_000)}`,
}
