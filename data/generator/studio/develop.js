import * as THREE from "three"
import { FullScreenQuad } from "three/addons/postprocessing/Pass.js"

const VERTEX =
  "varying vec2 at; void main() { at = uv; gl_Position = vec4( position.xy, 0.0, 1.0 ); }"

/**
 * Sums frames in floating point, adds the glow of lamps, and turns light into sRGB.
 *
 * A frame has half the picture's size: each shows other points of it, and the sum weighs every
 * sample by its distance to the pixel, so that many small frames make one sharp large picture.
 */
export class Darkroom {
  /** @param {THREE.WebGLRenderer} renderer @param {number} width @param {number} height */
  constructor(renderer, width, height) {
    this.renderer = renderer
    const half = { type: THREE.HalfFloatType, depthBuffer: false }
    this.frame = new THREE.WebGLRenderTarget(
      Math.ceil(width / 2),
      Math.ceil(height / 2),
      {
        type: THREE.HalfFloatType,
        minFilter: THREE.NearestFilter,
        magFilter: THREE.NearestFilter,
      }
    )
    this.sum = new THREE.WebGLRenderTarget(width, height, {
      type: THREE.FloatType,
      depthBuffer: false,
      minFilter: THREE.NearestFilter,
      magFilter: THREE.NearestFilter,
    })
    this.small = [4, 4, 16, 16].map(
      (k) =>
        new THREE.WebGLRenderTarget(Math.ceil(width / k), Math.ceil(height / k), half)
    )
    this.adding = quad(
      `uniform sampler2D frame; uniform vec2 size, shift; varying vec2 at;
      void main() {
        vec2 place = at * size + shift;
        vec2 sampled = floor( place ) + 0.5;
        vec2 off = sampled - place;
        float weight = exp( - dot( off, off ) * 5.0 ) + 0.002;
        gl_FragColor = vec4( min( texture2D( frame, sampled / size ).rgb, 24.0 ) * weight, weight );
      }`,
      { frame: null, size: new THREE.Vector2(), shift: new THREE.Vector2() },
      {
        blending: THREE.CustomBlending,
        blendSrc: THREE.OneFactor,
        blendDst: THREE.OneFactor,
      }
    )
    // Neighbouring pixels come from other frames, so soft shadows differ from pixel to pixel in a
    // pattern of two: a binomial kernel removes just that, and edges keep their own value.
    this.settling = quad(
      `uniform sampler2D frame; uniform vec2 texel; varying vec2 at;
      vec3 light( vec2 by ) { vec4 s = texture2D( frame, at + by * texel ); return s.rgb / s.a; }
      void main() {
        vec3 own = light( vec2( 0.0 ) );
        vec3 calm = own * 0.25;
        calm += 0.125 * ( light( vec2( 1.0, 0.0 ) ) + light( vec2( - 1.0, 0.0 ) ) + light( vec2( 0.0, 1.0 ) ) + light( vec2( 0.0, - 1.0 ) ) );
        calm += 0.0625 * ( light( vec2( 1.0, 1.0 ) ) + light( vec2( - 1.0, 1.0 ) ) + light( vec2( 1.0, - 1.0 ) ) + light( vec2( - 1.0, - 1.0 ) ) );
        vec3 weight = vec3( 0.3, 0.59, 0.11 );
        float level = dot( calm, weight );
        float edge = abs( dot( own, weight ) - level ) / ( level + 0.02 );
        gl_FragColor = vec4( mix( calm, own, smoothstep( 0.07, 0.2, edge ) ), 1.0 );
      }`,
      { frame: null, texel: new THREE.Vector2(1 / width, 1 / height) }
    )
    this.light = new THREE.WebGLRenderTarget(width, height, half)
    this.bright = quad(
      `uniform sampler2D frame; uniform float floor; uniform vec2 texel; varying vec2 at;
      void main() {
        vec3 c = vec3( 0.0 );
        for ( int y = 0; y < 4; y ++ ) for ( int x = 0; x < 4; x ++ ) {
          vec3 s = texture2D( frame, at + ( vec2( x, y ) - 1.5 ) * texel ).rgb;
          c += max( s - floor, 0.0 );
        }
        gl_FragColor = vec4( c / 16.0, 1.0 );
      }`,
      { frame: null, floor: 1, texel: new THREE.Vector2() }
    )
    this.blur = quad(
      `uniform sampler2D frame; uniform vec2 step; varying vec2 at;
      void main() {
        vec3 c = vec3( 0.0 ); float n = 0.0;
        for ( int i = -12; i <= 12; i ++ ) {
          float w = exp( - float( i * i ) / 50.0 );
          c += texture2D( frame, at + step * float( i ) ).rgb * w; n += w;
        }
        gl_FragColor = vec4( c / n, 1.0 );
      }`,
      { frame: null, step: new THREE.Vector2() }
    )
    this.printing = quad(
      `uniform sampler2D sum, near, wide; uniform float exposure, glow, vignette, warmth, contrast, saturation;
      varying vec2 at;
      // The shoulder of Khronos PBR Neutral without its toe: colours stay as they are below 0.76.
      vec3 shoulder( vec3 c ) {
        float peak = max( c.r, max( c.g, c.b ) );
        if ( peak < 0.76 ) return c;
        float top = 1.0 - 0.0576 / ( peak - 0.52 );
        float fade = 1.0 - 1.0 / ( 0.15 * ( peak - top ) + 1.0 );
        return mix( c * top / peak, vec3( top ), fade );
      }
      float grain( vec2 p ) { return fract( sin( dot( p, vec2( 12.9898, 78.233 ) ) ) * 43758.5453 ); }
      void main() {
        vec3 c = texture2D( sum, at ).rgb;
        c += glow * ( texture2D( near, at ).rgb * 0.6 + texture2D( wide, at ).rgb * 0.5 );
        vec2 d = at - 0.5;
        c *= 1.0 - vignette * smoothstep( 0.25, 0.85, length( d * vec2( 1.0, 1.05 ) ) );
        c *= exposure * vec3( 1.0 + warmth, 1.0, 1.0 - warmth );
        c = shoulder( c );
        float l = dot( c, vec3( 0.2126, 0.7152, 0.0722 ) );
        c = mix( vec3( l ), c, saturation );
        vec3 s = mix( c * 12.92, pow( max( c, 0.0 ), vec3( 0.41666 ) ) * 1.055 - 0.055, step( 0.0031308, c ) );
        float v = dot( s, vec3( 0.3, 0.59, 0.11 ) );
        s *= mix( 1.0, v * ( 3.0 - 2.0 * v ), contrast );
        gl_FragColor = vec4( s + ( grain( gl_FragCoord.xy ) - 0.5 ) / 255.0, 1.0 );
      }`,
      {
        sum: null,
        near: null,
        wide: null,
        exposure: 1,
        glow: 0,
        vignette: 0,
        warmth: 0,
        contrast: 0,
        saturation: 1,
      }
    )
    this.print = new THREE.WebGLRenderTarget(width, height, { depthBuffer: false })
  }

