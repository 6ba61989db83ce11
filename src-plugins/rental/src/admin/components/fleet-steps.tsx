import { Button, Input, Select, Text } from "@medusajs/ui"

/** A change of the fleet as it is typed in. */
export interface StepDraft {
  location_id: string
  effective_from: string
  quantity: string
}

interface FleetStepsProps {
  id: string
  steps: StepDraft[]
  locations: { id: string; name: string }[]
  isWrong: boolean
  onChange: (steps: StepDraft[]) => void
}

/** The days on which a fleet becomes another: so many units of a place from a day on. */
export const FleetSteps = ({
  id,
  steps,
  locations,
  isWrong,
  onChange,
}: FleetStepsProps) => {
  const change = (at: number, part: Partial<StepDraft>) =>
    onChange(steps.map((step, other) => (other === at ? { ...step, ...part } : step)))
  const add = () =>
    onChange([
      ...steps,
      { location_id: locations[0]?.id ?? "", effective_from: "", quantity: "" },
    ])
  return (
    <fieldset className="flex flex-col items-start gap-y-2">
      <legend className="txt-compact-small-plus mb-2">Changes of the fleet</legend>
      {!steps.length && (
        <Text size="small" className="text-ui-fg-subtle">
          The fleet stays as it is.
        </Text>
      )}
      {steps.map((step, at) => (
        <div key={at} className="flex flex-wrap items-center gap-2">
          <Text size="small">From</Text>
          <Input
            type="date"
            size="small"
            aria-label={`Day of change ${at + 1}`}
            value={step.effective_from}
            aria-invalid={isWrong}
            onChange={(event) => change(at, { effective_from: event.target.value })}
          />
          <Text size="small">there are</Text>
          <div className="w-20">
            <Input
              size="small"
              inputMode="numeric"
              aria-label={`Units from change ${at + 1} on`}
              value={step.quantity}
              aria-invalid={isWrong}
              onChange={(event) => change(at, { quantity: event.target.value })}
            />
          </div>
          <Text size="small">units at</Text>
          <div className="w-48">
            <Select
              size="small"
              value={step.location_id}
              onValueChange={(location_id) => change(at, { location_id })}
            >
              <Select.Trigger
                id={`${id}-place-${at}`}
                aria-label={`Place of change ${at + 1}`}
              >
                <Select.Value />
              </Select.Trigger>
              <Select.Content>
                {locations.map((place) => (
                  <Select.Item key={place.id} value={place.id}>
                    {place.name}
                  </Select.Item>
                ))}
              </Select.Content>
            </Select>
          </div>
          <Button
            size="small"
            type="button"
            variant="transparent"
            aria-label={`Remove change ${at + 1}`}
            onClick={() => onChange(steps.filter((_, other) => other !== at))}
          >
            Remove
          </Button>
        </div>
      ))}
      <Button size="small" type="button" variant="secondary" onClick={add}>
        Add a change
      </Button>
    </fieldset>
  )
}
