import { RequestError } from "../errors/request-error"
import type { ResolvedOptions } from "../options"
import type { BoardSource } from "./board-source"
import { PinterestRssSource } from "./pinterest-rss"
import { UploadSource } from "./uploads"

/** Finds the source that answers to a `source.type`; the shop's own ones come first. */
export class SourceRegistry {
  private readonly sources: BoardSource[]

  constructor({ sources, pinterest }: Pick<ResolvedOptions, "sources" | "pinterest">) {
    this.sources = [...sources, new PinterestRssSource(pinterest), new UploadSource()]
  }

  /** @throws RequestError naming `source.type` */
  find(type: unknown): BoardSource {
    const source = this.sources.find((candidate) => candidate.type === type)
    if (source) return source
    throw new RequestError(
      type === "images" || type === "text"
        ? `Boards of type "${type}" are not available in this shop. Use a Pinterest board or ` +
            `send pictures as multipart images[].`
        : `source.type must be one of: ${this.sources.map((known) => known.type).join(", ")}.`,
      { field: "source.type", code: "source_type_unknown" }
    )
  }
}