  /** Begins a new picture. */
  clear() {
    this.renderer.setRenderTarget(this.sum)
    this.renderer.setClearColor(0x000000, 0)
    this.renderer.clear()
  }

  /** Adds the last frame, which was taken `x`, `y` of its pixels off the centre. */
  add(x, y) {
    const { renderer } = this
    const autoClear = renderer.autoClear
    renderer.autoClear = false
    const { frame, size, shift } = this.adding.material.uniforms
    frame.value = this.frame.texture
    size.value.set(this.frame.width, this.frame.height)
    shift.value.set(x, y)
    renderer.setRenderTarget(this.sum)
    this.adding.render(renderer)
    renderer.autoClear = autoClear
  }

  /**
   * @param {{ exposure?: number, glow?: number, glowFrom?: number, vignette?: number,
   *   warmth?: number, contrast?: number, saturation?: number }} look
   * @returns {Uint8Array} RGBA rows, bottom row first
   */
  develop(look) {
    const { renderer, small } = this
    const uniforms = this.printing.material.uniforms
    this.pass(this.settling, this.sum, this.light)
    if (look.glow) {
      this.bright.material.uniforms.floor.value = look.glowFrom ?? 1.1
      this.bright.material.uniforms.texel.value.set(
        1 / this.sum.width,
        1 / this.sum.height
      )
      this.pass(this.bright, this.light, small[0])
      this.smear(small[0], small[1])
      this.blur.material.uniforms.step.value.set(0, 0)
      this.pass(this.blur, small[0], small[2])
      this.smear(small[2], small[3])
    }
    uniforms.sum.value = this.light.texture
    uniforms.near.value = small[0].texture
    uniforms.wide.value = small[2].texture
    const defaults = {
      exposure: 1,
      glow: 0,
      vignette: 0.1,
      warmth: 0,
      contrast: 0,
      saturation: 1,
    }
    for (const [name, value] of Object.entries(defaults))
      uniforms[name].value = look[name] ?? value
    renderer.setRenderTarget(this.print)
    this.printing.render(renderer)
    const { width, height } = this.print
    const pixels = new Uint8Array(width * height * 4)
    renderer.readRenderTargetPixels(this.print, 0, 0, width, height, pixels)
    return pixels
  }

  smear(a, b) {
    this.blur.material.uniforms.step.value.set(1 / a.width, 0)
    this.pass(this.blur, a, b)
    this.blur.material.uniforms.step.value.set(0, 1 / a.height)
    this.pass(this.blur, b, a)
  }

  pass(shader, from, to) {
    shader.material.uniforms.frame.value = from.texture
    this.renderer.setRenderTarget(to)
    shader.render(this.renderer)
  }
}

function quad(fragmentShader, values, extra = {}) {
  const uniforms = {}
  for (const [name, value] of Object.entries(values)) uniforms[name] = { value }
  return new FullScreenQuad(
    new THREE.ShaderMaterial({
      vertexShader: VERTEX,
      fragmentShader,
      uniforms,
      depthTest: false,
      depthWrite: false,
      toneMapped: false,
      ...extra,
    })
  )
}
