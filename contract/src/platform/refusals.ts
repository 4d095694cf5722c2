/** Refusals any route may answer with. `exists_with_different_body`: the same key, another request. */
export const refusals = {
  not_signed_in: { status: 403 },
  not_permitted: { status: 403 },
  not_found: { status: 404 },
  foreign_origin: { status: 403 },
  invalid_input: { status: 422 },
  invalid_key: { status: 422 },
  exists_with_different_body: { status: 409 },
  file_too_large: { status: 413 },
  body_too_large: { status: 413 },
  sheet_too_large: { status: 413 },
  sheet_unreadable: { status: 422 },
  sheet_too_many_rows: { status: 422 },
  instance_is_real: { status: 409 },
  instance_is_demonstration: { status: 409 },
  not_empty: { status: 409 },
  too_many_requests: { status: 429 },
} as const
