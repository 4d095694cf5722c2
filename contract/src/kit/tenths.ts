/** Whole tenths as a reader sees them: 853 → "85.3", 850 → "85". */
export const formatTenths = (tenths: number): string =>
  tenths % 10 === 0 ? String(tenths / 10) : `${Math.trunc(tenths / 10)}.${Math.abs(tenths % 10)}`
