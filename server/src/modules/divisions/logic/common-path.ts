/**
 * The divisions that stand above every one of several: whoever acts on them together must reach all of them, so their
 * reach has to lie here.
 */
export function commonPath(paths: readonly (readonly string[])[]): string[] {
  const [first = [], ...others] = paths
  return first.filter((code) => others.every((path) => path.includes(code)))
}
