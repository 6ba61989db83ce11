export const SCENES = {}
