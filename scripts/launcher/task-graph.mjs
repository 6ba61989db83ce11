// @ts-check

/**
 * @typedef {object} Task
 * @property {string} id
 * @property {string[]} [needs] ids of the tasks that must be done first
 * @property {() => Promise<void>} run
 */

/**
 * Runs tasks as early as what they need is done, a limited number at once, in the order
 * given among those that could run. After a failure nothing new starts; the first error
 * is thrown once what runs has ended.
 *
 * @param {Task[]} tasks
 * @param {number} atOnce
 */
export async function runTasks(tasks, atOnce) {
  refuseUnknownNeeds(tasks)
  const waiting = [...tasks]
  /** @type {Set<string>} */
  const done = new Set()
  /** @type {Map<string, Promise<void>>} */
  const running = new Map()
  /** @type {unknown[]} */
  const errors = []

  while (waiting.length > 0 || running.size > 0) {
    for (const task of errors.length > 0 ? [] : [...waiting]) {
      if (running.size >= atOnce || !(task.needs ?? []).every((id) => done.has(id))) {
        continue
      }
      waiting.splice(waiting.indexOf(task), 1)
      running.set(
        task.id,
        task
          .run()
          .then(() => void done.add(task.id))
          .catch((error) => void errors.push(error))
          .finally(() => void running.delete(task.id))
      )
    }
    if (running.size === 0) {
      break
    }
    await Promise.race(running.values())
  }

  if (errors.length > 0) {
    throw errors[0]
  }
  if (waiting.length > 0) {
    throw new Error(
      `These tasks wait for each other: ${waiting.map((t) => t.id).join(", ")}`
    )
  }
}

/** @param {Task[]} tasks */
function refuseUnknownNeeds(tasks) {
  const known = new Set(tasks.map((task) => task.id))
  for (const task of tasks) {
    for (const id of task.needs ?? []) {
      if (!known.has(id)) {
        throw new Error(`Task "${task.id}" needs "${id}", which is not there`)
      }
    }
  }
}
