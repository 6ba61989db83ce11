import { AsyncLocalStorage } from "node:async_hooks"
import { type ILockingModule } from "@medusajs/framework/types"

interface Request {
  refused: boolean
}

const requests = new AsyncLocalStorage<Request>()
const watched = new WeakSet<ILockingModule>()

/**
 * Runs a request and remembers whether the last lock it asked for was refused.
 *
 * Medusa gives up on a locked cart after two seconds, with an error that its error handler
 * answers as "unknown" with 500 (or, where locks are on Redis, as a conflict without a
 * reason). Only here can be seen what it was about.
 */
export function watchLocks<T>(locking: ILockingModule, run: () => T): T {
  if (!watched.has(locking)) {
    watched.add(locking)
    const acquire = locking.acquire.bind(locking)
    locking.acquire = async (...args) => {
      const request = requests.getStore()
      try {
        await acquire(...args)
        note(request, false)
      } catch (error) {
        note(request, true)
        throw error
      }
    }
  }
  return requests.run({ refused: false }, run)
}

/** Whether this request ended at a lock that others hold. */
export function lockWasRefused(): boolean {
  return requests.getStore()?.refused ?? false
}

function note(request: Request | undefined, refused: boolean): void {
  if (request) {
    request.refused = refused
  }
}
