import { Button, Input, Label, Select, Text, toast } from "@medusajs/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, type ReactNode, useState } from "react"
import {
  ApiError,
  type FleetStep,
  type RentalItem,
  type RentalItemChange,
  saveRentalItem,
} from "../lib/rental-api"
import { rentedBy, SLOT_MINUTES, slotUnits } from "../lib/slot-words"
import { FleetSteps, type StepDraft } from "./fleet-steps"

interface RentalItemFormProps {
  productId: string
  variantId: string
  item: RentalItem | undefined
  locations: { id: string; name: string }[]
  onClose: () => void
}

/**
 * How a variant is rented: by the day or the hour, its fleet and the days on which that
 * changes, turnaround and replacement value. What the server refuses is shown; a fleet that
 * is too small for what is booked can be saved with a reason.
 */
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
  const [slot, setSlot] = useState(item?.slot_minutes ?? SLOT_MINUTES[0]!)
  const [reason, setReason] = useState("")
  const [fleet, setFleet] = useState<Record<string, string>>(
    Object.fromEntries(locations.map(({ id }) => [id, String(ownedAt(item, id))]))
  )
  const [steps, setSteps] = useState<StepDraft[]>(datedSteps(item))
  const places = withUnknownPlaces(locations, steps)
  const change = (): RentalItemChange => ({
    variant_id: variantId,
    product_id: productId,
    turnaround_before: wholeNumber("turnaround_before", "What is busy before", before),
    turnaround_after: wholeNumber("turnaround_after", "What is busy after", after),
    replacement_value: value.trim() === "" ? null : amount(value),
    ...(item?.is_package
      ? {}
      : {
          slot_minutes: slot,
          fleet: [
            ...locations
              .map(({ id, name }) => ({
                location_id: id,
                quantity: wholeNumber("fleet", `Units at ${name}`, fleet[id] ?? "0"),
              }))
              .filter((place) => place.quantity > 0),
            ...unlistedFleet(item, locations),
            ...steps.map(toStep),
          ],
        }),
  })
  const save = useMutation({
    mutationFn: ({ overbook }: { draft: string; overbook?: string }) =>
      saveRentalItem(change(), overbook),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["rental"] })
      toast.success("Rental saved")
      onClose()
    },
  })
  const refusal = save.error
  const draft = JSON.stringify([slot, before, after, fleet, steps])
  const isInUse =
    refusal instanceof ApiError &&
    refusal.code === "rental_fleet_in_use" &&
    save.variables?.draft === draft

  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ draft, overbook: isInUse ? reason.trim() : undefined })
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-y-4">
      <div className="grid grid-cols-2 items-end gap-4 md:grid-cols-4">
        {!item?.is_package && (
          <Field id={`slot-${variantId}`} label="Rented">
            <Select
              value={String(slot)}
              onValueChange={(minutes) => setSlot(Number(minutes))}
            >
              <Select.Trigger
                id={`slot-${variantId}`}
                aria-invalid={isAbout(refusal, "slot_minutes")}
              >
                <Select.Value />
              </Select.Trigger>
              <Select.Content>
                {SLOT_MINUTES.map((minutes) => (
                  <Select.Item key={minutes} value={String(minutes)}>
                    {rentedBy(minutes)}
                  </Select.Item>
                ))}
              </Select.Content>
            </Select>
          </Field>
        )}
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
        <Field id={`before-${variantId}`} label={`Busy before (${slotUnits(slot)})`}>
          <Input
            id={`before-${variantId}`}
            inputMode="numeric"
            value={before}
            aria-invalid={isAbout(refusal, "turnaround_before")}
            onChange={(event) => setBefore(event.target.value)}
          />
        </Field>
        <Field id={`after-${variantId}`} label={`Busy after (${slotUnits(slot)})`}>
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
      {!item?.is_package && (
        <FleetSteps
          id={`steps-${variantId}`}
          steps={steps}
          locations={places}
          isWrong={isAbout(refusal, "fleet")}
          onChange={setSteps}
        />
      )}
      <div aria-live="polite" className="flex flex-col gap-y-2">
        {refusal && (
          <Text size="small" className="text-ui-fg-error">
            {refusal.message}
          </Text>
        )}
        {isInUse && (
          <Field id={`reason-${variantId}`} label="To save it all the same, say why">
            <Input
              id={`reason-${variantId}`}
              value={reason}
              maxLength={500}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
        )}
      </div>
      <div className="flex gap-x-2">
        <Button
          size="small"
          type="submit"
          isLoading={save.isPending}
          disabled={isInUse && !reason.trim()}
        >
          {isInUse ? "Save all the same" : "Save"}
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

const ownedAt = (item: RentalItem | undefined, locationId: string): number =>
  item?.fleet.find((step) => step.location_id === locationId && !step.effective_from)
    ?.quantity ?? 0

const datedSteps = (item: RentalItem | undefined): StepDraft[] =>
  (item?.fleet ?? []).flatMap(({ location_id, quantity, effective_from }) =>
    effective_from ? [{ location_id, effective_from, quantity: String(quantity) }] : []
  )

/** Units at places that the form has no field for stay as they are. */
const unlistedFleet = (
  item: RentalItem | undefined,
  locations: { id: string }[]
): FleetStep[] =>
  (item?.fleet ?? []).filter(
    (step) => !step.effective_from && !locations.some(({ id }) => id === step.location_id)
  )

const withUnknownPlaces = (
  locations: { id: string; name: string }[],
  steps: readonly StepDraft[]
): { id: string; name: string }[] => {
  const known = new Set(locations.map(({ id }) => id))
  const others = steps.map((step) => step.location_id).filter((id) => !known.has(id))
  return [...locations, ...[...new Set(others)].map((id) => ({ id, name: id }))]
}

const toStep = (step: StepDraft): FleetStep => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(step.effective_from)) {
    throw new ApiError("Say from which day the fleet changes", "fleet")
  }
  return {
    location_id: step.location_id,
    effective_from: step.effective_from,
    quantity: wholeNumber("fleet", "Units from a day on", step.quantity),
  }
}

const isAbout = (error: Error | null, field: string): boolean =>
  error instanceof ApiError && !!error.field?.split(".").includes(field)

const wholeNumber = (field: string, label: string, text: string): number => {
  if (!/^\d{1,6}$/.test(text.trim())) {
    throw new ApiError(`${label} must be a whole number, 0 or more`, field)
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
