import { Command } from 'commander'
import { orMistake } from './commands/mistake.ts'

// Each command is imported when it is run, so that none waits for what only another needs.
const program = new Command('tupu').description('Tupu 图谱: a knowledge graph of companies, capital and the evidence.')

program
  .command('serve')
  .description('open the database, creating and seeding it the first time, and answer GraphQL over HTTP')
  .action(() => orMistake(async () => (await import('./commands/serve.ts')).serve()))

program
  .command('seed')
  .description('put the founding data into the database; records that are there already stay as they are')
  .action(() => orMistake(async () => (await import('./commands/seed.ts')).seed()))

program
  .command('schema')
  .description('print the GraphQL schema')
  .option(
    '--check',
    'instead, fail if schema/schema.graphql is out of date or a client of the last release would break',
  )
  .action(({ check }: { check?: boolean }) =>
    orMistake(async () => {
      const { checkSdl, printSdl } = await import('./commands/schema.ts')
      await (check ? checkSdl() : printSdl())
    }),
  )

await program.parseAsync()
