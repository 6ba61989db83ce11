/**
 * Every word the shop says, one file a page. A shop owner changes them here; a
 * translation is a copy of this folder. Words that carry numbers are functions.
 */
export { shop } from "./shop"
export { layout } from "./layout"
export { dates } from "./dates"
export { home } from "./home"
export { catalogue } from "./catalogue"
export { availability } from "./availability"
export { price } from "./price"
export { item } from "./item"
export { event } from "./event"
export { checkout } from "./checkout"
export { order } from "./order"
export { vibe } from "./vibe"
export { board } from "./board"
export { problems } from "./problems"
