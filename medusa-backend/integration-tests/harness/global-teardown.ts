import { rm } from "fs/promises"
import { dropDatabase } from "./databases"
import { testSetup } from "./test-setup"

export default async function globalTeardown(): Promise<void> {
  const { folder, template } = testSetup()
  await dropDatabase(template)
  await rm(folder, { recursive: true, force: true })
}
