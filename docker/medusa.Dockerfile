# syntax=docker/dockerfile:1.9
# Medusa with Gather's plugins: the server, the worker, and the one-shot migration and seed.

FROM node:22.14.0-bookworm-slim AS dependencies
WORKDIR /shop
ENV ONNXRUNTIME_NODE_INSTALL=skip
COPY package.json package-lock.json ./
COPY medusa-backend/package.json medusa-backend/
COPY storefront/package.json storefront/
COPY src-plugins/rental/package.json src-plugins/rental/
COPY src-plugins/vibe-match/package.json src-plugins/vibe-match/
RUN --mount=type=cache,target=/root/.npm npm ci --include=dev --no-audit --no-fund

FROM dependencies AS build
ENV MEDUSA_DISABLE_TELEMETRY=true
COPY tsconfig.base.json ./
COPY src-plugins src-plugins
RUN for plugin in src-plugins/*/; do (cd "$plugin" && npx medusa plugin:build) || exit 1; done
COPY medusa-backend medusa-backend
RUN cd medusa-backend && npx medusa build --no-lint

FROM node:22.14.0-bookworm-slim AS runtime
WORKDIR /shop
ENV NODE_ENV=production \
    MEDUSA_DISABLE_TELEMETRY=true \
    GATHER_DATA_DIR=/data
RUN install -d -o node -g node /data
# The seed runs from TypeScript, so the tools of the build stay.
COPY --from=build --chown=node:node /shop /shop
COPY --chown=node:node data data
USER node
VOLUME /data
EXPOSE 9000
WORKDIR /shop/medusa-backend/.medusa/server
CMD ["node", "/shop/node_modules/@medusajs/cli/cli.js", "start"]
