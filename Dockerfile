FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /build
# The libraries change with the pom only, so they are a layer of their own.
COPY pom.xml .
RUN --mount=type=cache,target=/m2 \
    mvn -B -q -ntp -Dmaven.repo.local=/m2 dependency:copy-dependencies@libraries
COPY db db
COPY src/main src/main
RUN --mount=type=cache,target=/m2 \
    mvn -B -q -ntp -Dmaven.repo.local=/m2 -Dquick -Dmaven.test.skip=true package

# glibc, because the embedded PostgreSQL needs it. Fonts are in the jar, so no font packages.
FROM eclipse-temurin:25-jre-noble AS program
RUN groupadd --gid 10001 headroom \
    && useradd --uid 10001 --gid headroom --no-log-init --no-create-home --home-dir /data \
        --shell /usr/sbin/nologin headroom \
    && install -d -o headroom -g headroom -m 0700 /data
COPY --from=build /build/target/lib /opt/headroom/lib
COPY --from=build /build/target/headroom.jar /opt/headroom/
# What training and running must share, or the cache of loaded classes is not used.
ENV JAVA_FLAGS="-XX:+UseSerialGC -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

# A short demo teaches the JVM which classes a run loads, so that the next start is fast. Where it
# can't run, the image starts the same, only slower; so a failed training is no failed build.
FROM program AS training
USER headroom
WORKDIR /tmp/training
RUN printf '/quota\n/quota-history openai-demo cost 30d\n/budget list\nexit\n' > questions \
    && mkdir cache \
    && timeout 300 java $JAVA_FLAGS -XX:AOTCacheOutput=cache/headroom.aot -Xlog:aot*=off -Xlog:cds*=off \
        -jar /opt/headroom/headroom.jar demo < questions || rm -f cache/*

FROM program
LABEL org.opencontainers.image.title="Headroom" \
      org.opencontainers.image.description="Tells a team, in its chat, how much AI quota and money is left." \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=training --chown=root:root /tmp/training/cache /opt/headroom
USER headroom
WORKDIR /data
ENV HEADROOM_DATA=/data \
    HEADROOM_BIND=0.0.0.0
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
# Needs the http section on port 8080, as in config/headroom.yaml.
HEALTHCHECK --interval=15s --timeout=3s --start-period=60s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080; printf 'GET /ready HTTP/1.0\\r\\n\\r\\n' >&3; head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["sh", "-c", "exec java $JAVA_FLAGS -XX:AOTCache=/opt/headroom/headroom.aot -Xlog:aot*=off -Xlog:cds*=off -XX:MaxRAMPercentage=50 -jar /opt/headroom/headroom.jar \"$@\"", "headroom"]
CMD ["run", "--config", "/etc/headroom/headroom.yaml"]
