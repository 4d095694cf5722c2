/** Small choices of this reader on this machine (language, large type). A browser that keeps nothing is no error. */
export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(`shanju.${name}`) ?? undefined
  } catch {
    return undefined
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`shanju.${name}`, value)
  } catch {
    // Private windows of some browsers refuse; the choice then lasts until the page is closed.
  }
}
