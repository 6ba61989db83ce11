export const availability = {
  free: "Free for your dates",
  left: (n: number, of: number) => `${n} of ${of} left`,
  none: "Not free for your dates",
}
