import { addDays } from "./calendar"
import { cancel, giveUp } from "./cancel-order"
import { change, isDue } from "./change-order"
import { decideCharges } from "./decide-charges"
import type { Life, Season } from "./life"
import { dueBack, find, handOut, isFound, lookOver, takeBack } from "./move-goods"
import { capture, pay } from "./pay-order"
import { accept, place } from "./place-order"
import { leaveDeposit, settleDeposit } from "./settle-deposit"
import { balanceDay } from "./terms"

/** Something that happens to an order on a day, when it is due. */
export type Step = {
  name: string
  isDue: (season: Season, life: Life) => boolean
  run: (season: Season, life: Life) => Promise<void>
}

/**
 * What a day may bring, in the order in which it does. A step that is new goes where it
 * belongs; what it needs to know is drawn in the plan.
 */
export const STEPS: readonly Step[] = [
  { name: "accept", isDue: thoughtAbout, run: accept },
  { name: "change", isDue: wantsChange, run: change },
  { name: "cancel", isDue: isCancelled, run: cancel },
  { name: "take", isDue: isTaken, run: take },
  { name: "pay", isDue: paysNow, run: pay },
  { name: "take no more", isDue: paysOnlyThat, run: takeNoMore },
  { name: "leave the deposit", isDue: leavesDeposit, run: leaveDeposit },
  { name: "give up", isDue: nobodyCame, run: giveUp },
  { name: "hand out", isDue: leaves, run: handOut },
  { name: "take back", isDue: comesBack, run: takeBack },
  { name: "look over", isDue: isLookedOver, run: lookOver },
  { name: "find", isDue: turnsUp, run: find },
  { name: "decide charges", isDue: chargesAreOpen, run: decideCharges },
  { name: "settle the deposit", isDue: depositIsOver, run: settleDeposit },
]

/** One day of an order. */
export async function liveDay(season: Season, life: Life, day: number): Promise<void> {
  if (life.phase === "to come" && day === life.plan.day) {
    await place(season, life)
  }
  for (const step of STEPS) {
    if (life.orderId && step.isDue(season, life)) {
      await step.run(season, life)
    }
  }
}

/** Nothing more will happen to it. */
export function isOver(life: Life): boolean {
  if (life.phase === "refused") {
    return true
  }
  const isEnded = ["cancelled", "not fetched", "checked"].includes(life.phase)
  const isSettled = life.deposit !== "held" && !owesStill(life)
  const isFoundAll = life.lost.every(({ foundOn }) => foundOn === null)
  const isDecided = life.phase !== "checked" || life.chargesDecided
  return isEnded && isSettled && isFoundAll && isDecided
}

function owesStill(life: Life): boolean {
  return life.owes && life.phase !== "cancelled"
}

function thoughtAbout(season: Season, life: Life): boolean {
  const { quoted } = life.on
  return life.phase === "quoted" && addDays(quoted!, life.plan.thinksFor) <= season.today
}

function wantsChange(season: Season, life: Life): boolean {
  return season.today < life.start && life.changes.some((one) => isDue(season, life, one))
}

function isCancelled(season: Season, life: Life): boolean {
  const { ends, cancelledAfter } = life.plan
  return (
    life.phase === "placed" &&
    ends === "cancelled" &&
    addDays(life.on.placed!, cancelledAfter) <= season.today
  )
}

function isTaken(_: Season, life: Life): boolean {
  return life.phase === "placed" && life.plan.takesAtOnce && !life.isTaken
}

async function take(season: Season, life: Life): Promise<void> {
  await capture(season, life)
}

async function takeNoMore(season: Season, life: Life): Promise<void> {
  await capture(season, life)
  life.owes = false
}

function paysNow(season: Season, life: Life): boolean {
  if (!life.owes || life.phase === "quoted") {
    return false
  }
  const { pays } = life.plan
  const isLate = isEnded(life)
  const due = balanceDay(life.start, life.on.placed!)
  return (
    pays === "at once" ||
    (pays === "when due" && (isLate || due <= season.today)) ||
    (pays === "before it leaves" && (isLate || life.start <= season.today)) ||
    (pays === "in the end" && isLate)
  )
}

function paysOnlyThat(_: Season, life: Life): boolean {
  return life.owes && life.plan.pays === "not all" && isEnded(life)
}

function isEnded(life: Life): boolean {
  return life.phase === "checked" || life.phase === "not fetched"
}

function leavesDeposit(season: Season, life: Life): boolean {
  return (
    life.plan.deposit !== "none" &&
    life.deposit === "to come" &&
    life.phase === "placed" &&
    addDays(life.start, -1) <= season.today
  )
}

function nobodyCame(season: Season, life: Life): boolean {
  const { ends } = life.plan
  return life.phase === "placed" && ends === "no show" && life.start <= season.today
}

function leaves(season: Season, life: Life): boolean {
  if (life.phase === "out") {
    return !life.allLeft && life.on.left! < season.today
  }
  const day = addDays(life.start, life.plan.leavesEarly ? -1 : 0)
  return life.phase === "placed" && day <= season.today
}

function comesBack(season: Season, life: Life): boolean {
  return life.phase === "out" && life.allLeft && dueBack(life) <= season.today
}

function isLookedOver(season: Season, life: Life): boolean {
  const { returned } = life.on
  return (
    life.phase === "back" && addDays(returned!, life.plan.checkedAfter) <= season.today
  )
}

function turnsUp(season: Season, life: Life): boolean {
  return life.lost.some((one) => isFound(season, one))
}

function chargesAreOpen(_: Season, life: Life): boolean {
  return life.phase === "checked" && !life.chargesDecided
}

function depositIsOver(_: Season, life: Life): boolean {
  return life.deposit === "held" && (isEnded(life) || life.phase === "cancelled")
}
