package dev.headroom.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headroom.secret.Secret;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs requests as AWS wants it, Signature Version 4: the secret key never leaves, only a proof
/// of it that is good for one request and some minutes. Only for requests without a query.
///
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
///
/// @param accessKey the key's id, which is no secret
/// @param token what goes with keys that are good for hours only
/// @param service the name to sign for: `monitoring`
record SigV4(
    String accessKey, Secret secretKey, Optional<Secret> token, String region, String service) {

  private static final String METHOD = "AWS4-HMAC-SHA256";
  private static final String DATE = "X-Amz-Date";
  private static final String AUTHORIZATION = "Authorization";
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// `request` with its date and signature.
  Request sign(Request request, Instant now) {
    var moment = MOMENT.format(now);
    var headers = headers(request, moment);
    var names = String.join(";", headers.keySet());
    var scope = moment.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    var proof =
        hex(
            hmac(
                key(moment.substring(0, 8)),
                String.join("\n", METHOD, moment, scope, hash(canonical(request, headers)))));
    var dated = request.header(DATE, moment);
    var known = token.map(it -> dated.credential("X-Amz-Security-Token", "", it)).orElse(dated);
    return known.credential(
        AUTHORIZATION,
        METHOD + " Credential=" + accessKey + "/",
        new Secret(scope + ", SignedHeaders=" + names + ", Signature=" + proof));
  }

  /// A signed request without what differs at every signing, so that an answer can be kept for it;
  /// any other as it is.
  static Request unsigned(Request request) {
    if (request.credentials().stream().noneMatch(it -> it.prefix().startsWith(METHOD))) {
      return request;
    }
    return new Request(
        request.method(),
        request.url(),
        request.query(),
        request.headers().stream().filter(it -> !it.name().equals(DATE)).toList(),
        request.credentials().stream()
            .map(it ->
                it.prefix().startsWith(METHOD)
                    ? new Request.Hidden(it.name(), it.prefix(), new Secret("any"))
                    : it)
            .toList(),
        request.body(),
        Duration.ZERO,
        request.probe(),
        request.redirects());
  }

  private TreeMap<String, String> headers(Request request, String moment) {
    var headers = new TreeMap<String, String>();
    headers.put("host", host(request.url()));
    headers.put(DATE.toLowerCase(Locale.ROOT), moment);
    request.body().ifPresent(body -> headers.put("content-type", body.mediaType()));
    request
        .headers()
        .forEach(it -> headers.put(it.name().toLowerCase(Locale.ROOT), it.value().strip()));
    token.ifPresent(it -> headers.put("x-amz-security-token", it.value()));
    return headers;
  }

  private static String host(URI url) {
    var usual = "https".equals(url.getScheme()) ? 443 : 80;
    var port = url.getPort() < 0 || url.getPort() == usual ? "" : ":" + url.getPort();
    return url.getHost() + port;
  }

  private static String canonical(Request request, TreeMap<String, String> headers) {
    var lines =
        headers.entrySet().stream()
            .map(entry -> entry.getKey() + ":" + entry.getValue() + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n",
        request.method(),
        request.url().getRawPath(),
        "",
        lines,
        String.join(";", headers.keySet()),
        hash(request.body().map(Request.Body::text).orElse("")));
  }

  private byte[] key(String day) {
    var ofDay = hmac(("AWS4" + secretKey.value()).getBytes(UTF_8), day);
    return hmac(hmac(hmac(ofDay, region), service), "aws4_request");
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static String hash(String text) {
    try {
      return hex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
