"use client"

import { X } from "lucide-react"
import { useEffect, useState } from "react"
import { vibe } from "@/copy/en"

/** The pictures about to be sent, each with a way to take it out. */
export function ChosenPictures({
  pictures,
  onRemove,
}: {
  pictures: File[]
  onRemove: (file: File) => void
}) {
  if (!pictures.length) {
    return null
  }
  return (
    <div className="mt-4">
      <p role="status" className="text-[0.9375rem] font-medium">
        {vibe.chosen(pictures.length)}
      </p>
      <ul className="mt-2 grid grid-cols-4 gap-2 sm:grid-cols-6">
        {pictures.map((file, index) => (
          <li key={`${file.name}-${index}`} className="relative">
            <Preview file={file} />
            <button
              type="button"
              onClick={() => onRemove(file)}
              aria-label={vibe.removePicture(file.name)}
              className="absolute top-1 right-1 grid size-7 place-items-center rounded-full bg-ink text-white"
            >
              <X aria-hidden size={14} strokeWidth={2} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Preview({ file }: { file: File }) {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return (
    <span className="grid aspect-square place-items-center overflow-hidden rounded-lg bg-sand">
      {url && (
        // eslint-disable-next-line @next/next/no-img-element -- a file of this browser
        <img
          src={url}
          alt={file.name}
          className="size-full object-cover text-[0.625rem] break-all"
        />
      )}
    </span>
  )
}
