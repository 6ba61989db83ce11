import * as THREE from "three"
import { Random } from "../random.js"

/**
 * Drawn textures. Colour maps are light and nearly neutral, because the material's colour is
 * multiplied in; bump maps are heights. Each covers `span` metres and repeats.
 */
const cache = new Map()

/** @param {string} name @param {number} width @param {number} height @param {number[]} span */
function drawn(name, width, height, span, draw, { colour = true } = {}) {
  if (cache.has(name)) return cache.get(name)
  const canvas = document.createElement("canvas")
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext("2d")
  draw(pen, new Random(name), width, height)
  const texture = new THREE.CanvasTexture(canvas)
  texture.wrapS = texture.wrapT = THREE.RepeatWrapping
  texture.repeat.set(1 / span[0], 1 / span[1])
  texture.anisotropy = 1
  texture.colorSpace = colour ? THREE.SRGBColorSpace : THREE.NoColorSpace
  cache.set(name, texture)
  return texture
}

function grey(value, alpha = 1) {
  const v = Math.round(value)
  return `rgba(${v},${v},${v},${alpha})`
}

/** Paints so that what leaves one side comes back on the other. */
function wrapped(pen, width, height, paint) {
  for (const dx of [-width, 0, width]) {
    for (const dy of [-height, 0, height]) {
      pen.save()
      pen.translate(dx, dy)
      paint()
      pen.restore()
    }
  }
}

export function woodGrain(contrast = 1) {
  return drawn(`wood${contrast}`, 1024, 512, [1.1, 0.36], (pen, random, w, h) => {
    pen.fillStyle = grey(246)
    pen.fillRect(0, 0, w, h)
    for (let i = 0; i < 14; i++) {
      const y = random.next() * h
      pen.fillStyle = `rgba(120,78,40,${0.05 * contrast * random.next()})`
      wrapped(pen, w, h, () => pen.fillRect(0, y, w, random.between(10, 60)))
    }
    for (let i = 0; i < 420; i++) {
      const y = random.next() * h
      const bend = random.around(0, 9)
      const phase = random.next() * Math.PI * 2
      pen.strokeStyle = `rgba(${random.pick(["96,60,30", "130,88,48", "70,42,22"])},${contrast * random.between(0.03, 0.2)})`
      pen.lineWidth = random.between(0.5, 2.4)
      pen.beginPath()
      for (let x = 0; x <= w; x += 32) {
        const yy = y + bend * Math.sin((x / w) * Math.PI * 2 + phase)
        if (x) pen.lineTo(x, yy)
        else pen.moveTo(x, yy)
      }
      pen.stroke()
    }
    for (let i = 0; i < 900; i++) {
      pen.fillStyle = `rgba(60,36,18,${contrast * random.between(0.06, 0.24)})`
      pen.fillRect(random.next() * w, random.next() * h, random.between(6, 34), 1)
    }
  })
}

export function caneWeave() {
  const draw = (bump) => (pen, random, w, h) => {
    pen.fillStyle = bump ? grey(40) : "#8f7d66"
    pen.fillRect(0, 0, w, h)
    const n = 12
    const cell = w / n
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < n; i++) {
        const over = (i + j) % 2 === 0
        const x = i * cell
        const y = j * cell
        const shade = random.between(0.9, 1.04)
        const strand = over
          ? pen.createLinearGradient(0, y, 0, y + cell)
          : pen.createLinearGradient(x, 0, x + cell, 0)
        const tones = bump ? [60, 235, 60] : [176 * shade, 252 * shade, 168 * shade]
        tones.forEach((t, k) =>
          strand.addColorStop(
            [0.06, 0.5, 0.94][k],
            bump
              ? grey(t)
              : `rgb(${Math.min(255, t)},${Math.min(255, t * 0.97)},${Math.min(255, t * 0.92)})`
          )
        )
        pen.fillStyle = strand
        if (over) pen.fillRect(x - cell * 0.08, y + cell * 0.06, cell * 1.16, cell * 0.88)
        else pen.fillRect(x + cell * 0.06, y - cell * 0.08, cell * 0.88, cell * 1.16)
      }
    }
  }
  return [
    drawn("cane", 512, 512, [0.12, 0.12], draw(false)),
    drawn("caneBump", 512, 512, [0.12, 0.12], draw(true), { colour: false }),
  ]
}

