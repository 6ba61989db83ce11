import { Button, Input, Label, Text, toast } from "@medusajs/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, type ReactNode, useState } from "react"
import { ApiError, type RentalItem, saveRentalItem } from "../lib/rental-api"

interface RentalItemFormProps {
  productId: string
  variantId: string
  item: RentalItem | undefined
  locations: { id: string; name: string }[]
  onClose: () => void
}

/** Fleet, turnaround and replacement value of a variant. What the server refuses is shown. */
export const RentalItemForm = ({
  productId,
  variantId,
  item,
  locations,
  onClose,
}: RentalItemFormProps) => {
  const client = useQueryClient()
  const [before, setBefore] = useState(String(item?.turnaround_before ?? 0))
  const [after, setAfter] = useState(String(item?.turnaround_after ?? 0))
  const [value, setValue] = useState(String(item?.replacement_value ?? ""))
  const [fleet, setFleet] = useState<Record<string, string>>(
    Object.fromEntries(
      locations.map(({ id }) => [
        id,
        String(item?.fleet.find((place) => place.location_id === id)?.quantity ?? 0),
      ])
    )
  )
  const save = useMutation({
    mutationFn: () =>
      saveRentalItem({
        variant_id: variantId,
        product_id: productId,
        turnaround_before: wholeNumber("turnaround_before", "Days before", before),
        turnaround_after: wholeNumber("turnaround_after", "Days after", after),
        replacement_value: value.trim() === "" ? null : amount(value),
        ...(item?.is_package
          ? {}
          : {
              fleet: locations
                .map(({ id, name }) => ({
                  location_id: id,
                  quantity: wholeNumber("fleet", `Units at ${name}`, fleet[id] ?? "0"),
                }))
                .filter((place) => place.quantity > 0),
            }),
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["rental"] })
      toast.success("Rental saved")
      onClose()
    },
  })
  const refusal = save.error

  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-y-4">
      <div className="grid grid-cols-2 gap-4 md:grid-cols-4">
        {!item?.is_package &&
          locations.map(({ id, name }) => (
            <Field key={id} id={`fleet-${variantId}-${id}`} label={`Units at ${name}`}>
              <Input
                id={`fleet-${variantId}-${id}`}
                inputMode="numeric"
                value={fleet[id] ?? ""}
                aria-invalid={isAbout(refusal, "fleet")}
                onChange={(event) => setFleet({ ...fleet, [id]: event.target.value })}
              />
            </Field>
          ))}
        <Field id={`before-${variantId}`} label="Days busy before">
          <Input
            id={`before-${variantId}`}
            inputMode="numeric"
            value={before}
            aria-invalid={isAbout(refusal, "turnaround_before")}
            onChange={(event) => setBefore(event.target.value)}
          />
        </Field>
        <Field id={`after-${variantId}`} label="Days busy after">
          <Input
            id={`after-${variantId}`}
            inputMode="numeric"
            value={after}
            aria-invalid={isAbout(refusal, "turnaround_after")}
            onChange={(event) => setAfter(event.target.value)}
          />
        </Field>
        <Field id={`value-${variantId}`} label="Replacement value">
          <Input
            id={`value-${variantId}`}
            inputMode="decimal"
            value={value}
            aria-invalid={isAbout(refusal, "replacement_value")}
            onChange={(event) => setValue(event.target.value)}
          />
        </Field>
      </div>
      <div aria-live="polite">
        {refusal && (
          <Text size="small" className="text-ui-fg-error">
            {refusal.message}
          </Text>
        )}
      </div>
      <div className="flex gap-x-2">
        <Button size="small" type="submit" isLoading={save.isPending}>
          Save
        </Button>
        <Button size="small" type="button" variant="secondary" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

const Field = ({
  id,
  label,
  children,
}: {
  id: string
  label: string
  children: ReactNode
}) => (
  <div className="flex flex-col gap-y-1">
    <Label htmlFor={id} size="small">
      {label}
    </Label>
    {children}
  </div>
)

const isAbout = (error: Error | null, field: string): boolean =>
  error instanceof ApiError && !!error.field?.split(".").includes(field)

const wholeNumber = (field: string, label: string, text: string): number => {
  if (!/^\d{1,6}$/.test(text.trim())) {
    throw new ApiError(`${label} must be a whole number`, field)
  }
  return Number(text)
}

const amount = (text: string): number => {
  if (!/^\d{1,9}(\.\d{1,4})?$/.test(text.trim())) {
    throw new ApiError(
      "Replacement value must be an amount, like 79.50",
      "replacement_value"
    )
  }
  return Number(text)
}
