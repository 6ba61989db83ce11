import { getImageProps } from "next/image"
import { isOwnPicture } from "@/lib/catalogue/picture"

type Props = {
  src: string | null
  alt: string
  /** How wide it is shown, as in an img's `sizes`. */
  sizes: string
  /** True for the picture a page opens with. */
  priority?: boolean
  className?: string
}

/** A picture in a 4:5 frame that is reserved before it arrives. */
export function Picture({ src, alt, sizes, priority = false, className = "" }: Props) {
  return (
    <span className={`relative block aspect-[4/5] overflow-hidden bg-sand ${className}`}>
      {src && <Image src={src} alt={alt} sizes={sizes} priority={priority} />}
    </span>
  )
}

function Image({
  src,
  alt,
  sizes,
  priority,
}: Omit<Props, "className" | "src"> & { src: string }) {
  const { props } = getImageProps({
    src,
    alt,
    sizes,
    fill: true,
    quality: 78,
    unoptimized: !isOwnPicture(src),
    loading: priority ? "eager" : "lazy",
    fetchPriority: priority ? "high" : "auto",
  })
  // getImageProps has done what next/image would, without its script.
  // eslint-disable-next-line @next/next/no-img-element
  return <img {...props} style={{ ...props.style, objectFit: "cover" }} />
}
