import { sql } from 'kysely'

/** A division as a step of a path or a link; `d` is the row. */
export const refColumns = sql`d.code, d.name, d.name_en as "nameEn"`

/** What a list shows of a division `d` of the published view. Last column: its path with names, city first. */
export const rowColumns = sql`
  ${refColumns}, d.level, d.kind, d.parent_code as "parentCode", d.urban,
  (select json_agg(json_build_object('code', p.code, 'name', p.name, 'nameEn', p.name_en)
                   order by array_position(d.path, p.code))
     from divisions.divisions p where p.code = any(d.path)) as path`