/** Bands wound round a bundle of canes. */
export function wrappedCane() {
  const draw = (bump) => (pen, random, w, h) => {
    for (let x = 0; x < w; x += 16) {
      const shade = random.between(0.88, 1.03)
      const band = pen.createLinearGradient(x, 0, x + 16, 0)
      const tones = bump ? [30, 220, 30] : [150 * shade, 250 * shade, 165 * shade]
      tones.forEach((t, k) =>
        band.addColorStop(k / 2, bump ? grey(t) : `rgb(${t},${t * 0.96},${t * 0.9})`)
      )
      pen.fillStyle = band
      pen.fillRect(x, 0, 16, h)
    }
    if (bump) return
    for (let i = 0; i < 240; i++) {
      pen.fillStyle = `rgba(70,44,20,${random.between(0.03, 0.16)})`
      pen.fillRect(
        random.next() * w,
        random.next() * h,
        random.between(2, 5),
        random.between(10, 60)
      )
    }
  }
  return [
    drawn("wound", 512, 128, [0.26, 0.14], draw(false)),
    drawn("woundBump", 512, 128, [0.26, 0.14], draw(true), { colour: false }),
  ]
}

export function linenWeave() {
  const draw = (bump) => (pen, random, w, h) => {
    pen.fillStyle = grey(bump ? 128 : 240)
    pen.fillRect(0, 0, w, h)
    for (let pass = 0; pass < 2; pass++) {
      for (let k = 0; k < w; k += 4) {
        const slub = random.next() < 0.07
        pen.fillStyle = bump
          ? grey(random.between(40, 230), 0.5)
          : grey(random.pick([255, 214, 224]), slub ? 0.75 : random.between(0.1, 0.42))
        if (pass) pen.fillRect(k, 0, slub ? 5 : 3, h)
        else pen.fillRect(0, k, w, slub ? 5 : 3)
      }
    }
    for (let i = 0; i < 700; i++) {
      const long = random.between(8, 46)
      pen.fillStyle = bump ? grey(255, 0.5) : grey(random.pick([255, 196]), 0.4)
      const [x, y] = [random.next() * w, random.next() * h]
      if (random.next() < 0.5) pen.fillRect(x, y, long, 2)
      else pen.fillRect(x, y, 2, long)
    }
  }
  return [
    drawn("linen", 512, 512, [0.26, 0.26], draw(false)),
    drawn("linenBump", 512, 512, [0.26, 0.26], draw(true), { colour: false }),
  ]
}

/** Fine irregular grain for stone, clay, plaster and bouclé. */
export function mottle(
  name,
  { dots = 2400, size = [1, 9], dark = 190, alpha = 0.25, span = 0.4 } = {}
) {
  const draw = (bump) => (pen, random, w, h) => {
    pen.fillStyle = grey(bump ? 128 : 242)
    pen.fillRect(0, 0, w, h)
    for (let i = 0; i < dots; i++) {
      const r = random.between(...size)
      const [x, y] = [random.next() * w, random.next() * h]
      const tone = random.next() < 0.5 ? 255 : bump ? 0 : dark
      const a = alpha * random.next()
      wrapped(pen, w, h, () => {
        if (x + r < -w || y + r < -h) return
        const spot = pen.createRadialGradient(x, y, 0, x, y, r)
        spot.addColorStop(0, grey(tone, a))
        spot.addColorStop(1, grey(tone, 0))
        pen.fillStyle = spot
        pen.fillRect(x - r, y - r, r * 2, r * 2)
      })
    }
  }
  return [
    drawn(name, 256, 256, [span, span], draw(false)),
    drawn(`${name}Bump`, 256, 256, [span, span], draw(true), { colour: false }),
  ]
}

export function marbleVeins() {
  return drawn("marble", 1024, 1024, [0.9, 0.9], (pen, random, w, h) => {
    pen.fillStyle = "#f7f6f4"
    pen.fillRect(0, 0, w, h)
    for (let i = 0; i < 60; i++) {
      const [x, y, r] = [random.next() * w, random.next() * h, random.between(60, 220)]
      const cloud = pen.createRadialGradient(x, y, 0, x, y, r)
      cloud.addColorStop(0, "rgba(150,152,158,0.10)")
      cloud.addColorStop(1, "rgba(150,152,158,0)")
      pen.fillStyle = cloud
      pen.fillRect(x - r, y - r, r * 2, r * 2)
    }
    for (let i = 0; i < 26; i++) {
      let [x, y] = [random.next() * w, random.next() * h]
      let heading = random.around(0.7, 0.5)
      const bold = random.next() < 0.3
      for (let step = 0; step < 90; step++) {
        pen.strokeStyle = `rgba(96,98,106,${bold ? random.between(0.2, 0.5) : random.between(0.06, 0.2)})`
        pen.lineWidth = bold ? random.between(1.2, 4.5) : random.between(0.5, 1.6)
        pen.beginPath()
        pen.moveTo(x, y)
        heading += random.around(0, 0.34)
        heading += (0.7 - heading) * 0.06
        x += Math.cos(heading) * 12
        y += Math.sin(heading) * 12
        pen.lineTo(x, y)
        pen.stroke()
      }
    }
  })
}

