# The bot as an image: its build and Node, and nothing else. No shell, no package manager, no packages of npm's.
#
#   docker build --tag bridgekeeper .
#   docker run --rm --env-file bridgekeeper.env bridgekeeper src/launch.mjs src/doctor.ts
#
# docs/deploy.md says how it runs: with a read-only root, and its store in a database, or in a file on a volume. It names no
# STORE, and no VOLUME: what is written to a place that nobody mounted has to fail, and not to go with the container.
#
# Both digests are the ones that public build files name for these tags. No registry could be asked for them where this was
# written; a wrong one is refused at the pull. Ask your registry for newer ones, and change tag and digest together:
#
#   docker buildx imagetools inspect gcr.io/distroless/nodejs24-debian13:nonroot

FROM node:24-trixie-slim@sha256:8ec5d7557396cfe32d21c3f9c13072355ceab22b584578ca4bb28af31120cffe AS build
WORKDIR /app
# What is installed changes seldom: a layer of its own.
COPY package.json package-lock.json .npmrc ./
COPY tools/node tools/node
RUN npm ci
COPY . .
# The folder of a store in a file, for the bot's account alone: a new volume that is mounted there takes that over.
RUN npm run build && mkdir --mode=700 /store

FROM gcr.io/distroless/nodejs24-debian13:nonroot@sha256:9eeb7f5887d0e239e78264b06f7f11d2e14be534050481803a9e4728fcdd278e
WORKDIR /app
# All of it belongs to root: the bot cannot write what it runs.
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/src/launch.mjs /app/src/built.mjs src/
COPY --from=build /app/dist/bot dist/bot
COPY --from=build /app/deploy/backup deploy/backup
COPY --from=build --chown=65532:65532 /store /var/lib/bridgekeeper
ENV NODE_ENV=production \
    PORT=3978 \
    GLIBC_TUNABLES=glibc.malloc.arena_max=1:glibc.malloc.trim_threshold=131072:glibc.malloc.mmap_threshold=32768
# By number, which Kubernetes wants to see for runAsNonRoot. It is the image's own account "nonroot".
USER 65532:65532
EXPOSE 3978
# Whether the process is up. Whether it can work is /readyz, for whatever watches it: a restart does not mend Microsoft Graph.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["/nodejs/bin/node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["/nodejs/bin/node"]
CMD ["--max-semi-space-size=2", "--heap-growing-percent=50", "--no-maglev", "src/launch.mjs", "src/main.ts"]
