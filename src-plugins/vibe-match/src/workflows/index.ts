export * from "./boards/workflows/close-board"
export * from "./boards/workflows/open-board"
export * from "./products/workflows/reindex-products"
