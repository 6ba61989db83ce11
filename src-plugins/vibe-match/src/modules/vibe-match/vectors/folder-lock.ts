import { readFileSync, unlinkSync } from "node:fs"
import { open, readFile, unlink } from "node:fs/promises"
import { setTimeout as sleep } from "node:timers/promises"
import { MedusaError } from "@medusajs/framework/utils"

export type FolderLock = { release(): Promise<void> }

const RETRY_AFTER = 100

/**
 * Makes this process the only user of a folder, by a file `<folder>.lock` that names its process.
 * The file of a process that is no more is taken over; it goes away when this process exits.
 *
 * @param patience - how long to wait for the folder, in milliseconds
 * @throws when another process keeps it longer than that
 */
export async function lockFolder(folder: string, patience: number): Promise<FolderLock> {
  const file = `${folder}.lock`
  const mine = signatureOf(process.pid)
  const deadline = Date.now() + patience
  while (!(await tryToCreate(file, mine))) {
    const holder = await holderOf(file)
    if (!isAlive(holder)) {
      await removeIfStill(file, holder)
      continue
    }
    if (Date.now() >= deadline) {
      throw new MedusaError(
        MedusaError.Types.UNEXPECTED_STATE,
        `The vectors in ${folder} are in use by process ${Number.parseInt(holder, 10)}. Embedded ` +
          `vectors serve one process at a time: stop that one, or use the pgvector driver.`
      )
    }
    await sleep(RETRY_AFTER)
  }

  const releaseAtExit = () => {
    try {
      if (readFileSync(file, "utf8") === mine) unlinkSync(file)
    } catch {
      // Already gone, which is what is wanted.
    }
  }
  process.once("exit", releaseAtExit)
  return {
    async release() {
      process.removeListener("exit", releaseAtExit)
      await removeIfStill(file, mine)
    },
  }
}

async function tryToCreate(file: string, content: string): Promise<boolean> {
  try {
    const handle = await open(file, "wx")
    await handle.writeFile(content)
    await handle.close()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false
    throw error
  }
}

async function holderOf(file: string): Promise<string> {
  const read = () => readFile(file, "utf8").catch(() => "")
  const holder = await read()
  if (holder !== "") return holder
  // Created a moment ago and not yet written, or left empty by a crash: the second look decides.
  await sleep(RETRY_AFTER * 5)
  return await read()
}

async function removeIfStill(file: string, holder: string): Promise<void> {
  const current = await readFile(file, "utf8").catch(() => null)
  if (current === holder) await unlink(file).catch(() => undefined)
}

/** Whether the very process that wrote this runs, not a later one that was given its number. */
function isAlive(signature: string): boolean {
  const pid = Number.parseInt(signature, 10)
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false
  }
  return signatureOf(pid) === signature
}

/** A process by its number and, where the system tells it, the moment it started. */
function signatureOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
    const fieldsAfterName = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
    return `${pid} ${fieldsAfterName[19]}\n`
  } catch {
    return `${pid} -\n`
  }
}
