import type { Language } from '@shanju/contract/kit/language.ts'

/** One hexagon of the schematic picture: its place in a grid whose odd rows stand half a tile to the right. */
export interface MapTile {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly column: number
  readonly row: number
}

/** The foot of a government site in the order such sites use; an item that is not filled in does not appear. */
interface Footer {
  /** 主办单位 */
  readonly organiser?: string
  readonly telephone?: string
  readonly fax?: string
  readonly email?: string
  /** 蒙ICP备…号 */
  readonly icp?: string
  /** 网站标识码, ten digits */
  readonly siteCode?: string
  /** 技术支持 */
  readonly support?: string
  /** Where the discipline inspection takes complaints: 市纪委派驻纪检组. */
  readonly complaintTelephone?: string
  readonly complaintEmail?: string
  /** 蒙公网安备 …号 */
  readonly policeFiling?: string
}

/** What a city sets for its portal. Everything may be left out; nothing is invented in its place. */
export interface Site {
  /** `https://…`, without a slash at the end: canonical addresses need it. */
  readonly origin?: string
  /** The code of the division whose portal this is. */
  readonly cityCode: string
  readonly demonstration: boolean
  /** The portal's own name in Mongolian script, once a reader of Mongolian has passed it. */
  readonly mongolianName?: string
  /** Grey pages on a day of national mourning. */
  readonly mourning?: boolean
  readonly footer: Footer
  readonly tiles: readonly MapTile[]
}

/** Ordos, until a city says otherwise. */
export const DEFAULT_SITE: Site = { cityCode: '150600', demonstration: false, footer: {}, tiles: [] }

/** The nine tiles out of the data file's features, or a sentence saying what is wrong with the file. */
export function tilesFrom(file: unknown): MapTile[] {
  const features = objectOf(file).features
  if (!Array.isArray(features)) throw new TypeError('the tile file has no list "features"')
  return features.map((feature: unknown, index) => {
    const { code, name, name_en, col, row } = objectOf(objectOf(feature).properties)
    if (typeof code !== 'string' || typeof name !== 'string' || typeof col !== 'number' || typeof row !== 'number')
      throw new TypeError(`tile ${index + 1} lacks code, name, col or row`)
    return { code, name, nameEn: typeof name_en === 'string' ? name_en : name, column: col, row }
  })
}

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** A tile's name without "Banner" or "District": short enough for the tile. */
export const tileLabel = (tile: MapTile, language: Language): string =>
  language === 'en' ? tile.nameEn.replace(/ (Banner|District)$/, '') : tile.name
