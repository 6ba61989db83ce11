import { createUserAccountWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/** Creates the first admin, once. An account of that address is left as it is. */
export async function seedAdminUser(
  container: MedusaContainer,
  email: string,
  password: string
): Promise<void> {
  const [found] = await container.resolve(Modules.USER).listUsers({ email })
  if (found) {
    return
  }
  const { authIdentity, error } = await container
    .resolve(Modules.AUTH)
    .register("emailpass", { body: { email, password } })
  if (!authIdentity) {
    throw new Error(
      `The admin ${email} could not be created: ${error ?? "unknown reason"}`
    )
  }
  await createUserAccountWorkflow(container).run({
    input: {
      authIdentityId: authIdentity.id,
      userData: { email, first_name: "Demo", last_name: "Admin" },
    },
  })
}
