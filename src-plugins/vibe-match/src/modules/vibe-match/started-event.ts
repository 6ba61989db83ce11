/** Emitted when a process that works in the background has started. */
export const STARTED_EVENT = "vibe-match.started"
