import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import connect from "./connect"
import { RedisLeases } from "./redis-leases"

export default ModuleProvider(Modules.LOCKING, {
  services: [RedisLeases],
  loaders: [connect],
})
