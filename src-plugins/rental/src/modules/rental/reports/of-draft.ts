/**
 * Whether a booking `b` is of a draft order: one that staff write, or a quote. It may keep
 * units from others, but it is no order yet. There are few: they are found by an index of
 * their own.
 */
export const OF_A_DRAFT = `
  EXISTS (SELECT 1 FROM rental_order d WHERE d.order_id = b.order_id AND d.placed_at IS NULL)
`
