# syntax=docker/dockerfile:1

FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /build
# The libraries change with the pom only, so they are a layer of their own.
COPY pom.xml .
RUN mvn -B -q -ntp -Dmaven.repo.local=/m2 dependency:copy-dependencies@libraries
COPY db db
COPY src/main src/main
RUN mvn -B -q -ntp -Dmaven.repo.local=/m2 package -Dmaven.test.skip=true

# glibc, because the embedded PostgreSQL needs it. Fonts are in the jar, so no font packages.
FROM eclipse-temurin:25-jre-noble
RUN groupadd --system --gid 10001 headroom \
    && useradd --system --uid 10001 --gid headroom --home-dir /data --shell /usr/sbin/nologin headroom \
    && install -d -o headroom -g headroom -m 0700 /data
WORKDIR /opt/headroom
COPY --from=build /build/target/lib lib
COPY --from=build /build/target/headroom.jar headroom.jar

# What training and running must share, or the cache of loaded classes is not used.
ENV JAVA_FLAGS="-XX:+UseSerialGC -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
# Without the cache it starts the same, only slower; so a failed training is no failed build.
RUN java $JAVA_FLAGS -XX:AOTCacheOutput=headroom.aot -jar headroom.jar --help || true

USER headroom
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
