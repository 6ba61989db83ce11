import { Module } from "@medusajs/framework/utils"
import VibeMatchModuleService from "./service"

/** The name under which the module is resolved from Medusa's container. */
export const VIBE_MATCH_MODULE = "vibe_match"

export { VibeMatchModuleService }
export type { AvailabilityPort } from "./availability/availability-port"
export type { Embedder, PictureDomain } from "./embedding/embedder"
export type { PreparedPicture } from "./pictures/prepared-picture"
export type {
  BoardSource,
  FoundPicture,
  SourceContext,
  SourceRequest,
} from "./sources/board-source"
export type {
  IndexedProduct,
  NearestQuery,
  Neighbour,
  PictureVector,
  ProductFacts,
  VectorSpace,
  VectorStore,
} from "./vectors/vector-store"
export type { VibeMatchOptions } from "./options"

export default Module(VIBE_MATCH_MODULE, { service: VibeMatchModuleService })
