import { whereCan } from '@shanju/contract/access.ts'
import { exports } from '@shanju/contract/coverage/exports.ts'
import { routes } from '@shanju/contract/coverage/routes.ts'
import { subjectOfWhere } from '#modules/organisations/index.ts'
import { type Served, serve } from '#platform/http/index.ts'
import { serveExport } from '#platform/sheets/index.ts'
import { allPlaces, listPlaces } from './queries/places.ts'

export const served: readonly Served[] = [
  serve(routes.listPlaces, listPlaces),
  serveExport(exports.listPlacesExport, {
    rows: allPlaces,
    subject: (tx, actor) => subjectOfWhere(tx, whereCan(actor, 'coverage.read')),
  }),
]
