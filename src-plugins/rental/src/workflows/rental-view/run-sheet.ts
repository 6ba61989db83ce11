import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import {
  readJobs,
  readWindowLoads,
  type DayJob,
  type WindowLoad,
} from "../../modules/rental/delivery/jobs-of-days"
import { type LocalDate } from "../../modules/rental/periods/local-date"
import type RentalModuleService from "../../modules/rental/service"

/** The jobs of some days with who they are for, and how full the windows are. */
export interface RunSheet {
  jobs: RunSheetJob[]
  windows: WindowLoad[]
}

export interface RunSheetJob extends DayJob {
  display_id: number | null
  email: string | null
  address: Record<string, string | null> | null
}

/** What a crew drives by, day by day. */
export async function readRunSheet(
  container: MedusaContainer,
  days: { from: LocalDate; to: LocalDate }
): Promise<RunSheet> {
  const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const [jobs, windows] = await Promise.all([
    readJobs(ledger.knex, days),
    readWindowLoads(ledger, days),
  ])
  const orders = await readOrders(container, [...new Set(jobs.map((j) => j.order_id))])
  return {
    windows,
    jobs: jobs.map((job) => {
      const order = orders.get(job.order_id)
      return {
        ...job,
        display_id: order?.display_id ?? null,
        email: order?.email ?? null,
        address: order?.shipping_address ?? null,
      }
    }),
  }
}

interface QueriedOrder {
  id: string
  display_id: number
  email: string | null
  shipping_address: Record<string, string | null> | null
}

const ADDRESS = [
  "first_name",
  "last_name",
  "company",
  "address_1",
  "address_2",
  "city",
  "province",
  "postal_code",
  "country_code",
  "phone",
] as const

async function readOrders(
  container: MedusaContainer,
  ids: string[]
): Promise<Map<string, QueriedOrder>> {
  if (!ids.length) {
    return new Map()
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "id",
      "display_id",
      "email",
      ...ADDRESS.map((field) => `shipping_address.${field}`),
    ],
    filters: { id: ids },
  })
  return new Map(
    (data as unknown as QueriedOrder[]).map((order) => [
      order.id,
      { ...order, shipping_address: plainAddress(order.shipping_address) },
    ])
  )
}

function plainAddress(
  address: Record<string, string | null> | null
): Record<string, string | null> | null {
  return (
    address && Object.fromEntries(ADDRESS.map((field) => [field, address[field] ?? null]))
  )
}
