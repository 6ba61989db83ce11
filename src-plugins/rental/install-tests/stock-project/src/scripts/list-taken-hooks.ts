import { writeFile } from "fs/promises"
import * as coreFlows from "@medusajs/medusa/core-flows"

type Hooked = { hooks?: Record<string, (handler: unknown) => void> }

/**
 * Writes to taken-hooks.json which hooks of Medusa's workflows have a handler. Medusa tells
 * only by refusing a second one, so this tries to give one to each.
 */
export default async function listTakenHooks(): Promise<void> {
  const taken: string[] = []
  const seen = new Set<unknown>()
  for (const [name, flow] of Object.entries(coreFlows)) {
    // Some workflows have two names.
    const { hooks = {} } = seen.has(flow) ? {} : (flow as Hooked)
    seen.add(flow)
    for (const hook of Object.keys(hooks)) {
      try {
        hooks[hook](async () => {})
      } catch (error) {
        if (!/multiple hook handlers/.test(String(error))) {
          throw error
        }
        taken.push(`${name}.hooks.${hook}`)
      }
    }
  }
  await writeFile("taken-hooks.json", JSON.stringify(taken.sort()))
}
