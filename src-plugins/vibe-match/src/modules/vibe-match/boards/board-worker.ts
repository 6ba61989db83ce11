import { hostname } from "node:os"

const HOST = hostname()

/** This process, as written on the boards it works on. */
export function thisWorker(): string {
  return `${HOST}:${process.pid}`
}

/** Whether a board's worker was a process of this host that is no more. */
export function isGone(worker: string): boolean {
  const [host, pid] = splitAtLast(worker)
  if (host !== HOST) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH"
  }
}

function splitAtLast(worker: string): [string, string] {
  const colon = worker.lastIndexOf(":")
  return [worker.slice(0, colon), worker.slice(colon + 1)]
}
