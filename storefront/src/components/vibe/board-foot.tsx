import { board as copy } from "@/copy/en"
import { storefrontUrl } from "@/lib/shop/config"
import { removeBoard } from "@/lib/vibe/actions"
import { boardToken } from "@/lib/vibe/board-cookie"
import { CopyLink } from "./copy-link"

/** What can be done with a board as a whole: share it, delete it. */
export async function BoardFoot({ id }: { id: string }) {
  const token = await boardToken(id)
  const path = `/vibe/${id}/open?key=${encodeURIComponent(token ?? "")}`
  return (
    <div className="mt-16 flex flex-wrap items-center justify-between gap-6 border-t border-line pt-6">
      <CopyLink path={path} fallback={`${storefrontUrl()}${path}`} />
      <form action={removeBoard}>
        <input type="hidden" name="board" value={id} />
        <button className="link min-h-10 text-[0.9375rem]">{copy.delete}</button>
        <p className="text-sm text-muted">{copy.deleteText}</p>
      </form>
    </div>
  )
}
