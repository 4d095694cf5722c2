/** How the trace's ids stand in the database: the entry, and which part of it. */
export const splitId = (id: string): { readonly entryId: string; readonly part: string } => ({
  entryId: id.slice(0, 36),
  part: id.slice(37),
})

export const joinId = (entryId: string, part: string): string => `${entryId}/${part}`
