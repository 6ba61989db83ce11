import { checkContact, CONTACT_FIELDS, readContact } from "./contact-form"

const filled = {
  email: "ana@example.com",
  first_name: "Ana",
  last_name: "Reyes",
  phone: "+1 (555) 010-0199",
  address_1: "4 Orchard Lane",
  address_2: "",
  city: "Hudson",
  province: "NY",
  postal_code: "12534",
}

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData()
  Object.entries(fields).forEach(([name, value]) => form.set(name, value))
  return form
}

it("finds nothing wrong with a filled form", () => {
  expect(checkContact(readContact(formOf(filled)))).toEqual({})
})

it("names every field that is missing, and only asks for those that are needed", () => {
  const errors = checkContact(readContact(new FormData()))
  const needed = CONTACT_FIELDS.filter((field) => field !== "address_2")
  expect(Object.keys(errors).sort()).toEqual([...needed].sort())
})

it.each(["ana", "ana@", "ana@example", "a b@example.com"])(
  "questions the email %s",
  (email) => {
    expect(checkContact({ ...filled, email }).email).toMatch(/email/)
  }
)

it("questions a phone number without digits and text without end", () => {
  expect(checkContact({ ...filled, phone: "call me" }).phone).toBeDefined()
  expect(checkContact({ ...filled, city: "x".repeat(201) }).city).toBeDefined()
})

it("keeps what was typed, without the spaces around it", () => {
  expect(readContact(formOf({ ...filled, city: "  Hudson " })).city).toBe("Hudson")
})
