import { checkout } from "@/copy/en"

/** What the customer types at checkout, by the name of its field. */
export const CONTACT_FIELDS = [
  "email",
  "first_name",
  "last_name",
  "phone",
  "address_1",
  "address_2",
  "city",
  "province",
  "postal_code",
] as const

export type ContactField = (typeof CONTACT_FIELDS)[number]
export type Contact = Record<ContactField, string>
export type CheckoutErrors = Partial<Record<ContactField | "delivery", string>>

const OPTIONAL: readonly ContactField[] = ["address_2"]
const LONGEST = 200

/** The typed text as it is, trimmed; nothing is lost when something is wrong. */
export function readContact(form: FormData): Contact {
  const entries = CONTACT_FIELDS.map((field) => [
    field,
    String(form.get(field) ?? "").trim(),
  ])
  return Object.fromEntries(entries) as Contact
}

/** What is wrong with each field, in words; empty when nothing is. */
export function checkContact(contact: Contact): CheckoutErrors {
  const errors: CheckoutErrors = {}
  for (const field of CONTACT_FIELDS) {
    if (!contact[field] && !OPTIONAL.includes(field)) {
      errors[field] = checkout.missing[field]
    } else if (contact[field].length > LONGEST) {
      errors[field] = checkout.tooLong
    }
  }
  if (!errors.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contact.email)) {
    errors.email = checkout.badEmail
  }
  if (!errors.phone && contact.phone.replace(/\D/g, "").length < 7) {
    errors.phone = checkout.badPhone
  }
  return errors
}
