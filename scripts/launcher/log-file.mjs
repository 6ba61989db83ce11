// @ts-check
import fs from "node:fs"
import path from "node:path"

/**
 * Opens a log file anew for appending and keeps the one before it as `NAME.1`.
 *
 * @param {string} file
 * @returns {number} a file descriptor
 */
export function openLog(file) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  if (fs.existsSync(file)) {
    fs.renameSync(file, `${file}.1`)
  }
  return fs.openSync(file, "a", 0o600)
}

/**
 * The last lines of a log file, without colours and without requests served.
 *
 * @param {string} file
 * @param {number} count
 * @returns {string[]}
 */
export function lastLines(file, count) {
  let text
  try {
    text = readTail(file, 64 * 1024)
  } catch {
    return []
  }
  return plainText(text)
    .split("\n")
    .map((line) => readable(line.trimEnd()))
    .filter((line) => line !== "" && !line.startsWith('{"level":"http"'))
    .slice(-count)
}

/**
 * A line of a JSON log as a person would write it.
 *
 * @param {string} line
 */
function readable(line) {
  if (!line.startsWith("{")) {
    return line
  }
  try {
    const { level, message } = JSON.parse(line)
    return typeof message === "string" ? `${level ?? "log"}: ${message}` : line
  } catch {
    return line
  }
}

/**
 * Text without terminal control sequences.
 *
 * @param {string} text
 */
export function plainText(text) {
  return text.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, "").replace(/\r(?!\n)/g, "\n")
}

/**
 * @param {string} file
 * @param {number} bytes
 */
function readTail(file, bytes) {
  const handle = fs.openSync(file, "r")
  try {
    const { size } = fs.fstatSync(handle)
    const length = Math.min(size, bytes)
    const buffer = Buffer.alloc(length)
    fs.readSync(handle, buffer, 0, length, size - length)
    return buffer.toString("utf8")
  } finally {
    fs.closeSync(handle)
  }
}
