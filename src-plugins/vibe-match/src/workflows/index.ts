export * from "./boards/workflows/close-vibe-board"
export * from "./boards/workflows/open-vibe-board"
export * from "./products/workflows/reindex-products"
