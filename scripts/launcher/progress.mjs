// @ts-check

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

/**
 * Shows named steps with their progress and time: one live line on a terminal, plain
 * lines elsewhere. Several steps may run at once.
 */
export class Progress {
  /** @type {Map<string, {startedAt: number, note: string, announcedAt: number}>} */
  #running = new Map()
  /** @type {NodeJS.Timeout | undefined} */
  #timer
  #frame = 0

  /** @param {NodeJS.WriteStream} [stream] */
  constructor(stream = process.stdout) {
    this.stream = stream
    this.live = Boolean(stream.isTTY) && process.env.TERM !== "dumb"
  }

  /**
   * Runs a step and shows it until it is done.
   *
   * @template T
   * @param {string} name
   * @param {(step: {note: (text: string) => void, result: (text: string) => void}) => Promise<T>} work
   *   `note` says what it is at now, `result` what the finished line adds
   * @returns {Promise<T>}
   */
  async step(name, work) {
    let outcome = ""
    this.#start(name)
    try {
      const value = await work({
        note: (text) => this.#note(name, text),
        result: (text) => {
          outcome = text
        },
      })
      this.#finish(name, "✓", outcome)
      return value
    } catch (error) {
      this.#finish(name, "✗", "failed")
      throw error
    }
  }

  /** @param {string} [text] */
  print(text = "") {
    this.#clear()
    this.stream.write(`${text}\n`)
    this.#draw()
  }

  /** Leaves the terminal tidy; nothing is drawn after this. */
  close() {
    this.#clear()
    this.#running.clear()
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  /** @param {string} name */
  #start(name) {
    const now = Date.now()
    this.#running.set(name, { startedAt: now, note: "", announcedAt: now })
    if (!this.live) {
      this.stream.write(`… ${name}\n`)
    }
    this.#timer ??= setInterval(() => this.#tick(), this.live ? 100 : 1000)
    this.#clear()
    this.#draw()
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  #note(name, text) {
    const step = this.#running.get(name)
    if (!step || step.note === text) {
      return
    }
    step.note = text
    if (!this.live) {
      step.announcedAt = Date.now()
      this.stream.write(`  ${name}: ${text}\n`)
    }
  }

  /**
   * @param {string} name
   * @param {string} sign
   * @param {string} outcome
   */
  #finish(name, sign, outcome) {
    const step = this.#running.get(name)
    if (!step) {
      return
    }
    this.#clear()
    this.#running.delete(name)
    const time = formatSeconds(Date.now() - step.startedAt).padStart(8)
    this.stream.write(
      `${sign} ${name.padEnd(34)}${time}${outcome ? `   ${outcome}` : ""}\n`
    )
    if (this.#running.size === 0) {
      clearInterval(this.#timer)
      this.#timer = undefined
    }
    this.#draw()
  }

  #tick() {
    if (this.live) {
      this.#frame++
      this.#clear()
      this.#draw()
      return
    }
    for (const [name, step] of this.#running) {
      if (Date.now() - step.announcedAt >= 30_000) {
        step.announcedAt = Date.now()
        this.stream.write(
          `  ${name}: ${formatSeconds(Date.now() - step.startedAt)} so far\n`
        )
      }
    }
  }

  #draw() {
    if (!this.live || this.#running.size === 0) {
      return
    }
    const parts = [...this.#running].map(([name, step]) => {
      const time = formatSeconds(Date.now() - step.startedAt)
      return step.note ? `${name} ${time} (${step.note})` : `${name} ${time}`
    })
    const line = `${frames[this.#frame % frames.length]} ${parts.join(" · ")}`
    this.stream.write(line.slice(0, Math.max(20, (this.stream.columns ?? 80) - 1)))
  }

  #clear() {
    if (this.live) {
      this.stream.write("\r\u001b[2K")
    }
  }
}

/**
 * A duration for people: `0.4 s`, `12 s`, `2 min 5 s`.
 *
 * @param {number} milliseconds
 */
export function formatSeconds(milliseconds) {
  const seconds = milliseconds / 1000
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s`
  }
  const whole = Math.round(seconds)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}
