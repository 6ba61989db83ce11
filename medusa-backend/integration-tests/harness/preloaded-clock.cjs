// @ts-check
/*
 * Preloaded into a shop's server (`NODE_OPTIONS=--require`): the time of its process can be
 * set from outside, over a socket, to so many milliseconds ahead of the machine's. Only what
 * reads the time is changed; timers wait as long as they always do.
 */
const Module = require("node:module")
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

/*
 * Medusa's scheduler counts on from the last time that it has computed: set ahead by a day, it
 * would run the jobs of the whole day without a pause. Here it counts from now.
 */
// @ts-expect-error: how Node loads modules is not declared.
const load = Module._load
// @ts-expect-error: see above.
Module._load = (/** @type {[request: string, ...rest: unknown[]]} */ ...asked) => {
  const loaded = load(...asked)
  return asked[0] === "cron-parser" ? { ...loaded, parseExpression } : loaded

  /** @param {unknown[]} given */
  function parseExpression(...given) {
    const expression = loaded.parseExpression(...given)
    const next = expression.next.bind(expression)
    expression.next = () => {
      expression.reset(new Date())
      return next()
    }
    return expression
  }
}

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
