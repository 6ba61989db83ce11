# syntax=docker/dockerfile:1.9
# The storefront: knows Medusa by its address and publishable key only.

FROM node:22.14.0-bookworm-slim AS dependencies
WORKDIR /shop
COPY package.json package-lock.json ./
COPY medusa-backend/package.json medusa-backend/
COPY storefront/package.json storefront/
COPY src-plugins/rental/package.json src-plugins/rental/
COPY src-plugins/vibe-match/package.json src-plugins/vibe-match/
RUN --mount=type=cache,target=/root/.npm npm ci --include=dev --no-audit --no-fund

FROM dependencies AS build
ENV NEXT_TELEMETRY_DISABLED=1
COPY storefront storefront
RUN cd storefront && npx next build

FROM node:22.14.0-bookworm-slim AS runtime
WORKDIR /shop/storefront
ENV NODE_ENV=production \
    NEXT_TELEMETRY_DISABLED=1 \
    GATHER_DATA_DIR=/data
COPY --from=build --chown=node:node /shop /shop
COPY --chown=node:node docker/start-storefront.mjs /shop/docker/start-storefront.mjs
USER node
EXPOSE 8000
CMD ["node", "/shop/docker/start-storefront.mjs"]
