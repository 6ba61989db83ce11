import { randomUUID } from "node:crypto"
import type { UploadedPicture } from "../sources/board-source"

/**
 * Holds uploaded pictures in memory between the request that brought them and the work on them,
 * never on disk. Its size is capped, so that many large boards cannot fill the memory.
 */
export class UploadIntake {
  private readonly held = new Map<string, UploadedPicture[]>()
  private bytes = 0

  constructor(private readonly mostBytes: number) {}

  hasRoomFor(bytes: number): boolean {
    return this.bytes + bytes <= this.mostBytes
  }

  /** @returns a name to take them back by */
  hold(pictures: UploadedPicture[]): string {
    const id = randomUUID()
    this.held.set(id, pictures)
    this.bytes += sizeOf(pictures)
    return id
  }

  /** Looks without taking. */
  peek(id: string | undefined): UploadedPicture[] {
    return (id && this.held.get(id)) || []
  }

  /** Lets go of them; whoever still works on them keeps them until then. */
  release(id: string | undefined): void {
    const pictures = this.peek(id)
    if (!id || pictures.length === 0) return
    this.held.delete(id)
    this.bytes -= sizeOf(pictures)
  }
}

function sizeOf(pictures: UploadedPicture[]): number {
  return pictures.reduce((sum, { bytes }) => sum + bytes.length, 0)
}
