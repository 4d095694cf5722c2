export interface WithHistory<Row> {
  readonly now: Row
  readonly before: Row[]
}

/** Revisions of things, latest first each, become things with what they were before. */
export function withHistory<Row extends { readonly id: string; readonly revision: number }>(
  revisions: readonly Row[],
): WithHistory<Row>[] {
  return [...Map.groupBy(revisions, ({ id }) => id).values()].flatMap((all) => {
    const [now, ...before] = all.toSorted((a, b) => b.revision - a.revision)
    return now ? [{ now, before }] : []
  })
}
