/**
 * Spreadsheet programs take a text that begins with one of these for a formula, and a formula can fetch, send or run
 * things; East Asian editions take the full-width forms too. Tab, return and line feed may hide such a beginning.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/
const PREFIXED = /^'(?=[=+\-@\t\r\n＝＋－＠])/

/** A text that no spreadsheet program will run: with an apostrophe before it where it would. */
export const inert = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** A cell as it was before {@link inert}, so that an exported file can be read back. */
export const uninert = (text: string): string => text.replace(PREFIXED, '')
