// @ts-check

/**
 * Whether a version of Node satisfies `^20.19 || >=22.12`, as package.json asks.
 *
 * @param {string} version such as "20.19.0"
 */
export function isSupportedNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number)
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
}
