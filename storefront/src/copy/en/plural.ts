/** "1 day", "4 days". */
export const plural = (n: number, one: string, many: string) =>
  `${n} ${n === 1 ? one : many}`
