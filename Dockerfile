# LeadVibe Admin as an image: docker build -t leadvibe-admin . (buildah: with --format docker, for the HEALTHCHECK).
# docs/operations/install.md, In containers, says how to run it.
ARG NODE=docker.io/library/node:22-bookworm-slim

FROM ${NODE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# The list of what is in it stays in the image: /app/sbom.cdx.json. With a changed lock file the build would be another one's.
RUN npm run build && npm prune --omit=dev --no-save && npm sbom --sbom-format=cyclonedx --omit=dev --package-lock-only > sbom.cdx.json && rm -rf .next/cache

FROM ${NODE}
# PostgreSQL, if it is the embedded one, wants its user to have a name.
RUN groupadd --gid 10001 leadvibe && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data leadvibe \
  && install -d -m 700 -o leadvibe -g leadvibe /data
WORKDIR /app
COPY --from=build /app ./
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
USER 10001:10001
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/run.mjs", "start"]
