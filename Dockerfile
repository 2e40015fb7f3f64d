# syntax=docker/dockerfile:1

# The image has the server and the operator's commands, and only the files that they load. It has no PostgreSQL: set
# DATABASE_URL and APP_SECRET, or DATABASE_URL_FILE and APP_SECRET_FILE. compose.yaml shows how.

FROM node:24.21.0-trixie-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --include=dev --no-audit --no-fund
COPY . .
RUN node scripts/assemble.mjs image

FROM node:24.21.0-trixie-slim
WORKDIR /app
ENV NODE_ENV=production \
    NODE_OPTIONS=--enable-source-maps \
    DATA_DIR=/data
RUN install --directory --owner=node --group=node --mode=0700 /data
COPY --from=build /app/image ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "const { ok } = await fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`); process.exit(ok ? 0 : 1)"]
CMD ["node", "build/server.js"]
