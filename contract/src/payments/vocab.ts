/** Who is paid: a registered organisation, another body, a person, or whoever is chosen within a standing resolution's terms. */
export const PAYEE_KINDS = ['organisation', 'body', 'person', 'open'] as const
