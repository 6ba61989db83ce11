import { daysBetween, type LocalDate } from "../periods/local-date"

/** How the money of a deposit is held. */
export type DepositHolding =
  /** The card is authorised and not charged: what is not kept is never taken. */
  | "authorise"
  /** It is taken, and given back. */
  | "charge"

/** Days for which card companies keep an authorisation, about. */
export const AUTHORISATION_DAYS = 7

/**
 * How a deposit that is left today is held until goods are back. An authorisation that would
 * lapse before is none: the deposit is charged, and refunded (EZRentOut, "How do I take a
 * security deposit?").
 *
 * @param authorisationDays for how long cards stay authorised; 0 to charge always
 */
export function howToHold(
  today: LocalDate,
  due: LocalDate,
  authorisationDays = AUTHORISATION_DAYS
): DepositHolding {
  return daysBetween(today, due) < authorisationDays ? "authorise" : "charge"
}
