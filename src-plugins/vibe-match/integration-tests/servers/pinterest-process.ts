import { spawn } from "node:child_process"
import path from "node:path"

/** Runs `pinterest-server.mjs` as a process of its own, and says how to end it. */
export async function startPinterestProcess(
  boards: string,
  port: number
): Promise<{ stop(): Promise<void> }> {
  const script = path.join(__dirname, "pinterest-server.mjs")
  const child = spawn(
    process.execPath,
    [script, "--boards", boards, "--port", String(port)],
    {
      stdio: ["ignore", "pipe", "inherit"],
    }
  )
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  await new Promise<void>((resolve, reject) => {
    child.stdout.once("data", () => resolve())
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}.`)))
  })
  return {
    async stop() {
      child.kill("SIGTERM")
      await ended
    },
  }
}
