import * as THREE from "three"
import { PALETTE } from "../palette.js"
import * as textures from "./textures.js"

/** Materials by what a person would call them. Each call gives the same object for the same words. */
const shelf = new Map()

function kept(key, make) {
  if (!shelf.has(key)) shelf.set(key, make())
  return shelf.get(key)
}

function hexOf(colour) {
  return PALETTE[colour] ?? colour
}

function standard(options, { order, shadow } = {}) {
  const material = new THREE.MeshStandardMaterial({ side: THREE.DoubleSide, ...options })
  material.shadowSide = THREE.DoubleSide
  material.fog = false
  Object.assign(material.userData, { order, shadow })
  return material
}

function physical(options, extra = {}) {
  const material = new THREE.MeshPhysicalMaterial({ side: THREE.DoubleSide, ...options })
  material.shadowSide = THREE.DoubleSide
  material.fog = false
  Object.assign(material.userData, extra)
  return material
}

function translucent(material, share) {
  material.defines = { ...material.defines, TRANSLUCENT: share.toFixed(2) }
  return material
}

/** Matt or satin paint. */
export const paint = (colour, roughness = 0.62) =>
  kept(`paint${colour}${roughness}`, () => standard({ color: hexOf(colour), roughness }))

/** Gloss lacquer, like a dance floor or an acrylic sheet's edge. */
export const lacquer = (colour, roughness = 0.12) =>
  kept(`lacquer${colour}${roughness}`, () =>
    physical({
      color: hexOf(colour),
      roughness: 0.4,
      clearcoat: 1,
      clearcoatRoughness: roughness,
    })
  )

/** Wood by species or stain: oak, pine, walnut, whitewash, natural, black, or a hex. */
export const wood = (kind = "oak", roughness = 0.55) =>
  kept(`wood${kind}${roughness}`, () => {
    const map = textures.woodGrain(kind === "walnut" || kind === "black" ? 1.5 : 1)
    return standard({ color: hexOf(kind), map, roughness, bumpMap: map, bumpScale: 0.6 })
  })

/** Boards laid side by side, for walls and floors. */
export const boards = (colour, rows = 4, roughness = 0.5) =>
  kept(`boards${colour}${rows}${roughness}`, () => {
    const map = textures.planks({ rows })
    return standard({
      color: hexOf(colour),
      map,
      roughness,
      bumpMap: map,
      bumpScale: 1.2,
    })
  })

export const parquet = () =>
  kept("parquet", () => {
    const map = textures.parquet()
    return physical({
      color: "#c0905a",
      map,
      roughness: 0.42,
      clearcoat: 0.35,
      clearcoatRoughness: 0.25,
    })
  })

/** Woven cane sheet. */
export const cane = (colour = "natural") =>
  kept(`cane${colour}`, () => {
    const [map, bumpMap] = textures.caneWeave()
    return standard({
      color: hexOf(colour),
      map,
      bumpMap,
      bumpScale: 2.4,
      roughness: 0.6,
    })
  })

/** Cane wound round a pole. */
export const rattan = (colour = "natural") =>
  kept(`rattan${colour}`, () => {
    const [map, bumpMap] = textures.wrappedCane()
    return standard({ color: hexOf(colour), map, bumpMap, bumpScale: 2, roughness: 0.5 })
  })

export const linen = (colour) =>
  kept(`linen${colour}`, () => {
    const [map, bumpMap] = textures.linenWeave()
    return standard({
      color: hexOf(colour),
      map,
      bumpMap,
      bumpScale: 1.1,
      roughness: 0.95,
    })
  })

/** Heavy woven cloth with a finer surface: canvas, cotton. */
export const canvas = (colour, through = 0) =>
  kept(`canvas${colour}${through}`, () => {
    const [map] = textures.linenWeave()
    return translucent(standard({ color: hexOf(colour), map, roughness: 0.95 }), through)
  })

export const striped = (first, second, width, share) =>
  kept(`striped${first}${second}${width}${share}`, () => {
    const map = textures.stripes(hexOf(first), hexOf(second), width, share)
    const [, bumpMap] = textures.linenWeave()
    return standard({ color: "#ffffff", map, bumpMap, bumpScale: 0.5, roughness: 0.95 })
  })

