/**
 * The Pinterest address in what a customer pasted: an address on its own, or
 * within the text an app shares. Null when there is none. Whether it can be
 * read is Medusa's to say.
 */
export function pinterestAddress(text: string): string | null {
  const words = text.split(/[\s<>"'()]+/)
  const address = words.find((word) => PINTEREST.test(word))
  if (!address) {
    return null
  }
  const trimmed = address.replace(/[).,;!]+$/, "")
  return /^https?:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`
}

const PINTEREST =
  /^(?:https?:\/\/)?(?:[a-z0-9-]+\.)*(?:pinterest\.[a-z]{2,3}(?:\.[a-z]{2})?|pin\.it)\/\S+/i
