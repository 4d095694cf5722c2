import type { Subject } from '@shanju/contract/access.ts'
import type { Side } from '../world.ts'

export interface Asked {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object | string
}

/** How to ask a route about the things of one side, and what that says about who may. */
export interface Case {
  /** A valid request; nothing to say for a route without input. */
  readonly ask?: (side: Side) => Asked
  /** Whose business the request is; for every route that names an action and is no list. */
  readonly about?: (side: Side) => Subject
  /** Where the right is needed too, once the thing itself may be touched. */
  readonly also?: (side: Side) => Subject
  /** What it names is public, so that an unknown one may be called unknown. */
  readonly known?: true
  /** For a list: a text of the side's row, which stands in the answer exactly when the row may be seen. */
  readonly row?: (side: Side) => string
  /** The same in the exported file, where that tells rows by something else. */
  readonly cell?: (side: Side) => string
  /** Whose business that row is. */
  readonly rowOf?: (side: Side) => Subject
  /** A list route that shows no row: it counts (held to the rows by its own test), hands out a form or takes a file. */
  readonly counts?: true
  /** Works at a password, which takes half a second on purpose: asked by a few callers only. */
  readonly slow?: true
}

/** By name of the route. Exports follow their list and need no row. */
export type Cases = Readonly<Record<string, Case>>

export const WORDS = { reason: '测试 理由' }
