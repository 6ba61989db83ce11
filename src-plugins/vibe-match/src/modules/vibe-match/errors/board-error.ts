/** Why a board could not be worked on; the message is written for the customer. */
export class BoardError extends Error {
  override readonly name = "BoardError"
}
