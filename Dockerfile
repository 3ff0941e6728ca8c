# syntax=docker/dockerfile:1

# What production needs, and nothing that only tests and tools do. No package of it runs a script when it is installed.
FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production \
    NODE_COMPILE_CACHE=/app/.cache \
    CONFIG_FILE=/config/config.yml \
    STATE_DIR=/data \
    HEALTH_PORT=8080
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY package.json ./
COPY scripts scripts
COPY src src
# Both belong to the user that runs the app: a volume takes over the owner of what it hides.
RUN mkdir .cache /data && chown 10001:10001 .cache /data
# By number, so that Kubernetes can tell that it is not root.
USER 10001:10001
# Compiles once for all starts: the cache serves the user that wrote it, also where it cannot be written any more.
RUN node --eval "import('/app/src/run.ts')"
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s \
    CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.HEALTH_PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Without npm, which passes no signal on but two.
CMD ["node", "scripts/start.js"]
