import type { Language } from '@shanju/contract/kit/language.ts'

/**
 * The few colours of the console, warm and quiet. Every text colour keeps at least 4.5 : 1 on `paper` and on `ground`.
 * Red alone never means "wrong": here it is the colour of the seal and of joy, and errors carry a sign and words.
 */
export const palette = {
  ink: '#1f2328',
  quiet: '#5a534b',
  faint: '#6b6259',
  paper: '#ffffff',
  ground: '#faf6f1',
  tint: '#fdf8f2',
  line: '#e8dfd5',
  lineStrong: '#cfc2b3',
  warm: '#b45309',
  warmDeep: '#94420a',
  warmDeepest: '#76350b',
  warmTint: '#fdf0e1',
  red: '#b4231f',
  redTint: '#fdf1ef',
  blue: '#0b5cad',
  blueTint: '#edf4fb',
  green: '#1a7f37',
  greenTint: '#eef7f0',
} as const

/** The same colours for style.css, as custom properties: `--ink`, `--warm-deep` … */
export function applyPalette(root: HTMLElement): void {
  for (const [name, value] of Object.entries(palette))
    root.style.setProperty(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value)
}

/** Chinese faces on every system: macOS and iOS, Windows, Linux offices (Kylin, UOS), Android. */
const HAN =
  '"PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "HarmonyOS Sans SC", "MiSans"'
const LATIN = '"Segoe UI", "Helvetica Neue", Roboto, "Noto Sans", "Open Sans", Arial'

/**
 * In Chinese the Chinese face draws everything, so that quotation marks and dashes have their full width; in English a
 * Latin face comes first, for the same marks are narrow there.
 */
export const fonts = (language: Language): string =>
  language === 'zh' ? `${HAN}, system-ui, sans-serif` : `${LATIN}, ${HAN}, system-ui, sans-serif`
