export const CHECK_IMPORT = 'giving.check_import'
export const LOAD_IMPORT = 'giving.load_import'
export const UNDO_IMPORT = 'giving.undo_import'
