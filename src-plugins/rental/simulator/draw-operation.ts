import {
  changeLines,
  holdAndUndo,
  loseCart,
  mergeCarts,
  moveDates,
  removeLines,
} from "./operations/carts"
import {
  beginCompletion,
  buryTheDead,
  completeAgain,
  failAfterOrder,
  failCompletion,
  finishCompletion,
  repeatOrder,
} from "./operations/completions"
import { goodsAreLate, goodsLeave, goodsReturn, nobodyComes } from "./operations/goods"
import {
  cancelAndUndo,
  cancelOrder,
  changeOrder,
  changeOrderAndUndo,
  endDraft,
  makeOrder,
} from "./operations/orders"
import {
  bringIntoService,
  changeFleet,
  changeTurnaround,
  takeOutOfService,
} from "./operations/supply"
import { reconcile, sweep } from "./operations/upkeep"
import { type Draw, type Operation } from "./operations/operation"

type Kind = (draw: Draw) => Operation | undefined

const KINDS: readonly (readonly [weight: number, kind: Kind])[] = [
  [16, changeLines],
  [6, moveDates],
  [4, removeLines],
  [3, mergeCarts],
  [3, holdAndUndo],
  [1, loseCart],
  [8, beginCompletion],
  [10, finishCompletion],
  [1, completeAgain],
  [1, repeatOrder],
  [2, failCompletion],
  [1, failAfterOrder],
  [2, buryTheDead],
  [8, changeOrder],
  [2, changeOrderAndUndo],
  [3, makeOrder],
  [2, endDraft],
  [2, cancelOrder],
  [1, cancelAndUndo],
  [8, goodsLeave],
  [8, goodsReturn],
  [2, nobodyComes],
  [3, goodsAreLate],
  [3, takeOutOfService],
  [2, bringIntoService],
  [3, changeFleet],
  [1, changeTurnaround],
  [2, sweep],
  [2, reconcile],
]

/** Something that can happen now. */
export function drawOperation(draw: Draw): Operation {
  for (;;) {
    const operation = draw.random.weighted(KINDS)(draw)
    if (operation) {
      return operation
    }
  }
}
