import type { Questions } from '../../works/works.ts'
import { questions as asked } from '../tupu/questions.ts'

// The product's tables have no index for searching text that a hand could use, too.
const { W9: _, ...rest } = asked

/** The same requests as the product gets, answered in the same form. */
export const questions: Questions = rest
