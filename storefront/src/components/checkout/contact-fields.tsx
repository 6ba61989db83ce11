import { type FormEvent, useState } from "react"
import { checkout } from "@/copy/en"
import type { CheckoutErrors, Contact, ContactField } from "@/lib/checkout/contact-form"

type Props = { typed: Contact | undefined; email: string; errors: CheckoutErrors }

const AUTOCOMPLETE: Record<ContactField, string> = {
  email: "email",
  first_name: "given-name",
  last_name: "family-name",
  phone: "tel",
  address_1: "address-line1",
  address_2: "address-line2",
  city: "address-level2",
  province: "address-level1",
  postal_code: "postal-code",
}

const INPUT_TYPE: Partial<Record<ContactField, string>> = { email: "email", phone: "tel" }

const CONTACT: [ContactField, string][] = [
  ["email", "sm:col-span-6"],
  ["first_name", "sm:col-span-3"],
  ["last_name", "sm:col-span-3"],
  ["phone", "sm:col-span-6"],
]

const ADDRESS: [ContactField, string][] = [
  ["address_1", "sm:col-span-6"],
  ["address_2", "sm:col-span-6"],
  ["city", "sm:col-span-3"],
  ["province", "sm:col-span-1"],
  ["postal_code", "sm:col-span-2"],
]

/**
 * Who orders and where it goes. Errors stand below their field, are read with
 * it, and go as soon as it is being mended.
 */
export function ContactFields({ typed, email, errors: given }: Props) {
  const [mended, setMended] = useState<readonly string[]>([])
  const errors = Object.fromEntries(
    Object.entries(given).filter(([field]) => !mended.includes(field))
  )
  const props = { typed, email, errors }
  const mend = (event: FormEvent<HTMLElement>) => {
    if (event.target instanceof HTMLInputElement) {
      setMended([...mended, event.target.name])
    }
  }
  return (
    <div className="space-y-10" onInput={mend}>
      <fieldset>
        <legend className="font-display text-2xl">{checkout.contact}</legend>
        <Fields {...props} fields={CONTACT} />
      </fieldset>
      <fieldset>
        <legend className="font-display text-2xl">{checkout.address}</legend>
        <p className="mt-1 text-[0.9375rem] text-muted">{checkout.addressText}</p>
        <Fields {...props} fields={ADDRESS} />
      </fieldset>
    </div>
  )
}

function Fields({
  typed,
  email,
  errors,
  fields,
}: Props & { fields: [ContactField, string][] }) {
  return (
    <div className="mt-4 grid gap-4 sm:grid-cols-6">
      {fields.map(([name, width]) => (
        <div key={name} className={width}>
          <label htmlFor={name} className="mb-1 block text-sm font-medium">
            {checkout.labels[name]}
          </label>
          <input
            id={name}
            name={name}
            type={INPUT_TYPE[name] ?? "text"}
            autoComplete={AUTOCOMPLETE[name]}
            required={name !== "address_2"}
            defaultValue={typed?.[name] ?? (name === "email" ? email : "")}
            aria-invalid={errors[name] ? true : undefined}
            aria-describedby={errors[name] ? `${name}-error` : undefined}
            className="field"
          />
          {errors[name] && (
            <p id={`${name}-error`} className="mt-1 text-sm text-danger">
              {errors[name]}
            </p>
          )}
        </div>
      ))}
    </div>
  )
}
