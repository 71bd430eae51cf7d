import { join } from 'node:path'

/** The folder of the larger data sets, which are no part of the project: `data` in the one that TUPU_TEST_DATA names. */
export const largerData = process.env.TUPU_TEST_DATA ? join(process.env.TUPU_TEST_DATA, 'data') : undefined