/** Sheer cotton: lets light and a little of what is behind it through. */
export const gauze = (colour, opacity = 0.86) =>
  kept(`gauze${colour}${opacity}`, () => {
    const [map, bumpMap] = textures.linenWeave()
    const material = standard(
      {
        color: hexOf(colour),
        map,
        bumpMap,
        bumpScale: 1.4,
        roughness: 1,
        transparent: true,
        opacity,
      },
      { order: 2, shadow: opacity * 0.9 }
    )
    return translucent(material, 0.4)
  })

export const velvet = (colour) =>
  kept(`velvet${colour}`, () => {
    const base = new THREE.Color(hexOf(colour))
    const sheen = base.clone().lerp(new THREE.Color("#ffffff"), 0.28)
    const [, bumpMap] = textures.mottle("pile", {
      dots: 900,
      size: [10, 50],
      alpha: 0.16,
      span: 0.5,
    })
    return physical({
      color: base.multiplyScalar(0.82),
      roughness: 0.9,
      sheen: 1,
      sheenRoughness: 0.38,
      sheenColor: sheen,
      specularIntensity: 0.2,
      bumpMap,
      bumpScale: 0.8,
    })
  })

export const satin = (colour) =>
  kept(`satin${colour}`, () =>
    physical({
      color: hexOf(colour),
      roughness: 0.38,
      specularIntensity: 0.9,
      sheen: 0.6,
      sheenRoughness: 0.3,
      sheenColor: new THREE.Color(hexOf(colour)),
    })
  )

export const boucle = (colour) =>
  kept(`boucle${colour}`, () => {
    const [map, bumpMap] = textures.mottle("loops", {
      dots: 5200,
      size: [3, 8],
      alpha: 0.7,
      dark: 186,
      span: 0.16,
    })
    return standard({ color: hexOf(colour), map, bumpMap, bumpScale: 5, roughness: 1 })
  })

export const leather = (colour) =>
  kept(`leather${colour}`, () => {
    const [map, bumpMap] = textures.mottle("hide", {
      dots: 3200,
      size: [2, 7],
      alpha: 0.32,
      dark: 160,
      span: 0.14,
    })
    return physical({
      color: hexOf(colour),
      map,
      bumpMap,
      bumpScale: 0.7,
      roughness: 0.46,
      specularIntensity: 0.8,
    })
  })

const METALS = {
  gold: ["#d3a862", 0.22],
  brass: ["#c59c5c", 0.27],
  copper: ["#c9794f", 0.24],
  silver: ["#d9d9db", 0.16],
  steel: ["#a9abad", 0.34],
  gunmetal: ["#6e7276", 0.36],
  mirror: ["#eceef0", 0.03],
  darkSteel: ["#3a3a3b", 0.42],
}

/** Polished and brushed metals. */
export const metal = (kind = "gold", roughness) =>
  kept(`metal${kind}${roughness}`, () => {
    const [color, usual] = METALS[kind]
    return standard({ color, metalness: 1, roughness: roughness ?? usual })
  })

export const hammered = (kind = "gold") =>
  kept(`hammered${kind}`, () => {
    const [, bumpMap] = textures.mottle("hammer", {
      dots: 260,
      size: [10, 26],
      alpha: 0.9,
      span: 0.2,
    })
    const [color, roughness] = METALS[kind] ?? [hexOf(kind), 0.4]
    return standard({
      color,
      metalness: kind === "black" ? 0.4 : 1,
      roughness,
      bumpMap,
      bumpScale: 3,
    })
  })

/** Blackened iron. */
export const iron = (colour = "#232222") =>
  kept(`iron${colour}`, () => {
    const [map, bumpMap] = textures.mottle("iron", {
      dots: 1500,
      size: [2, 12],
      alpha: 0.35,
      span: 0.3,
    })
    return standard({
      color: hexOf(colour),
      map,
      bumpMap,
      bumpScale: 0.8,
      metalness: 0.45,
      roughness: 0.55,
    })
  })

export const rust = () =>
  kept("rust", () => {
    const [map, bumpMap] = textures.mottle("rust", {
      dots: 3000,
      size: [2, 22],
      alpha: 0.5,
      dark: 120,
      span: 0.4,
    })
    return standard({
      color: "#96502f",
      map,
      bumpMap,
      bumpScale: 1,
      metalness: 0.3,
      roughness: 0.7,
    })
  })

