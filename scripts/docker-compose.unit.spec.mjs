// @ts-check
import assert from "node:assert/strict"
import fs from "node:fs"
import path from "node:path"
import { describe, it } from "node:test"

import { parse } from "yaml"

import { root } from "./launcher/settings.mjs"

/**
 * @typedef {object} ComposeService
 * @property {string} image
 * @property {{context: string, dockerfile: string}} [build]
 * @property {Record<string, string>} [environment]
 * @property {{test: string[]}} [healthcheck]
 * @property {Record<string, {condition: string}>} [depends_on]
 * @property {string[]} [volumes]
 * @property {string | string[]} [command]
 * @property {string} [working_dir]
 * @property {string[]} [profiles]
 * @property {string[]} [ports]
 */

const text = fs.readFileSync(path.join(root, "docker-compose.yml"), "utf8")
/** @type {{services: Record<string, ComposeService>, volumes: Record<string, unknown>}} */
const compose = parse(text, { merge: true })
const services = Object.entries(compose.services)

describe("docker-compose.yml", () => {
  it("has every service of the production-like stack", () => {
    assert.deepEqual(Object.keys(compose.services).sort(), [
      "jaeger",
      "mailpit",
      "minio",
      "postgres",
      "redis",
      "server",
      "setup",
      "storefront",
      "worker",
    ])
  })

  for (const [name, service] of services) {
    it(`${name}: its image is pinned, its health is checked, what it names exists`, () => {
      assert.match(service.image, /:[\w.-]*\d[\w.-]*$/, "a pinned tag")
      assert.ok(service.healthcheck || name === "setup", "a health check")
      if (service.build) {
        const dockerfile = path.join(
          root,
          service.build.context,
          service.build.dockerfile
        )
        assert.ok(fs.existsSync(dockerfile), dockerfile)
      }
      for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
        const needed = compose.services[other]
        assert.ok(needed, `${other} exists`)
        assert.ok(!needed.profiles, `${other} always runs`)
        assert.ok(
          condition !== "service_healthy" || needed.healthcheck,
          `${other} is checked`
        )
      }
      for (const volume of service.volumes ?? []) {
        assert.ok(/** @type {string} */ (volume.split(":")[0]) in compose.volumes, volume)
      }
    })
  }

  it("gives our images no variable that nothing reads", () => {
    const sources = readSources(["medusa-backend", "storefront", "src-plugins", "docker"])
    const readByNode = new Set(["PORT"])
    for (const [name, service] of services.filter(([, { build }]) => build)) {
      for (const variable of Object.keys(service.environment ?? {})) {
        const isRead = new RegExp(`\\benv\\.${variable}\\b|env, "${variable}"`).test(
          sources
        )
        assert.ok(isRead || readByNode.has(variable), `${name}: ${variable}`)
      }
    }
  })

  it("takes from .env only what .env.example explains", () => {
    const example = fs.readFileSync(path.join(root, ".env.example"), "utf8")
    const wanted = [...text.matchAll(/\$\{(\w+)/g)].map(
      ([, name]) => /** @type {string} */ (name)
    )
    assert.ok(wanted.length > 5)
    for (const name of new Set(wanted)) {
      assert.match(example, new RegExp(`^#?${name}=`, "m"), name)
    }
  })

  it("publishes each port once, and services without a password on loopback only", () => {
    const ports = services.flatMap(([, service]) => service.ports ?? [])
    const published = ports.map((port) => port.split(":").slice(0, -1).join(":"))
    assert.equal(new Set(published).size, published.length)
    for (const name of ["minio", "mailpit", "jaeger"]) {
      for (const port of compose.services[name]?.ports ?? []) {
        assert.match(port, /^127\.0\.0\.1:/)
      }
    }
  })

  it("runs files that are there", () => {
    const files = [...text.matchAll(/node (\/shop\/[\w@./-]+)|exec (\.\/[\w./-]+)/g)].map(
      ([, absolute, relative]) =>
        absolute ? absolute.replace("/shop/", "") : `medusa-backend/${relative}`
    )
    assert.ok(files.length >= 3)
    for (const file of files) {
      assert.ok(fs.existsSync(path.join(root, file)), file)
    }
  })
})

describe("the Dockerfiles", () => {
  const names = fs
    .readdirSync(path.join(root, "docker"))
    .filter((name) => /Dockerfile$/.test(name))

  for (const name of names) {
    const lines = fs.readFileSync(path.join(root, "docker", name), "utf8").split("\n")

    it(`${name} copies what is there, from stages that are there`, () => {
      const stages = new Set(
        lines.flatMap((line) => /^FROM .* AS (\w+)$/.exec(line)?.slice(1) ?? [])
      )
      for (const line of lines.filter((candidate) => candidate.startsWith("COPY"))) {
        const [, stage] = /--from=(\w+)/.exec(line) ?? []
        if (stage) {
          assert.ok(stages.has(stage), line)
          continue
        }
        const sources = line.split(" ").filter((part) => part && !/^(COPY|--)/.test(part))
        for (const source of sources.slice(0, -1)) {
          assert.ok(fs.existsSync(path.join(root, source)), `${name}: ${source}`)
        }
      }
    })

    it(`${name} copies the package.json of every workspace before it installs`, () => {
      const beforeInstall = lines
        .slice(
          0,
          lines.findIndex((line) => line.includes("npm ci"))
        )
        .join("\n")
      const plugins = fs
        .readdirSync(path.join(root, "src-plugins"))
        .map((plugin) => `src-plugins/${plugin}`)
      for (const workspace of ["medusa-backend", "storefront", ...plugins]) {
        if (fs.existsSync(path.join(root, workspace, "package.json"))) {
          assert.ok(beforeInstall.includes(`COPY ${workspace}/package.json`), workspace)
        }
      }
    })

    it(`${name} pins its base and does not run as root`, () => {
      for (const line of lines.filter((candidate) => /^FROM \S+:/.test(candidate))) {
        assert.match(line, /^FROM node:\d+\.\d+\.\d+-/)
      }
      assert.ok(lines.includes("USER node"))
    })
  }
})

/** @param {string[]} folders */
function readSources(folders) {
  return folders
    .flatMap((folder) => listSources(path.join(root, folder)))
    .map((file) => fs.readFileSync(file, "utf8"))
    .join("\n")
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function listSources(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) {
      return /^(node_modules|\..*)$/.test(entry.name) ? [] : listSources(file)
    }
    return /\.(ts|tsx|mjs)$/.test(entry.name) && !/\.spec\./.test(entry.name)
      ? [file]
      : []
  })
}
