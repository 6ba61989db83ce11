// @ts-check
/*
 * Preloaded into a shop's server (`NODE_OPTIONS=--require`): the time of its process can be
 * set from outside, over a socket, to so many milliseconds ahead of the machine's. Only what
 * reads the time is changed; timers wait as long as they always do.
 */
const net = require("node:net")

const MachineDate = Date
let ahead = 0

const now = () => MachineDate.now() + ahead

globalThis.Date = new Proxy(MachineDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length ? args : [now()], newTarget),
  apply: () => new MachineDate(now()).toString(),
  get: (target, key, receiver) =>
    key === "now" ? now : Reflect.get(target, key, receiver),
})
MachineDate.prototype.constructor = globalThis.Date

const socket = process.env.GATHER_TEST_CLOCK
// Of the processes that inherit this one's environment, only the server itself listens.
if (socket && process.argv.includes("start")) {
  const server = net.createServer((connection) => {
    connection.once("data", (data) => {
      ahead = Number(data.toString())
      connection.end("set")
    })
  })
  server.listen(socket)
  server.unref()
}
