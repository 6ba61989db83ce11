import { RequestError } from "../errors/request-error"
import { sniffPicture } from "../pictures/sniff"
import type {
  BoardSource,
  FoundPicture,
  SourceContext,
  SourceRequest,
  UploadedPicture,
} from "./board-source"

/** Boards of pictures the customer sends from their own device. */
export class UploadSource implements BoardSource {
  readonly type = "uploads"
  readonly origins = []

  parse(_source: Record<string, unknown>, uploads: UploadedPicture[]): SourceRequest {
    if (uploads.length === 0) {
      throw new RequestError("Send at least one picture.", {
        field: "images",
        code: "images_missing",
      })
    }
    if (!uploads.some(({ bytes }) => sniffPicture(bytes))) {
      throw new RequestError(
        "None of these files is a picture that can be read. JPEG, PNG, WebP and AVIF work.",
        { field: "images", code: "images_not_pictures" }
      )
    }
    return { type: this.type, pictures: uploads.length }
  }

  async find(
    _request: SourceRequest,
    { uploads }: SourceContext
  ): Promise<FoundPicture[]> {
    return uploads.map((upload) => ({
      name: upload.name,
      read: async () => upload.bytes,
    }))
  }
}
