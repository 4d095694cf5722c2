import { showId } from '@shanju/contract/kit/ids.ts'

/**
 * Every address of the console. Ids in code are bare UUIDs; in addresses they carry their prefix, as everywhere people
 * see them.
 */
export const paths = {
  signIn: '/sign-in',
  welcome: '/welcome',
  work: '/',
  divisions: '/divisions',
  division: (code: string) => `/divisions/${code}`,
  organisations: '/organisations',
  newOrganisation: '/organisations/new',
  organisation: (id: string) => `/organisations/${showId('org', id)}`,
  changeOrganisation: (id: string) => `/organisations/${showId('org', id)}/change`,
  funds: '/funds',
  newFund: '/funds/new',
  fund: (id: string) => `/funds/${showId('fund', id)}`,
  changeFund: (id: string) => `/funds/${showId('fund', id)}/change`,
  gifts: '/gifts',
  counter: '/gifts/counter',
  gift: (id: string) => `/gifts/${showId('gift', id)}`,
  imports: '/imports',
  newImport: '/imports/new',
  import: (id: string) => `/imports/${showId('import', id)}`,
  entries: '/entries',
  entry: (id: string) => `/entries/${showId('entry', id)}`,
  books: '/books',
  openBooks: (hostId: string) => `/books/${showId('org', hostId)}/opening`,
  people: '/people',
  newPerson: '/people/new',
  person: (id: string) => `/people/${showId('person', id)}`,
  trail: '/trail',
  me: '/me',
} as const
