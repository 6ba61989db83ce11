export const BOARDS = {}
