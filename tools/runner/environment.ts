const KEPT = new Set(['SHANJU_LOOKS', 'SHANJU_CHROMIUM'])

/**
 * The environment of a test process: nobody's real database or secret reaches a test by chance, and a runner started
 * from within a test is not mistaken for a part of it.
 */
export function testEnvironment(outer: NodeJS.ProcessEnv, added: Record<string, string>): NodeJS.ProcessEnv {
  const kept = Object.entries(outer).filter(
    ([name]) =>
      KEPT.has(name) ||
      !(name.startsWith('SHANJU_') || /^PG[A-Z]/.test(name) || name === 'DATABASE_URL' || name === 'NODE_TEST_CONTEXT'),
  )
  return { ...Object.fromEntries(kept), NODE_ENV: 'test', ...added }
}
