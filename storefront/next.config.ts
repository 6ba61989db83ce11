import path from "node:path"
import type { NextConfig } from "next"

const config: NextConfig = {
  turbopack: { root: path.join(__dirname, "..") },
  outputFileTracingRoot: path.join(__dirname, ".."),
  poweredByHeader: false,
  images: {
    // Every picture is served below /media by this application, so that the
    // optimizer never has to know where Medusa runs.
    localPatterns: [{ pathname: "/media/**", search: "" }],
    deviceSizes: [390, 640, 828, 1080, 1440, 1920],
    imageSizes: [96, 160, 240, 320],
    qualities: [78],
    minimumCacheTTL: 60 * 60 * 24 * 30,
  },
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "x-content-type-options", value: "nosniff" },
        { key: "referrer-policy", value: "strict-origin-when-cross-origin" },
        { key: "x-frame-options", value: "DENY" },
      ],
    },
  ],
}

export default config
