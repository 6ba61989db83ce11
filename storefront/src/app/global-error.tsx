"use client"

import { problems } from "@/copy/en"
import "./globals.css"

/** The last resort: shown when the layout itself cannot be put together. */
export default function GlobalError() {
  return (
    <html lang="en">
      <body className="grid min-h-dvh place-items-center p-6 text-center">
        <div className="max-w-xl">
          <h1 className="text-4xl">{problems.title}</h1>
          <p className="mt-4 text-lg text-muted">{problems.text}</p>
          <button
            type="button"
            onClick={() => window.location.reload()}
            className="btn btn-solid mt-8"
          >
            {problems.retry}
          </button>
        </div>
      </body>
    </html>
  )
}