/** Two woven colours in stripes across u; `share` is how much of each pair is the second. */
export function stripes(first, second, width = 0.07, share = 0.5) {
  return drawn(
    `stripes${first}${second}${width}${share}`,
    256,
    64,
    [width, 0.1],
    (pen, random, w, h) => {
      pen.fillStyle = first
      pen.fillRect(0, 0, w, h)
      pen.fillStyle = second
      pen.fillRect(0, 0, w * share, h)
      for (let x = 0; x < w; x += 3) {
        pen.fillStyle = `rgba(0,0,0,${random.between(0, 0.05)})`
        pen.fillRect(x, 0, 2, h)
      }
      for (let y = 0; y < h; y += 3) {
        pen.fillStyle = `rgba(255,255,255,${random.between(0, 0.07)})`
        pen.fillRect(0, y, w, 2)
      }
    }
  )
}

export function sequinField() {
  const draw = (bump) => (pen, random, w, h) => {
    pen.fillStyle = grey(bump ? 0 : 170)
    pen.fillRect(0, 0, w, h)
    const step = 16
    for (let j = 0; j <= h / step; j++) {
      for (let i = 0; i <= w / step; i++) {
        const x = i * step + (j % 2 ? step / 2 : 0)
        const y = j * step
        const tilt = random.between(0.55, 1)
        const disc = pen.createLinearGradient(x - 8, y - 8, x + 8, y + 8)
        const flip = random.next() < 0.5
        disc.addColorStop(flip ? 1 : 0, grey(255 * tilt))
        disc.addColorStop(flip ? 0 : 1, grey(bump ? 90 : 150))
        pen.fillStyle = disc
        pen.beginPath()
        pen.arc(x, y, 8.4, 0, Math.PI * 2)
        pen.fill()
      }
    }
  }
  return [
    drawn("sequins", 512, 512, [0.2, 0.2], draw(false)),
    drawn("sequinsBump", 512, 512, [0.2, 0.2], draw(true), { colour: false }),
  ]
}

export function planks({ rows = 4, dark = 0.25 } = {}) {
  return drawn(
    `planks${rows}${dark}`,
    1024,
    1024,
    [2.2, 0.16 * rows],
    (pen, random, w, h) => {
      const tall = h / rows
      for (let j = 0; j < rows; j++) {
        const joint = random.next() * w
        for (const [x, width] of [
          [joint - w, w],
          [joint, w],
        ]) {
          const light = random.between(0.84, 1)
          pen.fillStyle = `rgb(${246 * light},${240 * light},${232 * light})`
          pen.fillRect(x, j * tall, width, tall)
          for (let i = 0; i < 70; i++) {
            pen.fillStyle = `rgba(74,46,22,${random.between(0.02, 0.12)})`
            pen.fillRect(
              x,
              j * tall + random.next() * tall,
              width,
              random.between(0.6, 2.4)
            )
          }
          pen.fillStyle = `rgba(30,18,8,${dark + 0.25})`
          pen.fillRect(x, j * tall, 2, tall)
        }
        pen.fillStyle = `rgba(30,18,8,${dark + 0.3})`
        pen.fillRect(0, j * tall, w, 2.5)
      }
    }
  )
}

/** Basket parquet for a dance floor. */
export function parquet() {
  return drawn("parquet", 1024, 1024, [0.9, 0.9], (pen, random, w) => {
    const cell = w / 4
    const strips = 5
    for (let j = 0; j < 4; j++) {
      for (let i = 0; i < 4; i++) {
        for (let k = 0; k < strips; k++) {
          const light = random.between(0.78, 1.02)
          const t = cell / strips
          pen.save()
          pen.translate(i * cell, j * cell)
          if ((i + j) % 2) pen.transform(0, 1, 1, 0, 0, 0)
          pen.fillStyle = `rgb(${248 * light},${240 * light},${230 * light})`
          pen.fillRect(0, k * t, cell, t)
          for (let g = 0; g < 9; g++) {
            pen.fillStyle = `rgba(74,46,22,${random.between(0.02, 0.13)})`
            pen.fillRect(0, k * t + random.next() * t, cell, random.between(0.6, 2))
          }
          pen.fillStyle = "rgba(40,24,12,0.45)"
          pen.fillRect(0, k * t, cell, 1.5)
          pen.restore()
        }
        pen.strokeStyle = "rgba(40,24,12,0.5)"
        pen.lineWidth = 2
        pen.strokeRect(i * cell, j * cell, cell, cell)
      }
    }
  })
}

