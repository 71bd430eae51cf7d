import { type SuggestOptions, suggest } from '../import/suggest.ts'

/** Prints a first mapping for each CSV file. */
export async function suggestCommand(files: readonly string[], options: SuggestOptions): Promise<void> {
  for (const file of files) process.stdout.write(await suggest(file, options))
}
