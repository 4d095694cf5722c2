import type { Language } from '@shanju/contract/kit/language.ts'
import type { ThemeConfig } from 'antd'
import { fonts, palette } from './palette.ts'

/** Whoever asks their system for less movement gets none here. */
const moves = !matchMedia('(prefers-reduced-motion: reduce)').matches

/** The palette as the component library's tokens. `large`: the reader chose large type. */
export const antdTheme = (language: Language, large: boolean): ThemeConfig => ({
  cssVar: { key: 'shanju' },
  hashed: false,
  token: {
    fontFamily: fonts(language),
    fontSize: large ? 19 : 14,
    controlHeight: large ? 44 : 34,
    lineHeight: 1.6,
    borderRadius: 6,
    wireframe: false,
    motion: moves,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.18s',
    colorPrimary: palette.warm,
    colorPrimaryHover: palette.warmDeep,
    colorPrimaryActive: palette.warmDeepest,
    colorPrimaryBg: palette.warmTint,
    colorPrimaryBgHover: palette.warmTint,
    colorPrimaryText: palette.warm,
    colorPrimaryTextHover: palette.warmDeep,
    colorLink: palette.blue,
    colorLinkHover: palette.warmDeep,
    colorLinkActive: palette.warmDeepest,
    colorInfo: palette.blue,
    colorInfoBg: palette.blueTint,
    colorSuccess: palette.green,
    colorSuccessBg: palette.greenTint,
    colorWarning: palette.warmDeep,
    colorWarningBg: palette.warmTint,
    colorError: palette.red,
    colorErrorHover: '#8f1b18',
    colorErrorActive: '#701512',
    colorErrorBg: palette.redTint,
    colorErrorText: palette.red,
    colorText: palette.ink,
    colorTextSecondary: palette.quiet,
    colorTextTertiary: palette.faint,
    // The library's own value is near 1.9 : 1; a calendar's days outside the month and a hint must still be legible.
    colorTextQuaternary: palette.faint,
    colorTextPlaceholder: palette.faint,
    colorTextDisabled: palette.faint,
    colorBgLayout: palette.ground,
    colorBgContainerDisabled: '#f5f0ea',
    colorBorder: palette.lineStrong,
    colorBorderSecondary: palette.line,
    colorSplit: palette.line,
    colorBgSpotlight: '#33291f',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
    Form: { itemMarginBottom: 18, verticalLabelPadding: '0 0 4px', labelColor: palette.quiet },
    Steps: { iconSize: 26 },
  },
})
