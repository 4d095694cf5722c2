import { exports } from '@shanju/contract/divisions/exports.ts'
import { routes } from '@shanju/contract/divisions/routes.ts'
import { type Served, serve } from '#platform/http/index.ts'
import { serveExport } from '#platform/sheets/index.ts'
import { divisionsInMerge, mergeDivisions } from './actions/merge-divisions.ts'
import { renameDivision } from './actions/rename-division.ts'
import { reviewMongolianName } from './actions/review-mongolian-name.ts'
import { setUrban } from './actions/set-urban.ts'
import { splitDivision } from './actions/split-division.ts'
import { getDivision } from './queries/get-division.ts'
import { allChanges, listChanges } from './queries/list-changes.ts'
import { listChildren } from './queries/list-children.ts'
import { allMongolianNames, listMongolianNames } from './queries/mongolian-names.ts'
import { resolve } from './queries/resolve-division.ts'
import { allDivisions, searchDivisions } from './queries/search-divisions.ts'
import { subjectOfDivision, subjectOfDivisions, subjectOfList, subjectOfMongolianName } from './queries/subject.ts'
import { treeUpdated } from './queries/updated.ts'

export const served: readonly Served[] = [
  serve(routes.searchDivisions, searchDivisions),
  serveExport(exports.searchDivisionsExport, {
    rows: allDivisions,
    subject: (tx, _actor, { query }) => subjectOfList(tx, query.within),
  }),
  serve(routes.listChanges, listChanges),
  serveExport(exports.listChangesExport, { rows: allChanges, subject: async () => ({}) }),
  serve(routes.listMongolianNames, listMongolianNames),
  serveExport(exports.listMongolianNamesExport, {
    rows: allMongolianNames,
    subject: (tx) => subjectOfList(tx, undefined),
  }),
  serve(routes.getDivision, (tx, _actor, { params }) => getDivision(tx, params.code)),
  serve(routes.listChildren, (tx, _actor, { params }) => listChildren(tx, params.code)),
  serve(routes.resolveDivision, async (tx, _actor, { params, query }) => ({
    items: await resolve(tx, params.code, query.on),
    updated: await treeUpdated(tx),
  })),
  serve(routes.renameDivision, renameDivision, (tx, { params }) => subjectOfDivision(tx, params.code)),
  serve(routes.mergeDivisions, mergeDivisions, (tx, { body }) => subjectOfDivisions(tx, divisionsInMerge(body))),
  serve(routes.splitDivision, splitDivision, (tx, { params }) => subjectOfDivision(tx, params.code)),
  serve(routes.setUrban, setUrban, (tx, { params }) => subjectOfDivision(tx, params.code)),
  serve(routes.reviewMongolianName, reviewMongolianName, (tx, { params }) => subjectOfMongolianName(tx, params.id)),
]
