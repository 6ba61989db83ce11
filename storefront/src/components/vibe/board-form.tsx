"use client"

import { Camera, ImagePlus } from "lucide-react"
import { useRouter } from "next/navigation"
import { type DragEvent, type FormEvent, useState } from "react"
import { vibe } from "@/copy/en"
import { sendPictures, sendText } from "@/lib/vibe/send-board"
import { keepThumbnails, makeThumbnails } from "@/lib/vibe/thumbnails"
import { Problem } from "../problem"
import { useDates } from "../dates/dates-provider"
import { withPeriod } from "@/lib/dates/period"
import { ChosenPictures } from "./chosen-pictures"

const MAX_PICTURES = 40
// Without HEIC here, phones hand over a JPEG made from it.
const ACCEPT = "image/jpeg,image/png,image/webp,image/avif"

/** One field for a board in any form: a link, shared text, or pictures. */
export function BoardForm() {
  const router = useRouter()
  const { period } = useDates()
  const [text, setText] = useState("")
  const [pictures, setPictures] = useState<File[]>([])
  const [over, setOver] = useState(false)
  const [percent, setPercent] = useState<number | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const busy = percent !== null

  const add = (files: FileList | null) => {
    const found = [...(files ?? [])].filter((file) => file.size > 0)
    const all = [...pictures, ...found]
    setPictures(all)
    setProblem(all.length > MAX_PICTURES ? vibe.tooMany(MAX_PICTURES) : null)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    add(event.dataTransfer.files)
    const dropped = event.dataTransfer.getData("text/uri-list")
    if (dropped && !event.dataTransfer.files.length) {
      setText(dropped)
    }
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (pictures.length > MAX_PICTURES) {
      setProblem(vibe.tooMany(MAX_PICTURES))
      return
    }
    setProblem(null)
    setPercent(0)
    const sent = pictures.length
      ? await sendPictures(pictures, setPercent)
      : await sendText(text)
    if ("problem" in sent) {
      setProblem(sent.problem)
      setPercent(null)
      return
    }
    keepThumbnails(sent.id, await makeThumbnails(pictures))
    router.push(withPeriod(`/vibe/${sent.id}`, period))
  }

  return (
    <form
      action="/api/vibe/boards/form"
      method="post"
      encType="multipart/form-data"
      onSubmit={submit}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      noValidate
      className={`mt-8 rounded-2xl border bg-card p-5 sm:p-7 ${over ? "border-accent shadow-[inset_0_0_0_1px_var(--color-accent)]" : "border-line"}`}
    >
      <label htmlFor="board-text" className="mb-1 block font-medium">
        {vibe.field}
      </label>
      <input
        id="board-text"
        name="text"
        inputMode="url"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={vibe.fieldHint}
        aria-invalid={(problem !== null && !pictures.length) || undefined}
        aria-describedby={problem ? "board-problem" : undefined}
        className="field placeholder:text-muted"
      />
      <p className="my-4 flex items-center gap-4 text-sm text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {vibe.or}
      </p>
      <div className="rounded-xl border border-dashed border-edge px-4 py-7 text-center">
        <p className="font-medium max-sm:hidden">{vibe.drop}</p>
        <div className="mt-3 flex flex-wrap justify-center gap-3 max-sm:mt-0">
          <label className="btn btn-small btn-line focus-within:outline-2 focus-within:outline-offset-3 focus-within:outline-accent">
            <ImagePlus aria-hidden size={18} strokeWidth={1.6} />
            {vibe.choose}
            <input
              type="file"
              name="images[]"
              multiple
              accept={ACCEPT}
              onChange={(event) => {
                add(event.target.files)
                event.target.value = ""
              }}
              className="sr-only"
              data-testid="board-pictures"
            />
          </label>
          <label className="btn btn-small btn-line focus-within:outline-2 focus-within:outline-offset-3 focus-within:outline-accent sm:hidden">
            <Camera aria-hidden size={18} strokeWidth={1.6} />
            {vibe.take}
            <input
              type="file"
              accept="image/*"
              capture="environment"
              onChange={(event) => {
                add(event.target.files)
                event.target.value = ""
              }}
              className="sr-only"
            />
          </label>
        </div>
        <p className="mt-3 text-sm text-muted">{vibe.dropText(MAX_PICTURES)}</p>
      </div>
      <ChosenPictures
        pictures={pictures}
        onRemove={(file) => setPictures(pictures.filter((other) => other !== file))}
      />
      {problem && <Problem id="board-problem" title={problem} />}
      <button disabled={busy} className="btn btn-solid mt-5 w-full">
        {!busy && vibe.submit}
        {busy && (percent > 0 ? vibe.uploading(percent) : vibe.submitting)}
      </button>
    </form>
  )
}
