import { wordsIn } from '@shanju/contract/words-of.ts'

/** The contract's words in one language. The build puts these words here and leaves the others out (vite.config.ts). */
export const words = wordsIn('en')
