/**
 * The words of the administrative tree. Four levels; what a place is called at its level is its kind.
 * `statistical_zone` and `virtual_community` are rows of the statistical code list without inhabitants' bodies of their
 * own: they load, so that a code found in somebody's file is known, but no list or search shows them.
 */
export const LEVELS = ['city', 'banner', 'town', 'community'] as const
export type Level = (typeof LEVELS)[number]

export const KINDS = [
  'city',
  'banner',
  'district',
  'subdistrict',
  'town',
  'township',
  'sumu',
  'statistical_zone',
  'community',
  'village',
  'gacha',
  'virtual_community',
] as const
export type DivisionKind = (typeof KINDS)[number]

export const LEVEL_OF: Readonly<Record<DivisionKind, Level>> = {
  city: 'city',
  banner: 'banner',
  district: 'banner',
  subdistrict: 'town',
  town: 'town',
  township: 'town',
  sumu: 'town',
  statistical_zone: 'town',
  community: 'community',
  village: 'community',
  gacha: 'community',
  virtual_community: 'community',
}

/** Digits of a code at each level: GB/T 2260 for city and banner, GB/T 10114 for town, the statistical list below. */
export const CODE_LENGTH: Readonly<Record<Level, number>> = { city: 6, banner: 6, town: 9, community: 12 }

/** What may happen to divisions. `transfer` and `reclassification` come only from a newer data file. */
export const CHANGE_KINDS = [
  'creation',
  'abolition',
  'rename',
  'merge',
  'split',
  'transfer',
  'reclassification',
] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** Who has looked at a name in Mongolian script. A rejected one is never shown. */
export const REVIEW_STATES = ['unreviewed', 'reviewed', 'rejected'] as const

/** Where a name was read: `official` also on a government page, `secondary` only in a reference work. */
export const CONFIDENCES = ['official', 'secondary'] as const
export type Confidence = (typeof CONFIDENCES)[number]
