/**
 * An expected "no": a rule speaks, nothing is broken. `code` is `<module>.<name>` from the module's refusals in the
 * contract; `params` fill the sentence and never carry personal data, because refusals are logged.
 */
export class Refusal extends Error {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>

  constructor(code: string, params: Readonly<Record<string, string | number>> = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.params = params
  }
}

/** @example throw refuse('funds.closed', { fund: name }) */
export const refuse = (code: string, params: Readonly<Record<string, string | number>> = {}): Refusal =>
  new Refusal(code, params)
