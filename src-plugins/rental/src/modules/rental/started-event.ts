/** Emitted when a process of the shop has started. */
export const STARTED_EVENT = "rental.started"
