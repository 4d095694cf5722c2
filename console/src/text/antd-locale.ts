import type { Locale } from 'antd/es/locale'

/**
 * The library names the calendar's year and month buttons "choose a year" over the year that stands on them, so that
 * somebody who speaks to the screen cannot say what they see. Without that name the button is called by its own text.
 */
export function withSpokenCalendar(locale: Locale): Locale {
  const calendar = locale.DatePicker
  if (!calendar) return locale
  return { ...locale, DatePicker: { ...calendar, lang: { ...calendar.lang, yearSelect: '', monthSelect: '' } } }
}
