import { FOUND_AT_ONCE } from "../../modules/rental/ledger/reconcile"
import { InTurn } from "./in-turn"

describe("a list that is looked at in turn", () => {
  const all = Array.from({ length: FOUND_AT_ONCE * 2 + 5 }, (_, i) =>
    String(i).padStart(6, "0")
  )
  const read = async (after: string) =>
    all.filter((key) => key > after).slice(0, FOUND_AT_ONCE)

  async function pass(
    turn: InTurn<string>,
    recount: "lately" | "everything"
  ): Promise<string[]> {
    const seen: string[] = []
    for await (const page of turn.pages(recount, read)) {
      seen.push(...page)
    }
    return seen
  }

  it("goes on where the last pass ended, and begins again at the end", async () => {
    const turn = new InTurn<string>((key) => key)
    const first = await pass(turn, "lately")
    const second = await pass(turn, "lately")
    const third = await pass(turn, "lately")
    expect([...first, ...second, ...third]).toEqual(all)
    expect(await pass(turn, "lately")).toEqual(first)
  })

  it("goes through all of it when it is to look at everything", async () => {
    const turn = new InTurn<string>((key) => key)
    await pass(turn, "lately")
    expect(await pass(turn, "everything")).toEqual(all)
    expect(await pass(turn, "lately")).toEqual(all.slice(0, FOUND_AT_ONCE))
  })
})
