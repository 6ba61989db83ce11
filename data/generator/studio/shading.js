import * as THREE from "three"

/**
 * Changes three's light shading to suit a picture that is summed up from many frames.
 *
 * Each frame carries one key light and a few lights from random directions of the sky, all with
 * hard shadows; their sum is a soft shadow and true ambient occlusion. Three adjustments follow:
 * - small lights give no highlight, because gloss comes from the softboxes in the environment;
 * - the environment's own light is dimmed where the sky lights of the frame are hidden;
 * - thin things (petals, paper, sailcloth) let light through, by the define TRANSLUCENT.
 */
export function patchShading() {
  const chunk = THREE.ShaderChunk

  chunk.lights_physical_pars_fragment = replace(chunk.lights_physical_pars_fragment, [
    [
      "float dotNL = saturate( dot( geometryNormal, directLight.direction ) );",
      `float facing = dot( geometryNormal, directLight.direction );
      #ifdef TRANSLUCENT
        float dotNL = saturate( facing ) * ( 1.0 - 0.4 * TRANSLUCENT ) + TRANSLUCENT * saturate( - facing );
      #else
        float dotNL = saturate( facing );
      #endif`,
    ],
    [
      "vec3 specularBRDF = BRDF_GGX( directLight.direction, geometryViewDir, geometryNormal, material );",
      "vec3 specularBRDF = vec3( 0.0 );",
    ],
  ])

  chunk.lights_fragment_begin = replace(chunk.lights_fragment_begin, [
    [
      "DirectionalLight directionalLight;",
      "DirectionalLight directionalLight;\n float skyLit = 1e-3; float skyAll = 1e-3; float lit = 1.0;",
    ],
    [
      "directLight.color *= ( directLight.visible && receiveShadow ) ? getShadow( directionalShadowMap[ i ]",
      "lit = ( directLight.visible && receiveShadow ) ? getShadow( directionalShadowMap[ i ]",
    ],
    [
      "vDirectionalShadowCoord[ i ] ) : 1.0;",
      `vDirectionalShadowCoord[ i ] ) : 1.0;
      directLight.color *= lit;
      if ( UNROLLED_LOOP_INDEX < NUM_DIR_LIGHTS - NUM_DIR_LIGHTS / 2 ) {
        float weight = saturate( dot( geometryNormal, directLight.direction ) );
        skyLit += lit * weight; skyAll += weight;
      }`,
    ],
  ])

  chunk.lights_fragment_maps = replace(chunk.lights_fragment_maps, [
    [
      "iblIrradiance += getIBLIrradiance( geometryNormal );",
      `#if defined( USE_SHADOWMAP ) && NUM_DIR_LIGHT_SHADOWS > 0
        float open = skyLit / skyAll;
      #else
        float open = 1.0;
      #endif
      iblIrradiance += getIBLIrradiance( geometryNormal ) * 0.34 * ( 0.25 + 0.75 * open );`,
    ],
    ["radiance += iblRadiance;", "radiance += iblRadiance * ( 0.3 + 0.7 * open );"],
  ])
}

function replace(source, pairs) {
  return pairs.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`three changed its shader: no "${from}"`)
    return text.replace(from, to)
  }, source)
}