/** Glazed clay with fine specks. */
export const stoneware = (colour, gloss = 0.5) =>
  kept(`stoneware${colour}${gloss}`, () => {
    const [map, bumpMap] = textures.mottle("speck", {
      dots: 1500,
      size: [0.8, 3.4],
      alpha: 0.7,
      dark: 96,
      span: 0.16,
    })
    return physical({
      color: hexOf(colour),
      map,
      bumpMap,
      bumpScale: 0.3,
      roughness: 0.7,
      clearcoat: gloss,
      clearcoatRoughness: 0.3,
    })
  })

export const bareClay = (colour = "terracotta") =>
  kept(`clay${colour}`, () => {
    const [map, bumpMap] = textures.mottle("clay", {
      dots: 2600,
      size: [2, 34],
      alpha: 0.3,
      dark: 186,
      span: 0.5,
    })
    return standard({
      color: hexOf(colour),
      map,
      bumpMap,
      bumpScale: 1.2,
      roughness: 0.92,
    })
  })

/** Matt ceramic. */
export const bisque = (colour) =>
  kept(`bisque${colour}`, () => {
    const [, bumpMap] = textures.mottle("bisque", {
      dots: 2600,
      size: [1, 5],
      alpha: 0.5,
      span: 0.12,
    })
    return standard({ color: hexOf(colour), bumpMap, bumpScale: 0.7, roughness: 0.82 })
  })

export const porcelain = (colour = "#f6f5f2") =>
  kept(`porcelain${colour}`, () =>
    physical({
      color: hexOf(colour),
      roughness: 0.5,
      clearcoat: 0.9,
      clearcoatRoughness: 0.1,
    })
  )

export const marble = () =>
  kept("marble", () => {
    const map = textures.marbleVeins()
    return physical({
      color: "#ffffff",
      map,
      roughness: 0.4,
      clearcoat: 0.8,
      clearcoatRoughness: 0.12,
    })
  })

export const wax = (colour) =>
  kept(`wax${colour}`, () =>
    translucent(
      physical({ color: hexOf(colour), roughness: 0.48, specularIntensity: 0.7 }),
      0.12
    )
  )

export const plaster = (colour) =>
  kept(`plaster${colour}`, () => {
    const [map, bumpMap] = textures.mottle("plaster", {
      dots: 900,
      size: [12, 90],
      alpha: 0.2,
      dark: 214,
      span: 1.9,
    })
    return standard({ color: hexOf(colour), map, bumpMap, bumpScale: 2, roughness: 0.96 })
  })

export const concrete = (colour = "#a5a29d") =>
  kept(`concrete${colour}`, () => {
    const [map, bumpMap] = textures.mottle("concrete", {
      dots: 2200,
      size: [1, 60],
      alpha: 0.22,
      dark: 120,
      span: 1.6,
    })
    return standard({ color: hexOf(colour), map, bumpMap, bumpScale: 1, roughness: 0.78 })
  })

export const brick = (colour = "#ffffff") =>
  kept(`brick${colour}`, () => {
    const [map, bumpMap] = textures.bricks()
    return standard({ color: hexOf(colour), map, bumpMap, bumpScale: 5, roughness: 0.92 })
  })

export const sand = (colour = "#d9bf97") =>
  kept(`sandGround${colour}`, () => {
    const [map, bumpMap] = textures.mottle("sandy", {
      dots: 5200,
      size: [0.8, 4],
      alpha: 0.5,
      dark: 200,
      span: 0.5,
    })
    return standard({ color: hexOf(colour), map, bumpMap, bumpScale: 2, roughness: 1 })
  })

export const sequins = (kind) =>
  kept(`sequins${kind}`, () => {
    const [map, bumpMap] = textures.sequinField()
    const color = kind === "silver" ? "#f2f2f4" : "#f3cd86"
    return standard({
      color,
      map,
      bumpMap,
      bumpScale: 4,
      metalness: 0.55,
      roughness: 0.34,
    })
  })

