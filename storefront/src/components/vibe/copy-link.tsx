"use client"

import { Link2 } from "lucide-react"
import { useState } from "react"
import { board as copy } from "@/copy/en"

/** Copies the link that opens a board in another browser. */
export function CopyLink({ path, fallback }: { path: string; fallback: string }) {
  const [copied, setCopied] = useState(false)
  const [shown, setShown] = useState(false)
  const write = async () => {
    try {
      await navigator.clipboard.writeText(new URL(path, window.location.href).href)
      setCopied(true)
    } catch {
      setShown(true)
    }
  }
  return (
    <div>
      <button type="button" onClick={write} className="btn btn-small btn-line">
        <Link2 aria-hidden size={18} strokeWidth={1.6} />
        <span aria-live="polite">{copied ? copy.copied : copy.copyLink}</span>
      </button>
      {shown && (
        <input
          readOnly
          value={fallback}
          aria-label={copy.link}
          onFocus={(event) => event.target.select()}
          className="field mt-2"
        />
      )}
    </div>
  )
}
