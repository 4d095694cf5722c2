/** Exit codes of the command, after sysexits: a script can tell a typing error from a broken disk. */
export const EXIT = { ok: 0, failed: 1, usage: 64, refused: 65, unavailable: 69, config: 78 } as const