export const rug = (name, ground, accent, pale, size) =>
  kept(`rug${name}`, () => {
    const map = textures.rugPattern(name, ground, accent, pale, size)
    const [, bumpMap] = textures.linenWeave()
    return standard({ color: "#ffffff", map, bumpMap, bumpScale: 1.5, roughness: 1 })
  })

/** A leaf or petal: matt, lets light through; white is multiplied by each copy's own colour. */
export const leaf = (colour = "#ffffff", through = 0.35, roughness = 0.6) =>
  kept(`leaf${colour}${through}${roughness}`, () =>
    translucent(standard({ color: hexOf(colour), roughness }), through)
  )

/** Paper shade, lit from within when `glow` is above 0. */
export const paper = (colour, glow = 0) =>
  kept(`paper${colour}${glow}`, () => {
    const material = standard({ color: hexOf(colour), roughness: 1 })
    material.emissive.set(hexOf(colour)).lerp(new THREE.Color("#ffd9a0"), 0.35)
    material.emissiveIntensity = glow
    return translucent(material, 0.4)
  })

/** Something that shines by itself. */
export const glow = (colour = "#ffcf8a", power = 6) =>
  kept(`glow${colour}${power}`, () => {
    const material = standard({ color: "#000000", roughness: 1 }, { shadow: 0 })
    material.emissive.set(colour)
    material.emissiveIntensity = power
    return material
  })

/** A panel with its own picture. */
export const pictured = (map, options = {}) =>
  kept(`pictured${map.uuid}${JSON.stringify(options)}`, () =>
    standard({ map, roughness: 0.8, ...options })
  )

/**
 * Clear glass is drawn twice: once as the tint it lays over what is behind it, deeper where the
 * eye runs along the wall, and once as what it reflects.
 */
const GLASS = {
  clear: ["#b9c6c4", 0.14],
  amber: ["#c47a1e", 1.5],
  blue: ["#4a78a8", 1.0],
  smoke: ["#4a4643", 0.75],
  blush: ["#e0a396", 0.8],
  green: ["#4c6b45", 0.8],
  mirrorSmoke: ["#3a3634", 0.85],
}

export const glassTint = (kind = "clear") =>
  kept(`glassTint${kind}`, () => {
    const [colour, depth] = GLASS[kind]
    const material = new THREE.ShaderMaterial({
      uniforms: { tint: { value: new THREE.Color(colour) }, depth: { value: depth } },
      vertexShader: `varying vec3 n; varying vec3 v;
        #include <common>
        void main() {
          vec4 local = vec4( position, 1.0 );
          vec3 normalLocal = normal;
          #ifdef USE_INSTANCING
            local = instanceMatrix * local;
            normalLocal = mat3( instanceMatrix ) * normal;
          #endif
          vec4 view = modelViewMatrix * local;
          n = normalMatrix * normalLocal; v = - view.xyz; gl_Position = projectionMatrix * view;
        }`,
      fragmentShader: `uniform vec3 tint; uniform float depth; varying vec3 n; varying vec3 v;
        void main() {
          float facing = abs( dot( normalize( n ), normalize( v ) ) );
          float path = depth * ( 0.35 + 0.65 * pow( 1.0 - facing, 1.5 ) ) + 1.1 * pow( 1.0 - facing, 3.0 );
          vec3 through = pow( tint, vec3( path ) ) * ( 1.0 - 0.35 * pow( 1.0 - facing, 5.0 ) );
          gl_FragColor = vec4( through, 1.0 );
        }`,
      side: THREE.DoubleSide,
      transparent: true,
      depthWrite: false,
      blending: THREE.CustomBlending,
      blendSrc: THREE.ZeroFactor,
      blendDst: THREE.SrcColorFactor,
      toneMapped: false,
    })
    Object.assign(material.userData, { order: 3, shadow: kind === "clear" ? 0.16 : 0.42 })
    return material
  })

export const glassShine = (roughness = 0.03) =>
  kept(`glassShine${roughness}`, () =>
    physical(
      {
        color: "#000000",
        roughness,
        specularIntensity: 1,
        ior: 1.52,
        transparent: true,
        depthWrite: false,
        blending: THREE.AdditiveBlending,
      },
      { order: 4, shadow: 0 }
    )
  )