export function bricks() {
  const draw = (bump) => (pen, random, w, h) => {
    pen.fillStyle = bump ? grey(40) : "#cfc4b8"
    pen.fillRect(0, 0, w, h)
    const [cols, rows] = [4, 12]
    const [bw, bh] = [w / cols, h / rows]
    for (let j = 0; j < rows; j++) {
      for (let i = -1; i <= cols; i++) {
        const x = i * bw + (j % 2 ? bw / 2 : 0)
        const light = new Random(`brick${(i + cols) % cols},${j}`)
        const tone = light.between(0.72, 1.05)
        pen.fillStyle = bump
          ? grey(light.between(170, 230))
          : `rgb(${232 * tone},${150 * tone},${118 * tone})`
        pen.beginPath()
        pen.roundRect(x + 4, j * bh + 4, bw - 8, bh - 8, 5)
        pen.fill()
        for (let k = 0; k < 50; k++) {
          pen.fillStyle = bump
            ? grey(light.between(100, 255), 0.3)
            : `rgba(${light.pick(["60,30,20", "255,235,220"])},${light.between(0.02, 0.16)})`
          pen.fillRect(
            x + 6 + light.next() * (bw - 14),
            j * bh + 6 + light.next() * (bh - 12),
            light.between(1, 8),
            light.between(1, 4)
          )
        }
      }
    }
  }
  return [
    drawn("bricks", 1024, 1024, [1.0, 0.9], draw(false)),
    drawn("bricksBump", 1024, 1024, [1.0, 0.9], draw(true), { colour: false }),
  ]
}

/** A worn rug with a medallion: three tones of one family. Spans the whole rug. */
export function rugPattern(name, ground, accent, pale, [wide, long]) {
  return drawn(`rug${name}`, 768, 1152, [wide, long], (pen, random, w, h) => {
    pen.fillStyle = ground
    pen.fillRect(0, 0, w, h)
    const frame = (inset, thick, style) => {
      pen.strokeStyle = style
      pen.lineWidth = thick
      pen.strokeRect(inset, inset, w - inset * 2, h - inset * 2)
    }
    frame(22, 22, accent)
    frame(64, 44, pale)
    frame(100, 14, accent)
    const border = (x, y) => {
      pen.fillStyle = ground
      pen.save()
      pen.translate(x, y)
      pen.rotate(Math.PI / 4)
      pen.fillRect(-11, -11, 22, 22)
      pen.fillStyle = accent
      pen.fillRect(-5, -5, 10, 10)
      pen.restore()
    }
    for (let x = 64; x <= w - 64; x += 40) [64, h - 64].forEach((y) => border(x, y))
    for (let y = 64; y <= h - 64; y += 42.67) [64, w - 64].forEach((x) => border(x, y))
    const diamond = (rx, ry, style, teeth = 0) => {
      pen.fillStyle = style
      pen.beginPath()
      const n = 160
      for (let i = 0; i <= n; i++) {
        const t = (i / n) * Math.PI * 2
        const k = 1 / (Math.abs(Math.cos(t)) + Math.abs(Math.sin(t)))
        const tooth = 1 + teeth * (i % 8 < 4 ? 1 : -1)
        pen.lineTo(
          w / 2 + Math.cos(t) * rx * k * tooth,
          h / 2 + Math.sin(t) * ry * k * tooth
        )
      }
      pen.fill()
    }
    for (const [sx, sy] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ]) {
      pen.fillStyle = accent
      pen.beginPath()
      const [x, y] = [sx ? w - 108 : 108, sy ? h - 108 : 108]
      pen.moveTo(x, y)
      pen.lineTo(x + (sx ? -170 : 170), y)
      pen.lineTo(x, y + (sy ? -250 : 250))
      pen.fill()
    }
    diamond(255, 400, pale, 0.035)
    diamond(225, 360, accent, 0.03)
    diamond(160, 260, ground, 0.05)
    diamond(105, 170, pale, 0.06)
    diamond(56, 92, accent, 0.06)
    for (let i = 0; i < 120; i++) {
      border(random.between(130, w - 130), random.between(130, h - 130))
    }
    for (let i = 0; i < 9000; i++) {
      pen.fillStyle = `rgba(${random.pick(["255,248,236", "255,248,236", "60,40,30"])},${random.between(0.02, 0.2)})`
      pen.fillRect(random.next() * w, random.next() * h, random.between(2, 26), 1.6)
    }
    for (let y = 0; y < h; y += 3) {
      pen.fillStyle = `rgba(0,0,0,${random.between(0, 0.09)})`
      pen.fillRect(0, y, w, 1.4)
    }
  })
}

/** A picture drawn once onto a panel, such as lettering; covers 0..1 of the panel's size. */
export function panelPicture(name, width, height, size, draw) {
  return drawn(name, width, height, size, (pen, random) =>
    draw(pen, random, width, height)
  )
}
